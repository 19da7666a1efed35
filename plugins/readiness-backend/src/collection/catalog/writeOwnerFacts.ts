import {
  dependenciesFact,
  relationsFact,
  rollupFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  OwnerProfile,
  toOwnerFact,
  toOwnerProfile,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import {
  hasUsers,
  selectOwners,
  selectOwnerSets,
} from '../../database/operations/entities';
import {
  FactProjection,
  touchFacts,
  upsertFacts,
  upsertOwnerSetFacts,
} from '../../database/operations/facts';
import { markForEvaluation } from '../../database/operations/queue';
import { retryOnConflict } from '../../database/retryOnConflict';
import { hashFact } from '../facts';

/** Collector id of the derived fact, the variable `owner` in CEL. */
export const ownerCollector = 'readiness/owner';

/** The other facts that are derived from the catalog, and from results. */
const derivedCollectors: readonly string[] = [
  relationsFact.collector,
  dependenciesFact.collector,
  rollupFact.collector,
];

const ownersPerPage = 500;
const ownerSetsPerStatement = 200;

/**
 * Writes the fact `readiness/owner` of all entities, in bulk: once per owner set for what it owns,
 * and for each Group about itself. Only what changed is written and marked for evaluation, so that
 * a changed Group costs as much as it owns.
 *
 * @param knex - Not a transaction: each step is one.
 * @param options - `at`: when the catalog was read; `expiresAt`: when that is stale;
 *   `entityIds`: only these entities and what they own, undefined: all; `projection`: what checks read of facts,
 *   default all of it.
 * @returns How many facts changed.
 */
export async function writeOwnerFacts(
  knex: Knex,
  options: {
    at: Date;
    expiresAt: Date;
    entityIds?: readonly number[];
    projection?: FactProjection;
  },
): Promise<{ changed: number }> {
  const { projection } = options;
  const times = { observedAt: options.at, expiresAt: options.expiresAt };
  const usersKnown = await hasUsers(knex);
  const profiles = new Map<string, OwnerProfile>();
  const groups: Array<{ id: number; ref: string }> = [];
  const wanted = options.entityIds && new Set(options.entityIds);
  const refreshed = new Set<string>();
  for (let afterId = 0; ; ) {
    const page = await selectOwners(knex, { afterId, limit: ownersPerPage });
    for (const row of page) {
      const fact: unknown = row.data === null ? null : JSON.parse(row.data);
      profiles.set(row.ref, toOwnerProfile({ ...row, fact }, { usersKnown }));
      if (!wanted || wanted.has(row.id)) {
        refreshed.add(row.ref);
        if (row.kind === 'group') {
          groups.push({ id: row.id, ref: row.ref });
        }
      }
    }
    const last = page.at(-1);
    if (!last || page.length < ownersPerPage) {
      break;
    }
    afterId = last.id;
  }

  let changed = 0;
  const ofEntities = wanted
    ? new Set(
        (await selectOwnerSets(knex, { entityIds: [...wanted] })).map(
          set => set.id,
        ),
      )
    : undefined;
  const sets = (await selectOwnerSets(knex)).filter(
    set =>
      !ofEntities ||
      ofEntities.has(set.id) ||
      set.owners.some(owner => refreshed.has(owner)),
  );
  for (let from = 0; from < sets.length; from += ownerSetsPerStatement) {
    const facts = sets.slice(from, from + ownerSetsPerStatement).map(set => ({
      ownerSetId: set.id,
      ...serialized(set.owners, profiles),
    }));
    changed += await write(knex, options.at, trx =>
      upsertOwnerSetFacts(trx, {
        collector: ownerCollector,
        facts,
        ...times,
        projection,
      }),
    );
  }
  for (let from = 0; from < groups.length; from += ownersPerPage) {
    const facts = groups.slice(from, from + ownersPerPage).map(group => ({
      entityId: group.id,
      ...serialized([group.ref], profiles),
      ...times,
    }));
    changed += await write(knex, options.at, trx =>
      upsertFacts(trx, { collector: ownerCollector, facts, projection }),
    );
  }
  if (!wanted) {
    await write(knex, options.at, async trx => {
      // What is derived is as fresh as the catalog that it is derived from.
      const touched = {
        collectors: [ownerCollector, ...derivedCollectors],
        ...times,
      };
      const { revivedEntityIds } = await touchFacts(trx, touched);
      return { changedEntityIds: revivedEntityIds };
    });
  }
  return { changed };
}

async function write(
  knex: Knex,
  at: Date,
  upsert: (trx: Knex.Transaction) => Promise<{ changedEntityIds: number[] }>,
): Promise<number> {
  // Readers of a synchronous database get their turn between statements.
  await new Promise(resolve => setImmediate(resolve));
  return await retryOnConflict(() =>
    knex.transaction(async trx => {
      const { changedEntityIds } = await upsert(trx);
      await markForEvaluation(trx, { entityIds: changedEntityIds, at });
      return changedEntityIds.length;
    }),
  );
}

function serialized(
  owners: readonly string[],
  profiles: ReadonlyMap<string, OwnerProfile>,
): { data: string; hash: string } {
  const fact = toOwnerFact(owners, profiles);
  return { data: JSON.stringify(fact), hash: hashFact(fact) };
}
