import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { StoredNumber } from '../../tables';

/**
 * Since when there is a scorecard, by name: when the first version of it was read. That is when it
 * became active, and unlike the time of its activation it stays when it is taken back and comes again. One query.
 *
 * @param knex - A knex instance or a transaction.
 * @returns Epoch ms by name.
 */
export async function loadScorecardAges(
  knex: Knex | Knex.Transaction,
): Promise<Map<string, number>> {
  const rows = await rawRows<{ name: string; since: StoredNumber }>(
    knex,
    `select name, min(created_at) as since from definitions
     where kind = 'Scorecard' group by name`,
  );
  return new Map(rows.map(({ name, since }) => [name, Number(since)]));
}
