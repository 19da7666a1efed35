import { ResponseError } from '@backstage/errors';
import createClient, { Client } from 'openapi-fetch';
import { paths } from './generated/openapi';

/**
 * What the client needs of its surroundings: where the backend is, and how to
 * reach it. Discovery and fetch of both frontend systems fit, as does the
 * discovery service of the backend.
 *
 * @public
 */
export interface ReadinessClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}

/**
 * What a request is made of. Portals make a request of what they are given to look at it, and then hand on what they were
 * given: a request whose body was read thereby.
 */
async function partsOf(request: Request): Promise<RequestInit> {
  const { method, headers, signal } = request;
  // Not every browser knows `request.body`.
  const body = method === 'GET' ? undefined : await request.text();
  return { method, headers, signal, body: body || undefined };
}

/**
 * Makes requests that are typed by the OpenAPI document.
 */
export class ReadinessConnection {
  readonly #options: ReadinessClientOptions;

  constructor(options: ReadinessClientOptions) {
    this.#options = options;
  }

  /**
   * A client for one request: discovery may answer differently over time, so that it is asked each time.
   *
   * @returns a client whose requests throw `ResponseError` when the backend refuses
   */
  async open(): Promise<Client<paths>> {
    const { discoveryApi, fetchApi } = this.#options;
    return createClient<paths>({
      baseUrl: await discoveryApi.getBaseUrl('readiness'),
      fetch: async request => {
        const response = await fetchApi.fetch(
          request.url,
          await partsOf(request),
        );
        if (!response.ok) {
          throw await ResponseError.fromResponse(response);
        }
        return response;
      },
    });
  }
}

/**
 * The data of an answer.
 *
 * @throws Error for an answer without any
 */
export function present<T>(answer: { data?: T }): T {
  if (answer.data === undefined) {
    throw new Error('The backend of Readiness gave an empty answer');
  }
  return answer.data;
}

/**
 * The data of an answer that comes as JSON or as text: which of the two was asked for.
 *
 * @throws Error for text
 */
export function presentList<T>(answer: { data?: T }): Exclude<T, string> {
  const data = present(answer);
  if (typeof data === 'string') {
    throw new Error('The backend of Readiness gave text instead of a list');
  }
  return data as Exclude<T, string>;
}
