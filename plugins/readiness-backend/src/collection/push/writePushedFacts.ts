import { FactPushItemAnswer } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { lockLiveEntities } from '../../database/operations/entities';
import {
  deleteFacts,
  heedEarlierExpiry,
  FactProjection,
  LockedFact,
  lockFacts,
  upsertFacts,
} from '../../database/operations/facts';
import { markForEvaluation } from '../../database/operations/queue';
import { retryOnConflict } from '../../database/retryOnConflict';
import { PushedFact } from './readPushItem';

/** A pushed fact about an entity that is there. */
export interface PushedEntityFact extends PushedFact {
  entityId: number;
}

type Status = Exclude<FactPushItemAnswer['status'], 'refused'>;

/**
 * Stores pushed facts in one transaction, with at most seven statements a collector, one for the
 * entities and one for the queue.
 *
 * The entities are locked first: of several pushes of a fact that is not stored yet, there is nothing
 * else that could be, and the one that observed it earlier might write last.
 *
 * @param knex - Not a transaction.
 * @param options - `facts`: null where an item was refused; `at`: now; `projection`: what
 *   checks read of facts, default all of it.
 * @returns What became of each, in the same order; undefined where it was refused, or where the entity
 *   is not there any more.
 */
export async function writePushedFacts(
  knex: Knex,
  options: {
    facts: ReadonlyArray<PushedEntityFact | null>;
    timeToLiveMs: (collector: string) => number;
    at: Date;
    projection?: FactProjection;
  },
): Promise<Array<Status | undefined>> {
  const { timeToLiveMs, at, projection } = options;
  const entityIds = new Set(
    options.facts.flatMap(fact => (fact ? [fact.entityId] : [])),
  );
  if (!entityIds.size) {
    return options.facts.map(() => undefined);
  }
  return await retryOnConflict(() =>
    knex.transaction(async trx => {
      const live = await lockLiveEntities(trx, { entityIds: [...entityIds] });
      const facts = options.facts.map(fact =>
        fact && live.has(fact.entityId) ? fact : null,
      );
      const indexes = facts.flatMap((fact, index) => (fact ? [index] : []));
      // In a fixed order, so that two writers wait for each other rather than for ever.
      const collectors = [
        ...new Set(facts.flatMap(fact => (fact ? [fact.collector] : []))),
      ].sort();
      const statuses = new Array<Status | undefined>(facts.length);
      const changed = new Set<number>();
      for (const collector of collectors) {
        const own = indexes.filter(i => facts[i]?.collector === collector);
        const chosen = chooseLatest(facts, own);
        const stored = await lockFacts(trx, {
          collector,
          entityIds: [...chosen.keys()],
        });
        own.forEach(index => {
          statuses[index] = 'outdated';
        });
        const newest: PushedEntityFact[] = [];
        for (const [entityId, index] of chosen) {
          const fact = facts[index];
          if (fact) {
            statuses[index] = judge(fact, stored.get(entityId));
            if (statuses[index] !== 'outdated') {
              newest.push(fact);
            }
          }
        }
        const writes = newest.flatMap(({ entityId, observedAt, content }) =>
          content
            ? [
                {
                  entityId,
                  ...content,
                  observedAt,
                  expiresAt: new Date(
                    observedAt.getTime() + timeToLiveMs(collector),
                  ),
                },
              ]
            : [],
        );
        const { changedEntityIds } = await upsertFacts(trx, {
          collector,
          facts: writes,
          stored,
          projection,
        });
        await heedEarlierExpiry(trx, {
          facts: writes.filter(
            ({ entityId }) => !changedEntityIds.includes(entityId),
          ),
          stored,
          at,
        });
        const { deletedEntityIds } = await deleteFacts(trx, {
          collector,
          entityIds: newest.flatMap(({ entityId, content }) =>
            content ? [] : [entityId],
          ),
          at,
          projection,
        });
        const revivedIds = newest
          .map(({ entityId }) => entityId)
          .filter(entityId => isStale(stored.get(entityId), at));
        for (const ids of [changedEntityIds, deletedEntityIds, revivedIds]) {
          ids.forEach(entityId => changed.add(entityId));
        }
      }
      await markForEvaluation(trx, { entityIds: [...changed], at });
      return statuses;
    }),
  );
}

/** Its checks had no data: they are evaluated though the data is the same. */
function isStale(stored: LockedFact | undefined, at: Date): boolean {
  const expiresAt = stored?.expiresAt ?? null;
  return expiresAt !== null && expiresAt <= at;
}

/** Of several items about one entity the last observed counts, of those the last in the list. */
function chooseLatest(
  facts: ReadonlyArray<PushedEntityFact | null>,
  indexes: readonly number[],
): Map<number, number> {
  const chosen = new Map<number, number>();
  for (const index of indexes) {
    const fact = facts[index];
    if (fact) {
      const best = facts[chosen.get(fact.entityId) ?? -1];
      if (!best || best.observedAt <= fact.observedAt) {
        chosen.set(fact.entityId, index);
      }
    }
  }
  return chosen;
}

function judge(fact: PushedEntityFact, stored: LockedFact | undefined): Status {
  if (stored && stored.observedAt > fact.observedAt) {
    return 'outdated';
  }
  if (!fact.content) {
    return stored ? 'removed' : 'unchanged';
  }
  return stored?.hash === fact.content.hash ? 'unchanged' : 'stored';
}
