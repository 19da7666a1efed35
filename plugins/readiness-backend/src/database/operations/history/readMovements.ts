import { Area } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { allOf, readRows, sql } from '../reading/SqlFragment';
import { Days, everOwnedBy } from './HistorySelection';
import { SumColumns, Sums, toSums } from './Sums';

/** By how much the sums of an owner set changed, of one kind of reason. */
export interface OwnerSetMovement {
  ownerSetId: number;
  /** On a day of the range; else later. */
  within: boolean;
  /** A `MovementPart`. */
  part: string;
  sums: Sums;
}

/**
 * Reads what moved owner sets after a day, up to another one and since then: one statement.
 *
 * @param options - `days`: after the end of the first one, up to that of the last one; `area`: only its
 *   weights; `team`: only what it, or a group below it, ever owned
 */
export async function readMovements(
  knex: Knex,
  options: { scorecard: string; area?: Area; team?: string; days: Days },
): Promise<OwnerSetMovement[]> {
  const { scorecard, area = '', team, days } = options;
  // Numbers of entities are those of the scorecard as a whole.
  const sumOf = (column: string, ofArea: string) => {
    const name = { sql: column, bindings: [] };
    return sql`sum(case when r.area = ${ofArea} then r.${name} else 0 end) as ${name}`;
  };
  const within = sql`case when r.day <= ${days.to} then 1 else 0 end`;
  const rows = await readRows<
    SumColumns & { owner_set_id: number; within: number; part: string }
  >(
    knex,
    sql`
      select owner_set_id, within, part, passed, known, applicable, entities, with_target, on_target
      from (
        select r.owner_set_id, r.part, r.within, ${sumOf('passed', area)},
          ${sumOf('known', area)}, ${sumOf('applicable', area)},
          ${sumOf('entities', '')}, ${sumOf('with_target', '')}, ${sumOf(
      'on_target',
      '',
    )}
        from (
          select r.*, ${within} as within from movements r
          where ${allOf([
            sql`r.scorecard = ${scorecard}`,
            sql`r.day > ${days.from}`,
            sql`r.area in ('', ${area})`,
            ...(team === undefined
              ? []
              : [everOwnedBy(team, sql`r.owner_set_id`)]),
          ])}
        ) r
        group by r.owner_set_id, r.within, r.part
      ) sums`,
  );
  return rows.map(row => ({
    ownerSetId: Number(row.owner_set_id),
    within: Number(row.within) === 1,
    part: row.part,
    sums: toSums(row),
  }));
}
