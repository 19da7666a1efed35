import { Knex } from 'knex';
import { markForEvaluation } from '../../database/operations/queue';
import { retryOnConflict } from '../../database/retryOnConflict';

const markedPerStatement = 3_000;

/**
 * Makes entities that wait for the end of a stream due now. One statement per 3,000 of them.
 *
 * @param knex - A knex instance.
 * @param options - Keys of `entities`, in any order.
 */
export async function makeDue(
  knex: Knex,
  options: { entityIds: Iterable<number>; at: Date },
): Promise<void> {
  const changed = [...options.entityIds].sort((a, b) => a - b);
  for (let from = 0; from < changed.length; from += markedPerStatement) {
    await retryOnConflict(() =>
      markForEvaluation(knex, {
        entityIds: changed.slice(from, from + markedPerStatement),
        at: options.at,
      }),
    );
  }
}
