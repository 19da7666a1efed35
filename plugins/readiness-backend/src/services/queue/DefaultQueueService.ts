import { NotFoundError } from '@backstage/errors';
import { EvaluationQueue } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  listFailures,
  maxAttempts,
  readQueue,
  retryFailures,
  StoredFailure,
} from '../../database/operations/queue';
import { ReadingScope } from '../../permissions';
import { readEntityRef } from '../reading/entityRefs';

/** So many failures are listed; where there are more, the cause is hardly in the entities. */
const listedFailures = 100;
const mostRetries = 1_000;

function toFailure(failure: StoredFailure) {
  return {
    entityRef: failure.entityRef,
    attempts: failure.attempts,
    isGivenUp: failure.attempts >= maxAttempts,
    lastError: failure.lastError,
    nextAt: new Date(failure.nextAt).toISOString(),
  };
}

/** The queue as one reader may see it. Two statements. */
export class DefaultQueueService {
  readonly #knex: Knex;
  readonly #clock: { now(): Date };

  constructor(options: { knex: Knex; clock: { now(): Date } }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
  }

  /** @see QueueService.getQueue */
  async getQueue({ visibility }: ReadingScope): Promise<EvaluationQueue> {
    const [queue, failures] = await Promise.all([
      readQueue(this.#knex, { visibility, now: this.#clock.now() }),
      listFailures(this.#knex, { visibility, limit: listedFailures }),
    ]);
    const { waitingSince } = queue;
    return {
      ...queue,
      waitingSince:
        waitingSince === null ? null : new Date(waitingSince).toISOString(),
      failures: failures.map(toFailure),
    };
  }

  /** @see QueueService.retryEvaluations */
  async retryEvaluations(
    entityRef: string | undefined,
    scope: ReadingScope,
  ): Promise<EvaluationQueue> {
    const retried = await retryFailures(this.#knex, {
      visibility: scope.visibility,
      entityRef:
        entityRef === undefined
          ? undefined
          : readEntityRef('entityRef', entityRef, 'component'),
      limit: mostRetries,
      now: this.#clock.now(),
    });
    if (entityRef !== undefined && retried.length === 0) {
      throw new NotFoundError(`No evaluation of '${entityRef}' went wrong`);
    }
    return this.getQueue(scope);
  }
}
