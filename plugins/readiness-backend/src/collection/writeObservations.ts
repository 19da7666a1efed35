import { Knex } from 'knex';
import { deleteFacts, upsertFacts } from '../database/operations/facts';
import { replaceProblems } from '../database/operations/problems';
import { markForEvaluation } from '../database/operations/queue';
import { retryOnConflict } from '../database/retryOnConflict';
import { ReadObservation } from './readObservations';

/**
 * Stores what a collector said about a batch, in one transaction: facts, marks for evaluation of
 * what changed, and problems. At most seven statements, whatever the number of entities.
 *
 * @param knex - Not a transaction.
 * @param options - Facts of entities that are absent or failed are left as they are.
 */
export async function writeObservations(
  knex: Knex,
  options: {
    collector: string;
    entities: ReadonlyArray<{
      id: number;
      ref: string;
      reading: ReadObservation;
    }>;
    observedAt: Date;
    expiresAt: Date;
  },
): Promise<void> {
  const { collector, entities, observedAt, expiresAt } = options;
  await retryOnConflict(() =>
    knex.transaction(async trx => {
      const { changedEntityIds } = await upsertFacts(trx, {
        collector,
        facts: entities.flatMap(({ id, reading }) =>
          reading.status === 'observed'
            ? [
                {
                  entityId: id,
                  data: reading.data,
                  hash: reading.hash,
                  observedAt,
                  expiresAt,
                },
              ]
            : [],
        ),
      });
      await markForEvaluation(trx, {
        entityIds: changedEntityIds,
        at: observedAt,
      });
      await replaceProblems(trx, {
        reporter: collector,
        entityIds: entities.map(({ id }) => id),
        problems: entities.flatMap(({ id, reading }) =>
          reading.problems.map(problem => ({ ...problem, entityId: id })),
        ),
        at: observedAt,
      });
    }),
  );
}

const entitiesPerStep = 500;

/**
 * Deletes what a collector observed of some entities, and marks them for evaluation.
 *
 * @param knex - Not a transaction: 500 entities are one.
 */
export async function deleteObservations(
  knex: Knex,
  options: { collector: string; entityIds: readonly number[]; at: Date },
): Promise<void> {
  const ids = [...options.entityIds].sort((a, b) => a - b);
  for (let from = 0; from < ids.length; from += entitiesPerStep) {
    await retryOnConflict(() =>
      knex.transaction(async trx => {
        const { deletedEntityIds } = await deleteFacts(trx, {
          collector: options.collector,
          entityIds: ids.slice(from, from + entitiesPerStep),
        });
        await markForEvaluation(trx, {
          entityIds: deletedEntityIds,
          at: options.at,
        });
      }),
    );
  }
}
