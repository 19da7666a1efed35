import { Knex } from 'knex';
import { addToMovements } from '../database/operations/movements';
import { rawRows } from '../database/rawRows';
import { MovementsRow } from '../database/tables';
import { settle, sumColumns } from './contribution';

type Sums = Omit<MovementsRow, 'day' | 'part'>;

const sums = sumColumns.map(name => `sum(${name}) as ${name}`).join(', ');
const weights = 'passed, known, applicable';

/** What is contributed, less what was booked: by scorecard, owner set and area. */
const differences = `
  select scorecard, owner_set_id, area, ${sums} from (
    select d.name as scorecard, s.owner_set_id, '' as area, ${weights}, 1 as entities,
      case when s.target_level > 0 then 1 else 0 end as with_target,
      case when s.target_level > 0 and s.on_target then 1 else 0 end as on_target
    from scores s join definitions d on d.id = s.definition_id
    where not s.in_grace
    union all
    select d.name, s.owner_set_id, a.area, a.passed, a.known, a.applicable,
      case when a.applicable > 0 then 1 else 0 end, 0, 0
    from entity_area_scores a
    join scores s on s.entity_id = a.entity_id and s.definition_id = a.definition_id
    join definitions d on d.id = s.definition_id
    where not s.in_grace
    union all
    select scorecard, owner_set_id, area, ${sumColumns
      .map(name => `-${name}`)
      .join(', ')}
    from movements
  ) both_sides
  group by scorecard, owner_set_id, area
  having ${sumColumns.map(name => `abs(sum(${name})) > 0.000001`).join(' or ')}
  order by scorecard, owner_set_id, area`;

/**
 * Compares the sums of all movements with what stored evaluations contribute, and books the
 * differences as `corrected`. One statement, two where something is wrong.
 *
 * @param trx - A transaction in which nobody else books.
 * @param options - `day`: `YYYY-MM-DD`, UTC, under which corrections are booked.
 * @returns What was booked.
 */
export async function repairMovements(
  trx: Knex.Transaction,
  options: { day: string },
): Promise<MovementsRow[]> {
  const found = await rawRows<Sums>(trx, differences);
  const rows = found.map(row => ({
    ...row,
    ...(Object.fromEntries(
      sumColumns.map(name => [name, settle(Number(row[name]))]),
    ) as Pick<Sums, (typeof sumColumns)[number]>),
    day: options.day,
    part: 'corrected',
  }));
  await addToMovements(trx, { rows });
  return rows;
}
