import { CustomErrorBase } from '@backstage/errors';

/**
 * A source asks to be left alone for a while: its budget of requests is used up, it answered with
 * `Retry-After`, or its circuit is open. Nothing is known to be wrong with the entity.
 *
 * A run of a collector that meets it stops where it is and goes on from there at `retryAt`; no fact
 * changes meanwhile.
 *
 * @public
 */
export class RetryLaterError extends CustomErrorBase {
  override name = 'RetryLaterError' as const;

  /** From then on it may be tried again. */
  readonly retryAt: Date;

  /**
   * @param message - one sentence for people, without secrets
   * @param retryAt - from then on it may be tried again
   */
  constructor(message: string, retryAt: Date) {
    super(message);
    this.retryAt = retryAt;
  }
}
