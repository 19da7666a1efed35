import { Knex } from 'knex';
import { markForEvaluation } from './markForEvaluation';
import { FailureFilter, listFailures } from './readQueue';

/**
 * Gives entities whose last evaluation went wrong a new chance at once: their attempts are counted anew. What went
 * wrong stays on record until an evaluation succeeds.
 *
 * @param knex - A knex instance.
 * @param options - Which ones; `limit`: at most so many; `now`.
 * @returns Their refs.
 */
export async function retryFailures(
  knex: Knex,
  options: FailureFilter & { limit: number; now: Date },
): Promise<string[]> {
  return knex.transaction(async trx => {
    const found = await listFailures(trx, options);
    await markForEvaluation(trx, {
      entityIds: found.map(({ entityId }) => entityId),
      at: options.now,
    });
    return found.map(({ entityRef }) => entityRef);
  });
}
