import { UsageError } from '../terminal';

/**
 * @throws UsageError for what is no http(s) address, or one that holds credentials
 */
export function readPortalAddress(portal: string): string {
  const url = URL.canParse(portal) ? new URL(portal) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new UsageError(
      '--portal takes the http(s) address of the backend, without credentials',
    );
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
