import { Knex } from 'knex';
import {
  deleteAbsentFacts,
  deleteFacts,
  heedEarlierExpiry,
  FactProjection,
  keepFacts,
  LockedFact,
  lockFacts,
  markFactsAbsent,
  seenAfter,
  upsertFacts,
} from '../../database/operations/facts';
import { lockLiveEntities } from '../../database/operations/entities';
import {
  ProblemWrite,
  replaceProblems,
} from '../../database/operations/problems';
import { markForEvaluation } from '../../database/operations/queue';
import { retryOnConflict } from '../../database/retryOnConflict';
import { failed, ReadObservation } from './readObservations';
import { FinalStatus } from './RunProgress';

/** What was read about one entity. */
export interface EntityReading {
  id: number;
  ref: string;
  reading: ReadObservation;
}

/** Hears of entities whose fact was written or deleted, after the transaction; never throws. */
export type FactsChanged = (
  collector: string,
  entityIds: readonly number[],
) => void;

type FinalReading = Exclude<ReadObservation, { status: 'deferred' }>;

/**
 * Stores what a collector said about a batch, in one transaction: facts, marks for evaluation of
 * what changed, and problems. At most thirteen statements, whatever the number of entities; five where
 * all is unchanged.
 *
 * A batch may take minutes, in which somebody may have asked for a refresh of an entity in it: what
 * was observed later stands. Of an entity that was removed meanwhile nothing is written.
 *
 * @param knex - Not a transaction.
 * @param options - `observedAt`: when the source was asked. Facts of entities that failed or were
 *   deferred are left as they are. Those of which the source knows nothing any more stay for now;
 *   `markAbsent`: they are marked, see `deleteAbsent`. `within`: called with what became of the
 *   entities, at the end of the transaction, perhaps repeatedly; it may throw, and nothing is stored.
 *   `changed`: called after the transaction with the entities whose data is another one now.
 *   `projection`: what checks read of facts, default all of it.
 * @returns What became of each live entity that was not deferred. An unchanged one without a fact has
 *   failed.
 */
export async function writeObservations(
  knex: Knex,
  options: {
    collector: string;
    entities: readonly EntityReading[];
    observedAt: Date;
    expiresAt: Date;
    markAbsent: boolean;
    within?: (
      trx: Knex.Transaction,
      statuses: ReadonlyMap<number, FinalStatus>,
    ) => Promise<void>;
    changed?: FactsChanged;
    projection?: FactProjection;
  },
): Promise<Map<number, FinalStatus>> {
  const { collector, observedAt, expiresAt } = options;
  const written = await retryOnConflict(() =>
    knex.transaction(async trx => {
      const live = await lockLiveEntities(trx, {
        entityIds: options.entities.map(({ id }) => id),
        shared: true,
      });
      const stored = await lockFacts(trx, { collector, entityIds: [...live] });
      const newer = seenAfter(stored, observedAt);
      const all = finalReadings(
        collector,
        options.entities.filter(({ id }) => live.has(id)),
        stored,
      );
      const entities = all.filter(({ id }) => !newer.has(id));
      const idsOf = (status: FinalStatus) =>
        entities.flatMap(({ id, reading }) =>
          reading.status === status ? [id] : [],
        );
      const { changedEntityIds } = await upsertFacts(trx, {
        collector,
        facts: entities.flatMap(({ id, reading }) =>
          reading.status === 'observed'
            ? [{ ...reading, entityId: id, observedAt, expiresAt }]
            : [],
        ),
        stored,
        projection: options.projection,
      });
      const keptIds = idsOf('unchanged');
      await keepFacts(trx, {
        collector,
        entityIds: keptIds,
        observedAt,
        expiresAt,
      });
      if (options.markAbsent) {
        await markFactsAbsent(trx, {
          collector,
          entityIds: idsOf('absent').filter(id => stored.has(id)),
          at: observedAt,
        });
      }
      await markForEvaluation(trx, {
        entityIds: [
          ...changedEntityIds,
          ...keptIds.filter(id => isStale(stored.get(id), observedAt)),
        ].sort((a, b) => a - b),
        at: observedAt,
      });
      const changed = new Set(changedEntityIds);
      await heedEarlierExpiry(trx, {
        facts: [...idsOf('observed'), ...keptIds]
          .filter(id => !changed.has(id))
          .map(entityId => ({ entityId, expiresAt })),
        stored,
        at: observedAt,
      });
      await writeProblems(trx, { collector, entities, at: observedAt });
      const statuses = new Map(
        all.map(({ id, reading }) => [id, reading.status] as const),
      );
      await options.within?.(trx, statuses);
      return { statuses, changedEntityIds };
    }),
  );
  options.changed?.(collector, written.changedEntityIds);
  return written.statuses;
}

/** Its checks had no data: they are evaluated though the data is the same. */
function isStale(stored: LockedFact | undefined, at: Date): boolean {
  const expiresAt = stored?.expiresAt ?? null;
  return expiresAt !== null && expiresAt <= at;
}

function finalReadings(
  collector: string,
  entities: readonly EntityReading[],
  stored: ReadonlyMap<number, LockedFact>,
): Array<{ id: number; reading: FinalReading }> {
  return entities.flatMap(({ id, ref, reading }) => {
    if (reading.status === 'deferred') {
      return [];
    }
    if (reading.status !== 'unchanged' || stored.has(id)) {
      return [{ id, reading }];
    }
    const withoutFact: FinalReading = failed(
      collector,
      ref,
      reading.problems,
      'The source says that nothing has changed, but nothing is known of the entity.',
    );
    return [{ id, reading: withoutFact }];
  });
}

/**
 * Whoever looked at an entity tells all that is wrong with it. Whoever could not, or did not since
 * nothing has changed, tells of that alone: what is wrong with its files stands.
 */
async function writeProblems(
  trx: Knex.Transaction,
  options: {
    collector: string;
    entities: ReadonlyArray<{ id: number; reading: FinalReading }>;
    at: Date;
  },
): Promise<void> {
  const { collector, entities, at } = options;
  const isPartial = ({ reading }: { reading: FinalReading }) =>
    (reading.status === 'failed' || reading.status === 'unchanged') &&
    reading.problems.every(({ subject }) => subject === 'collector');
  const toWrites = (
    chosen: ReadonlyArray<{ id: number; reading: FinalReading }>,
  ): ProblemWrite[] =>
    chosen.flatMap(({ id, reading }) =>
      reading.problems.map(problem => ({ ...problem, entityId: id })),
    );
  for (const subject of [undefined, 'collector'] as const) {
    const chosen = entities.filter(
      entity => isPartial(entity) === (subject === 'collector'),
    );
    await replaceProblems(trx, {
      reporter: collector,
      entityIds: chosen.map(({ id }) => id),
      subject,
      problems: toWrites(chosen),
      at,
    });
  }
}

const entitiesPerStep = 500;

/**
 * Deletes what a collector observed of some entities, and marks them for evaluation.
 *
 * @param knex - Not a transaction: 500 entities are one.
 * @param options - `observedBefore`: what was observed after that time stands; `at`: now; `changed`:
 *   called after each transaction with those that had a fact; `projection`: as above.
 */
export async function deleteObservations(
  knex: Knex,
  options: {
    collector: string;
    entityIds: readonly number[];
    observedBefore: Date;
    at: Date;
    changed?: FactsChanged;
    projection?: FactProjection;
  },
): Promise<void> {
  const { collector, at, projection } = options;
  const ids = [...options.entityIds].sort((a, b) => a - b);
  for (let from = 0; from < ids.length; from += entitiesPerStep) {
    const deleted = await retryOnConflict(() =>
      knex.transaction(async trx => {
        const entityIds = ids.slice(from, from + entitiesPerStep);
        const newer = seenAfter(
          await lockFacts(trx, { collector, entityIds }),
          options.observedBefore,
        );
        const { deletedEntityIds } = await deleteFacts(trx, {
          collector,
          entityIds: entityIds.filter(id => !newer.has(id)),
          at,
          projection,
        });
        await markForEvaluation(trx, { entityIds: deletedEntityIds, at });
        return deletedEntityIds;
      }),
    );
    options.changed?.(collector, deleted);
  }
}

/**
 * Deletes the facts of which the source has said since the beginning of a run that it knows nothing,
 * and marks their entities for evaluation.
 *
 * @param knex - Not a transaction: 500 entities are one.
 * @param options - `since`: when the run began; `at`: now; `changed`: called after each transaction;
 *   `projection`: as above.
 */
export async function deleteAbsent(
  knex: Knex,
  options: {
    collector: string;
    since: Date;
    at: Date;
    changed?: FactsChanged;
    projection?: FactProjection;
  },
): Promise<void> {
  for (;;) {
    const deleted = await retryOnConflict(() =>
      knex.transaction(async trx => {
        const entityIds = await deleteAbsentFacts(trx, {
          ...options,
          limit: entitiesPerStep,
        });
        await markForEvaluation(trx, { entityIds, at: options.at });
        return entityIds;
      }),
    );
    options.changed?.(options.collector, deleted);
    if (deleted.length < entitiesPerStep) {
      return;
    }
  }
}
