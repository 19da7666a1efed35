import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { bulkUpsert } from '../bulk';
import { closeDayRows, thingKey } from './closeDayRows';
import {
  compareCheckDays,
  compareRollupDays,
  OutcomeAdjustment,
} from './dayRows';

/**
 * Writes the sums of one scorecard at the end of a day, where they differ from those that stand. Six
 * statements where nothing differs, of which two compare.
 *
 * @param trx - A transaction; open rows are those of the day before, or of the day itself.
 * @param options - `day`: `YYYY-MM-DD`, UTC; `adjustments`: see {@link compareCheckDays}.
 */
export async function writeDayRows(
  trx: Knex.Transaction,
  options: {
    scorecard: string;
    day: string;
    adjustments: readonly OutcomeAdjustment[];
  },
): Promise<void> {
  const { day } = options;
  const checks = await compareCheckDays(trx, options);
  await closeDayRows(trx, {
    table: 'check_days',
    day,
    rows: [...checks.changed, ...checks.gone],
  });
  await bulkUpsert(trx, {
    table: 'check_days',
    key: [...thingKey('check_days'), 'day'],
    rows: checks.changed,
  });
  // After the checks, which are summed up of what was just written.
  const rollups = await compareRollupDays(trx, options);
  await closeDayRows(trx, {
    table: 'rollup_days',
    day,
    rows: [...rollups.changed, ...rollups.gone],
  });
  await bulkUpsert(trx, {
    table: 'rollup_days',
    key: [...thingKey('rollup_days'), 'day'],
    rows: rollups.changed,
  });
}

/**
 * Takes back what was written of later days, so that those that stood at the end of a day are open again.
 * Four statements.
 *
 * @param trx - A transaction.
 * @param options - `day`: `YYYY-MM-DD`, UTC, after which nothing stays.
 */
export async function reopenDayRows(
  trx: Knex.Transaction,
  options: { scorecard: string; day: string },
): Promise<void> {
  const { scorecard, day } = options;
  for (const [table, isOf] of [
    ['rollup_days', 'scorecard = ?'],
    ['check_days', 'check_key in (select id from checks where scorecard = ?)'],
  ]) {
    await rawRows(trx, `delete from ${table} where ${isOf} and day > ?`, [
      scorecard,
      day,
    ]);
    await rawRows(
      trx,
      `update ${table} set until_day = null where ${isOf} and until_day > ?`,
      [scorecard, day],
    );
  }
}
