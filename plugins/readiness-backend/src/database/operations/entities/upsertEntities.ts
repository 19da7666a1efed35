import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { EntitiesRow } from '../../tables';
import { bulkUpsert, rowSource } from '../bulk';
import { repositoryKey } from './selectEntityIds';
import { syncOwnershipPeriods } from './syncOwnershipPeriods';

/** What the catalog says about an entity now, as far as filters and roll-ups ask for it. */
export type EntityWrite = Pick<
  EntitiesRow,
  | 'ref'
  | 'kind'
  | 'namespace'
  | 'name'
  | 'title'
  | 'type'
  | 'lifecycle'
  | 'tier'
  | 'owner_set_id'
  | 'system_ref'
  | 'domain_ref'
  | 'template_ref'
> & {
  /** As `toRepositoryUrl` makes it. Default: none is known. */
  repository_url?: string | null;
};

const compared = [
  'kind',
  'namespace',
  'name',
  'title',
  'type',
  'lifecycle',
  'tier',
  'owner_set_id',
  'system_ref',
  'domain_ref',
  'template_ref',
] as const;

/**
 * Stores entities that the catalog holds, and who owns them since when. One that was removed is there
 * again, as a new one; one that was missed is no longer. At most six statements, one if nothing changed.
 *
 * @param knex - A transaction, or a knex instance where nobody else writes.
 * @param options - `entities`: at most one per ref; `createdAt`: what new ones get, null for the
 *   initial population; `at`: when others began to own what is known.
 * @returns `ids` by ref for each given entity; `changedIds`: those that were written, but for those
 *   whose repository alone is another one, which only collectors ask for;
 *   `addedIds`: those that are new or there again.
 */
export async function upsertEntities(
  knex: Knex | Knex.Transaction,
  options: {
    entities: readonly EntityWrite[];
    createdAt: Date | null;
    at: Date;
  },
): Promise<{
  ids: Map<string, number>;
  changedIds: number[];
  addedIds: number[];
}> {
  const { entities } = options;
  if (!entities.length) {
    return { ids: new Map(), changedIds: [], addedIds: [] };
  }
  const refs = entities.map(entity => entity.ref);
  const stored = new Map(
    (await selectByRefs(knex, refs)).map(row => [row.ref, row]),
  );
  const changed: string[] = [];
  const rows = entities.flatMap(entity => {
    const before = stored.get(entity.ref);
    const isSame =
      before &&
      !isAdded(before) &&
      before.missed_streams === 0 &&
      compared.every(column => before[column] === entity[column]);
    const repositoryUrl = entity.repository_url ?? null;
    if (isSame && before.repository_url === repositoryUrl) {
      return [];
    }
    if (!isSame) {
      changed.push(entity.ref);
    }
    return [
      {
        ...entity,
        repository_url: repositoryUrl,
        repository_key: repositoryKey(repositoryUrl ?? undefined),
        created_at:
          before && !isAdded(before)
            ? before.created_at
            : options.createdAt?.getTime() ?? null,
        removed_at: null,
        missed_streams: 0,
      },
    ];
  });
  await bulkUpsert(knex, { table: 'entities', rows, key: ['ref'] });

  const ids = new Map([...stored].map(([ref, row]) => [ref, row.id]));
  const unknown = refs.filter(ref => !ids.has(ref));
  if (unknown.length) {
    for (const row of await selectByRefs(knex, unknown)) {
      ids.set(row.ref, row.id);
    }
  }
  const idsOf = (refsOfRows: string[]) =>
    refsOfRows.flatMap(ref => ids.get(ref) ?? []).sort((a, b) => a - b);
  const addedIds = idsOf(refs.filter(ref => isAdded(stored.get(ref))));
  // Of all that was written: what was read before may have been written by another replica since.
  await syncOwnershipPeriods(knex, {
    entityIds: idsOf(rows.map(({ ref }) => ref)),
    at: options.at,
  });
  return { ids, changedIds: idsOf(changed), addedIds };
}

function isAdded(before: EntitiesRow | undefined): boolean {
  return !before || before.removed_at !== null;
}

async function selectByRefs(
  knex: Knex | Knex.Transaction,
  refs: readonly string[],
): Promise<EntitiesRow[]> {
  const source = rowSource(
    knex,
    'entities',
    ['ref'],
    refs.map(ref => ({ ref })),
  );
  return await rawRows<EntitiesRow>(
    knex,
    `select * from entities where ref in (${source.sql})`,
    source.bindings,
  );
}
