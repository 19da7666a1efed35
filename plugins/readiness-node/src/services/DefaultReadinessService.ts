import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ReadinessClient } from '@team-readiness/backstage-plugin-readiness-common';
import { ReadinessService, ReadinessServiceApi } from './ReadinessService';

/**
 * Asks the backend of Readiness over HTTP, wherever it runs, with a token for each request: they are
 * short-lived, and what is made of credentials may be kept for long.
 */
export class DefaultReadinessService implements ReadinessService {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** {@inheritdoc ReadinessService.withCredentials} */
  withCredentials(credentials: BackstageCredentials): ReadinessServiceApi {
    return new ReadinessClient({
      discoveryApi: this.#discovery,
      fetchApi: {
        fetch: async (input, init) => {
          const { token } = await this.#auth.getPluginRequestToken({
            onBehalfOf: credentials,
            targetPluginId: 'readiness',
          });
          const request = new Request(input, init);
          request.headers.set('authorization', `Bearer ${token}`);
          return fetch(request);
        },
      },
    });
  }
}
