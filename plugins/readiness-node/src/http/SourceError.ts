import { CustomErrorBase } from '@backstage/errors';

/**
 * What went wrong with a request.
 *
 * - `refused`: the host or its address may not be asked;
 * - `connection`: it cannot be reached, or broke off half-way;
 * - `timeout`: it took too long;
 * - `status`: it answered with a status that is no success;
 * - `too-large`: its answer is larger than allowed;
 * - `not-json`: its answer is no JSON.
 *
 * @public
 */
export type SourceErrorKind =
  | 'refused'
  | 'connection'
  | 'timeout'
  | 'status'
  | 'too-large'
  | 'not-json';

/**
 * A source could not be asked, or did not answer as it should.
 *
 * @public
 */
export class SourceError extends CustomErrorBase {
  override name = 'SourceError' as const;
  readonly kind: SourceErrorKind;
  /** The status of the answer, where there is one. */
  readonly status: number | undefined;

  /**
   * @param message - one sentence for people, without secrets
   */
  constructor(
    message: string,
    options: { kind: SourceErrorKind; status?: number },
  ) {
    super(message);
    this.kind = options.kind;
    this.status = options.status;
  }
}
