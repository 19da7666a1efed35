import { JsonObject, JsonValue } from '@backstage/types';
import { RequestBudget } from '@team-readiness/backstage-plugin-readiness-node';

/** Why there is no value. */
export interface NoRegoAnswer {
  reason: string;
  /** The same input may have an answer the next time, e.g. since the machine was busy. Default: it has none. */
  mayPass?: boolean;
}

/**
 * What an evaluator answered: the value of the rule, or why there is none.
 */
export type RegoAnswer = { value: JsonValue } | NoRegoAnswer;

/**
 * Something that answers what a Rego rule says of an input.
 */
export interface RegoEvaluator {
  /** Digest of all that it decides by; null where only asking tells. */
  readonly revision: string | null;
  /**
   * @param inputs - one answer is given for each, in their order
   * @throws RetryLaterError, or another error, where nothing could be asked:
   *   then nothing is known about any input
   */
  evaluate(
    inputs: readonly JsonObject[],
    options: { signal: AbortSignal; budget?: RequestBudget },
  ): Promise<RegoAnswer[]>;
  /** Frees threads and connections. */
  close(): Promise<void>;
}
