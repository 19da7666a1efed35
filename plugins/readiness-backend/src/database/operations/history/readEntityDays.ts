import { Area } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { ScoreDaysRow } from '../../tables';
import { readTogether } from '../reading/readTogether';
import { sql } from '../reading/SqlFragment';
import { Days, weightsOf } from './HistorySelection';
import { snapshotDaysRowSet } from './readMemberships';

/** Where an entity stood from a day on. */
export type EntityDay = Pick<
  ScoreDaysRow,
  | 'day'
  | 'until_day'
  | 'level'
  | 'target_level'
  | 'on_target'
  | 'in_grace'
  | 'passed'
  | 'known'
  | 'applicable'
>;

/**
 * Reads where one entity stood within some days, and of which days there are snapshots: one statement.
 *
 * @param options - `area`: only its weights
 * @returns rows in the order of their days
 */
export async function readEntityDays(
  knex: Knex,
  options: { entityId: number; scorecard: string; area?: Area; days: Days },
): Promise<{ rows: EntityDay[]; snapshotDays: string[] }> {
  const { days, scorecard } = options;
  const weights = weightsOf(knex, options.area);
  const read = await readTogether<{
    rows: EntityDay;
    days: { day: string };
  }>(knex, {
    rows: {
      query: sql`
        select r.day, r.until_day, r.level, r.target_level, r.on_target, r.in_grace,
          ${weights.passed} as passed, ${weights.known} as known,
          ${weights.applicable} as applicable
        from score_days r
        where r.entity_id = ${options.entityId} and r.scorecard = ${scorecard}
          and r.day <= ${days.to}
          and (r.until_day is null or r.until_day > ${days.from})
        order by r.day`,
      columns: [
        'day',
        'until_day',
        'level',
        'target_level',
        'on_target',
        'in_grace',
        'passed',
        'known',
        'applicable',
      ],
    },
    days: snapshotDaysRowSet(scorecard, days),
  });
  return { rows: read.rows, snapshotDays: read.days.map(({ day }) => day) };
}
