const maxUrlLength = 2_000;

/**
 * A link that may be shown.
 *
 * @param value - Anything.
 * @returns The text if it is an absolute http(s) URL of at most 2,000 characters without
 *   credentials, else undefined.
 */
export function httpLink(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > maxUrlLength) {
    return undefined;
  }
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return undefined;
  }
  const isHttp = url.protocol === 'https:' || url.protocol === 'http:';
  return isHttp && !url.username && !url.password && !/\s/.test(value)
    ? value
    : undefined;
}
