import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { GroupClosurePeriodsRow, GroupClosureRow } from '../../tables';
import { bulkDelete, bulkUpsert, textSet } from '../bulk';
import { jsonRows } from '../rows/jsonRows';
import { Rename } from './Rename';

/** What sums are kept of, by kind. */
const scopes: Record<string, string | undefined> = {
  group: 'team',
  system: 'system',
  domain: 'domain',
};
const pairKey = ['ancestor_ref', 'descendant_ref'] as const;

/**
 * Lets what is kept of groups, systems and domains by their ref go on under the refs that they have now: the
 * closure, also of the past, and the sums of past days. Where something is kept under the new ref already,
 * it counts from then on. At most eight statements.
 *
 * @param trx - A transaction.
 * @param options - `renames`: of any kind; others are passed over.
 */
export async function renameScopes(
  trx: Knex.Transaction,
  options: { renames: readonly Rename[] },
): Promise<void> {
  const scoped = options.renames.flatMap(({ from, to }) => {
    const scope = scopes[from.slice(0, from.indexOf(':'))];
    return scope ? [{ scope, from, to: to.ref }] : [];
  });
  if (!scoped.length) {
    return;
  }
  await renameSums(trx, scoped);
  const groups = new Map(
    scoped
      .filter(({ scope }) => scope === 'team')
      .map(({ from, to }) => [from, to]),
  );
  if (groups.size) {
    await renameClosure(trx, groups);
    await renameClosurePeriods(trx, groups);
  }
}

async function renameSums(
  trx: Knex.Transaction,
  scoped: ReadonlyArray<{ scope: string; from: string; to: string }>,
): Promise<void> {
  const given = jsonRows(
    trx,
    { scope: 'text', old_ref: 'text', new_ref: 'text' },
    scoped.map(({ scope, from, to }) => ({
      scope,
      old_ref: from,
      new_ref: to,
    })),
  );
  const isOld = `rollup_days.scope = given.scope and rollup_days.scope_ref = given.old_ref`;
  const newer = `select min(n.day) from rollup_days n
    where n.scope = rollup_days.scope and n.scope_ref = given.new_ref
      and n.scorecard = rollup_days.scorecard and n.item = rollup_days.item`;
  await rawRows(
    trx,
    `update rollup_days set until_day = (${newer}) from ${given.sql}
     where ${isOld} and (until_day is null or until_day > (${newer}))
       and exists (select 1 from rollup_days n
         where n.scope = rollup_days.scope and n.scope_ref = given.new_ref
           and n.scorecard = rollup_days.scorecard and n.item = rollup_days.item)`,
    given.bindings,
  );
  await rawRows(
    trx,
    `delete from rollup_days where until_day <= day and exists (
       select 1 from ${given.sql} where ${isOld})`,
    given.bindings,
  );
  await rawRows(
    trx,
    `update rollup_days set scope_ref = given.new_ref from ${given.sql}
     where ${isOld}`,
    given.bindings,
  );
}

async function renameClosure(
  trx: Knex.Transaction,
  groups: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = await selectPairs<GroupClosureRow>(trx, 'group_closure', [
    ...groups.keys(),
  ]);
  await bulkDelete(trx, { table: 'group_closure', key: pairKey, rows });
  const renamed = rows.map(row => renamedPair(row, groups));
  await bulkUpsert(trx, {
    table: 'group_closure',
    key: pairKey,
    rows: [...new Map(renamed.map(row => [keyOf(row), row])).values()],
    onConflict: 'ignore',
  });
}

async function renameClosurePeriods(
  trx: Knex.Transaction,
  groups: ReadonlyMap<string, string>,
): Promise<void> {
  const rows = await selectPairs<GroupClosurePeriodsRow>(
    trx,
    'group_closure_periods',
    [...groups.keys(), ...groups.values()],
  );
  const key = [...pairKey, 'from_at'] as const;
  await bulkDelete(trx, { table: 'group_closure_periods', key, rows });
  await bulkUpsert(trx, {
    table: 'group_closure_periods',
    key,
    rows: merged(
      rows.map(row => ({
        ...renamedPair(row, groups),
        from_at: Number(row.from_at),
        until_at: row.until_at === null ? null : Number(row.until_at),
      })),
    ),
  });
}

async function selectPairs<Row extends GroupClosureRow>(
  trx: Knex.Transaction,
  table: 'group_closure' | 'group_closure_periods',
  refs: readonly string[],
): Promise<Row[]> {
  const ancestor = textSet(trx, 'ancestor_ref', refs);
  const descendant = textSet(trx, 'descendant_ref', refs);
  return await rawRows<Row>(
    trx,
    `select * from ${table} where ${ancestor.sql} or ${descendant.sql}`,
    [...ancestor.bindings, ...descendant.bindings],
  );
}

function renamedPair(
  { ancestor_ref: ancestor, descendant_ref: descendant }: GroupClosureRow,
  groups: ReadonlyMap<string, string>,
): GroupClosureRow {
  return {
    ancestor_ref: groups.get(ancestor) ?? ancestor,
    descendant_ref: groups.get(descendant) ?? descendant,
  };
}

function keyOf({ ancestor_ref, descendant_ref }: GroupClosureRow): string {
  return `${ancestor_ref} ${descendant_ref}`;
}

/** Periods of the same pair that meet or overlap become one. */
function merged(
  rows: ReadonlyArray<
    GroupClosureRow & { from_at: number; until_at: number | null }
  >,
) {
  const periods = new Map<string, Array<(typeof rows)[number]>>();
  for (const row of [...rows].sort((a, b) => a.from_at - b.from_at)) {
    const known = periods.get(keyOf(row)) ?? [];
    periods.set(keyOf(row), known);
    const last = known.at(-1);
    if (last && (last.until_at === null || last.until_at >= row.from_at)) {
      last.until_at =
        last.until_at === null || row.until_at === null
          ? null
          : Math.max(last.until_at, row.until_at);
    } else {
      known.push({ ...row });
    }
  }
  return [...periods.values()].flat();
}
