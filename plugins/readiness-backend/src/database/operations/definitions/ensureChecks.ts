import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { ChecksRow } from '../../tables';
import { bulkUpsert, rowSource } from '../bulk';

/** Identity of a check. */
export type CheckIdentity = Pick<ChecksRow, 'scorecard' | 'check_id'>;

/**
 * Integer keys of checks; those without one get it. At most three statements.
 *
 * @param knex - A knex instance or a transaction.
 * @returns Keys by check id, by scorecard; also of checks that older versions had.
 */
export async function ensureChecks(
  knex: Knex | Knex.Transaction,
  options: { checks: readonly CheckIdentity[] },
): Promise<Map<string, Map<string, number>>> {
  const scorecards = [...new Set(options.checks.map(check => check.scorecard))];
  const read = async () => {
    const source = rowSource(
      knex,
      'checks',
      ['scorecard'],
      scorecards.map(scorecard => ({ scorecard })),
    );
    const keys = new Map<string, Map<string, number>>();
    for (const row of await rawRows<ChecksRow>(
      knex,
      `select id, scorecard, check_id from checks where scorecard in (${source.sql})`,
      source.bindings,
    )) {
      const ofScorecard = keys.get(row.scorecard) ?? new Map();
      keys.set(row.scorecard, ofScorecard.set(row.check_id, row.id));
    }
    return keys;
  };
  const keys = await read();
  const missing = options.checks.filter(
    check => !keys.get(check.scorecard)?.has(check.check_id),
  );
  if (!missing.length) {
    return keys;
  }
  await bulkUpsert(knex, {
    table: 'checks',
    rows: missing.map(({ scorecard, check_id }) => ({ scorecard, check_id })),
    key: ['scorecard', 'check_id'],
    onConflict: 'ignore',
  });
  return await read();
}
