import { JsonObject } from '@backstage/types';
import {
  RequestBudget,
  SourceClient,
  SourceError,
} from '@team-readiness/backstage-plugin-readiness-node';
import { RegoAnswer, RegoEvaluator } from './RegoEvaluator';

/** Statuses by which OPA refuses one input, or does not know the rule. */
const refusals = new Set([400, 404, 422]);

/**
 * Asks a running OPA: `POST /v1/data/<path>` with the input.
 *
 * A rule that is not defined, and an input that OPA refuses, is unknown. An OPA
 * that cannot be asked (it hangs, answers 500, or no JSON) throws: then nothing
 * is known, and earlier facts stay.
 *
 * @see https://www.openpolicyagent.org/docs/rest-api#get-a-document-with-input
 */
export class OpaRegoEvaluator implements RegoEvaluator {
  /** Its policies change without a word to us. */
  readonly revision = null;
  readonly #client: SourceClient;
  readonly #url: string;

  /**
   * @param options.client - may ask the host of the URL
   * @param options.url - of OPA, e.g. `https://opa.example.org`
   * @param options.entrypoint - the rule, e.g. `readiness/deny`
   */
  constructor(options: {
    client: SourceClient;
    url: string;
    entrypoint: string;
  }) {
    this.#client = options.client;
    const path = options.entrypoint.split('/').map(encodeURIComponent);
    this.#url = `${options.url.replace(/\/+$/, '')}/v1/data/${path.join('/')}`;
  }

  async evaluate(
    inputs: readonly JsonObject[],
    options: { signal: AbortSignal; budget?: RequestBudget },
  ): Promise<RegoAnswer[]> {
    // The client lets only some of them through at once.
    return Promise.all(inputs.map(input => this.#ask(input, options)));
  }

  async close(): Promise<void> {
    await this.#client.close();
  }

  async #ask(
    input: JsonObject,
    { signal, budget }: { signal: AbortSignal; budget?: RequestBudget },
  ): Promise<RegoAnswer> {
    try {
      const { body } = await this.#client.request({
        method: 'POST',
        url: this.#url,
        body: { input },
        signal,
        budget,
      });
      if (typeof body !== 'object' || body === null || Array.isArray(body)) {
        throw new Error('OPA answered with something that is no decision');
      }
      return body.result === undefined
        ? { reason: 'The rule is not defined for it.' }
        : { value: body.result };
    } catch (error) {
      const { name, status } = error as SourceError;
      if (name === 'SourceError' && status && refusals.has(status)) {
        return { reason: `OPA refused it with status ${status}.` };
      }
      throw error;
    }
  }
}
