import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { StoredNumber } from '../../tables';
import { bulkUpsert, idSet } from '../bulk';
import { jsonRows } from '../rows/jsonRows';
import { inheritanceMs } from './inheritanceMs';
import {
  nextOwnership,
  OwnedEntity,
  OwnershipPeriod,
} from './ownershipHistory';
import { ownersOf } from './ownersOf';

interface PeriodRow {
  id: number;
  owner_set_id: number;
  owners: string | null;
  created_at: StoredNumber | null;
  owner_since: StoredNumber | null;
  from_at: StoredNumber | null;
  until_at: StoredNumber | null;
  period_set: number | null;
  period_owners: string | null;
  period_since: StoredNumber | null;
}

/**
 * Brings the ownership periods and `owner_since` of live entities up to what `entities` says. To be called
 * in the transaction that wrote them, which holds their rows locked: two replicas that write the same
 * entity open no two periods. Two statements, and one more where owners of known entities changed; one if
 * nothing differs. See `ownershipHistory` for what holds.
 *
 * @param trx - The transaction.
 * @param options - Keys of `entities`, live ones; `at`: when they changed.
 */
export async function syncOwnershipPeriods(
  trx: Knex | Knex.Transaction,
  options: { entityIds: readonly number[]; at: Date },
): Promise<void> {
  const at = options.at.getTime();
  if (!options.entityIds.length) {
    return;
  }
  const changes = [...(await selectPeriods(trx, options.entityIds, at))].map(
    ([id, { entity, periods }]) => ({
      id,
      before: entity.ownerSince,
      ...nextOwnership(entity, periods, at),
    }),
  );
  await bulkUpsert(trx, {
    table: 'ownership_periods',
    key: ['entity_id', 'from_at'],
    rows: changes.flatMap(({ id, periods }) =>
      periods.map(({ from, until, ownerSetId, ownerSince }) => ({
        entity_id: id,
        from_at: from,
        until_at: until,
        owner_set_id: ownerSetId,
        owner_since: ownerSince,
      })),
    ),
  });
  const moved = changes.filter(
    ({ before, ownerSince }) => before !== ownerSince,
  );
  if (moved.length) {
    const given = jsonRows(
      trx,
      { id: 'integer', since: 'bigint' },
      moved.map(({ id, ownerSince }) => ({ id, since: ownerSince })),
    );
    await rawRows(
      trx,
      `update entities set owner_since = given.since
       from ${given.sql} where entities.id = given.id`,
      given.bindings,
    );
  }
}

async function selectPeriods(
  trx: Knex | Knex.Transaction,
  entityIds: readonly number[],
  at: number,
): Promise<Map<number, { entity: OwnedEntity; periods: OwnershipPeriod[] }>> {
  const chosen = idSet(trx, 'e.id', entityIds);
  const rows = await rawRows<PeriodRow>(
    trx,
    `select e.id, e.owner_set_id, o.owners, e.created_at, e.owner_since,
       p.from_at, p.until_at, p.owner_set_id as period_set,
       p.owner_since as period_since, po.owners as period_owners
     from entities e
     left join owner_sets o on o.id = e.owner_set_id
     left join ownership_periods p on p.entity_id = e.id and (
       p.until_at is null or p.until_at > ? or p.until_at = (
         select max(l.until_at) from ownership_periods l where l.entity_id = e.id))
     left join owner_sets po on po.id = p.owner_set_id
     where e.removed_at is null and ${chosen.sql}
     order by e.id, p.from_at`,
    [at - inheritanceMs, ...chosen.bindings],
  );
  const known = new Map<
    number,
    { entity: OwnedEntity; periods: OwnershipPeriod[] }
  >();
  for (const row of rows) {
    let each = known.get(row.id);
    if (!each) {
      each = { entity: toEntity(row), periods: [] };
      known.set(row.id, each);
    }
    if (row.from_at !== null && row.period_set !== null) {
      each.periods.push({
        from: Number(row.from_at),
        until: row.until_at === null ? null : Number(row.until_at),
        ownerSetId: row.period_set,
        owners: sameOwnersText(row.period_owners, row.period_set),
        ownerSince: row.period_since === null ? null : Number(row.period_since),
      });
    }
  }
  return known;
}

function toEntity(row: PeriodRow): OwnedEntity {
  return {
    ownerSetId: row.owner_set_id,
    owners: sameOwnersText(row.owners, row.owner_set_id),
    begins: Number(row.created_at ?? 0),
    ownerSince: row.owner_since === null ? null : Number(row.owner_since),
  };
}

function sameOwnersText(owners: string | null, ownerSetId: number): string {
  return owners === null ? `${ownerSetId}` : ownersOf(owners).join(',');
}
