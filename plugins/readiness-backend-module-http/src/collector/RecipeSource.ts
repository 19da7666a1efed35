import {
  SourceClient,
  createSourceClient,
  RequestBudget,
} from '@team-readiness/backstage-plugin-readiness-node';
import { CollectorDocument } from '@team-readiness/backstage-plugin-readiness-common';
import {
  AskRecipe,
  RecipeQuestion,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { InputError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { HttpConfig } from '../config';
import { findHost, readHeaders } from './findHost';

/**
 * One request of a recipe and what came of it, for whoever wants to see it. Holds no secret.
 *
 * @public
 */
export interface RecipeExchange {
  question: RecipeQuestion;
  /** By name as in the document; the value of a secret is `***`. */
  headers: Record<string, string>;
  /** What was answered; or the error. */
  answer: { status: number; body: JsonValue } | { error: Error };
}

/** Told of each request. @public */
export type OnExchange = (exchange: RecipeExchange) => void;

/** A request that is under way at the source of a recipe. */
export interface AskOptions {
  signal: AbortSignal;
  budget?: RequestBudget;
  /** Told of each answer, in the order in which they come. */
  onAnswer?: (question: RecipeQuestion, body: JsonValue) => void;
}

/** The longest wait within a list of pages: a little more than the minute that a rate is counted over. */
const bulkPatienceMs = 65_000;

/** The service that a recipe asks: its host, with the headers and limits of the document. */
export class RecipeSource {
  /** What stands before the paths of the recipe. */
  readonly base: string;
  readonly #client: SourceClient;
  readonly #headers: Record<string, string>;
  readonly #shownHeaders: Record<string, string>;
  readonly #onExchange: OnExchange | undefined;

  /**
   * @throws InputError where the recipe may not ask its host as the configuration stands
   */
  constructor(
    document: CollectorDocument,
    config: HttpConfig,
    onExchange?: OnExchange,
  ) {
    const { metadata, spec } = document;
    const { request, lookups, rateLimit } = spec;
    const host = findHost(request, config);
    const { headers, secretHeaders } = readHeaders(request, host, config);
    this.base = host.base;
    this.#headers = headers;
    this.#shownHeaders = {
      ...headers,
      ...Object.fromEntries(
        Object.keys(secretHeaders).map(name => [name, '***']),
      ),
    };
    this.#onExchange = onExchange;
    const accept = [request, ...lookups].flatMap(({ absentWhen }) =>
      absentWhen.map(each => (typeof each === 'number' ? each : each.status)),
    );
    this.#client = createSourceClient({
      name: metadata.title,
      hosts: [new URL(host.base).host],
      allowPrivateAddresses: host.allowPrivateAddresses,
      secretHeaders,
      requestsPerMinute: rateLimit.requestsPerMinute,
      // A list that is given up is begun anew: one of more pages than a minute takes would never end.
      ...(request.per === 'bulk' ? { patienceMs: bulkPatienceMs } : {}),
      accept: [...new Set(accept)],
      ...(host.timeoutMs === undefined ? {} : { timeoutMs: host.timeoutMs }),
    });
  }

  /** Asks on behalf of a run. */
  asker(options: AskOptions): AskRecipe {
    return async question => {
      const { signal, budget, onAnswer } = options;
      const { method, url, body } = question;
      // The next page that an answer names can lie elsewhere on the host.
      if (!url.startsWith(`${this.base}/`) && url !== this.base) {
        throw new InputError(
          'The next page is not below the URL of the host in readiness.http.hosts',
        );
      }
      try {
        const response = await this.#client.request({
          url,
          method,
          headers: this.#headers,
          ...(body === undefined ? {} : { body }),
          // What a recipe asks is a query, also where it is sent by POST.
          idempotent: true,
          signal,
          budget,
        });
        const { status } = response;
        this.#tell(question, { status, body: response.body });
        onAnswer?.(question, response.body);
        return { status, body: response.body, link: response.headers.link };
      } catch (error) {
        this.#tell(question, { error: error as Error });
        throw error;
      }
    };
  }

  /** Closes connections. */
  close(): Promise<void> {
    return this.#client.close();
  }

  #tell(question: RecipeQuestion, answer: RecipeExchange['answer']): void {
    this.#onExchange?.({ question, headers: this.#shownHeaders, answer });
  }
}
