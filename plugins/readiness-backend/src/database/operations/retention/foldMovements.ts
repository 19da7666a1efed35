import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { MovementsRow } from '../../tables';
import { addToMovements } from '../movements';
import { OldDays } from './deleteOld';

/** The day before all others, under which stands what a sum began with. */
export const openingDay = '1970-01-01';
const openingPart = 'new';
const sums = [
  'passed',
  'known',
  'applicable',
  'entities',
  'with_target',
  'on_target',
] as const;

/**
 * Folds movements of old days into what their sums begin with: the sum of all movements of an owner set
 * stays what it was, and so does that up to the end of each day that is kept. One transaction; two
 * statements, none that writes where nothing is old.
 *
 * @param options - `scorecard`; `before`: the first day whose movements stay; at most `limit` rows.
 * @returns How many rows were folded.
 */
export async function foldMovements(
  knex: Knex,
  { scorecard, before, limit }: OldDays & { scorecard: string },
): Promise<number> {
  const key = 'scorecard, owner_set_id, day, part, area';
  return knex.transaction(async trx => {
    const rows = await rawRows<MovementsRow>(
      trx,
      `delete from movements where (${key}) in (
         select ${key} from movements
         where scorecard = ? and day < ? and day > ? order by day limit ?)
       returning *`,
      [scorecard, before, openingDay, limit],
    );
    const folded = new Map<string, MovementsRow>();
    for (const row of rows) {
      const place = `${String(row.owner_set_id).padStart(10, '0')}/${row.area}`;
      const sum = folded.get(place);
      if (sum) {
        sums.forEach(name => {
          sum[name] += Number(row[name]);
        });
      } else {
        folded.set(place, { ...row, day: openingDay, part: openingPart });
      }
    }
    await addToMovements(trx, {
      rows: [...folded]
        .filter(([, row]) => sums.some(name => Math.abs(row[name]) > 1e-9))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, row]) => row),
    });
    return rows.length;
  });
}

/** Scorecards that there ever were, by name. One statement. */
export async function listScorecardNames(knex: Knex): Promise<string[]> {
  const rows = await rawRows<{ name: string }>(
    knex,
    `select distinct name from definitions where kind = 'Scorecard' order by name`,
  );
  return rows.map(row => row.name);
}
