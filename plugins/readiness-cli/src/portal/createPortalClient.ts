import { ReadinessClient } from '@team-readiness/backstage-plugin-readiness-common';

const timeoutMs = 30_000;

/**
 * Client of a portal's API.
 *
 * @param address - as `readPortalAddress` gives it
 * @param token - sent with each request, and to nobody else
 */
export function createPortalClient(
  address: string,
  token: string | undefined,
): ReadinessClient {
  return new ReadinessClient({
    discoveryApi: { getBaseUrl: async id => `${address}/api/${id}` },
    fetchApi: {
      fetch: async (input, init) => {
        const request = new Request(input, init);
        if (token) {
          request.headers.set('authorization', `Bearer ${token}`);
        }
        // A token must not follow to wherever the portal points.
        return fetch(request, {
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        });
      },
    },
  });
}
