import { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import { EvaluationQueue } from '@team-readiness/backstage-plugin-readiness-common';
import { ReadOptions } from '../reading/ReadOptions';

/**
 * What waits to be evaluated, and what cannot be.
 */
export interface QueueService {
  /**
   * How long the queue is, and which entities could not be evaluated, of those that the reader may see.
   *
   * @throws NotAllowedError without the permission to read problems
   */
  getQueue(options: ReadOptions): Promise<EvaluationQueue>;

  /**
   * Has entities that could not be evaluated tried again at once, at most 1,000.
   *
   * @param entityRef - only this one; undefined: all that the reader may see
   * @param options - `request` is noted in the audit log
   * @returns the queue right after that; what went wrong only for those who may read problems
   * @throws InputError for a text that is no entity ref
   * @throws NotAllowedError without the permission to have evaluations tried again
   * @throws NotFoundError for an entity of which no evaluation went wrong, or that the reader may not see
   */
  retryEvaluations(
    entityRef: string | undefined,
    options: ReadOptions & {
      request?: AuditorServiceCreateEventOptions['request'];
    },
  ): Promise<EvaluationQueue>;
}
