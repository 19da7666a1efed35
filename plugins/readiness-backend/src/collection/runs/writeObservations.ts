import { Knex } from 'knex';
import {
  deleteFacts,
  lockFactsSeenAfter,
  upsertFacts,
} from '../database/operations/facts';
import { replaceProblems } from '../database/operations/problems';
import { markForEvaluation } from '../database/operations/queue';
import { retryOnConflict } from '../database/retryOnConflict';
import { ReadObservation } from './readObservations';

/**
 * Stores what a collector said about a batch, in one transaction: facts, marks for evaluation of
 * what changed, and problems. At most eight statements, whatever the number of entities.
 *
 * A batch may take minutes, in which somebody may have asked for a refresh of an entity in it: what
 * was observed later stands.
 *
 * @param knex - Not a transaction.
 * @param options - `observedAt`: when the source was asked. Facts of entities that are absent or
 *   failed are left as they are.
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
  const { collector, observedAt, expiresAt } = options;
  await retryOnConflict(() =>
    knex.transaction(async trx => {
      const newer = await lockFactsSeenAfter(trx, {
        collector,
        entityIds: options.entities.map(({ id }) => id),
        after: observedAt,
      });
      const entities = options.entities.filter(({ id }) => !newer.has(id));
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
 * @param options - `observedBefore`: what was observed after the run began stands; `at`: now.
 */
export async function deleteObservations(
  knex: Knex,
  options: {
    collector: string;
    entityIds: readonly number[];
    observedBefore: Date;
    at: Date;
  },
): Promise<void> {
  const { collector } = options;
  const ids = [...options.entityIds].sort((a, b) => a - b);
  for (let from = 0; from < ids.length; from += entitiesPerStep) {
    await retryOnConflict(() =>
      knex.transaction(async trx => {
        const entityIds = ids.slice(from, from + entitiesPerStep);
        const newer = await lockFactsSeenAfter(trx, {
          collector,
          entityIds,
          after: options.observedBefore,
        });
        const { deletedEntityIds } = await deleteFacts(trx, {
          collector,
          entityIds: entityIds.filter(id => !newer.has(id)),
        });
        await markForEvaluation(trx, {
          entityIds: deletedEntityIds,
          at: options.at,
        });
      }),
    );
  }
}
