import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { Tables, tableColumns } from '../../tableColumns';
import { ScoreDaysRow } from '../../tables';
import { rowSource } from '../bulk';
import { EvaluationChange } from '../results/EvaluationChange';
import { StoredEvaluation } from '../results/StoredEvaluation';
import { closeDayRows } from './closeDayRows';

const columns = Object.keys(tableColumns.score_days) as Array<
  keyof Tables['score_days'] & string
>;
const rowsPerStatement = 3_000;

/**
 * Notes where entities stand from a day on, in the transaction that writes it: so that it is known
 * exactly of each day, whenever it is asked for. At most three statements per 3,000 entities, none where none stands
 * differently.
 *
 * Workers whose clocks differ may come with an earlier day than the last one that was noted. Then that one's
 * row is written anew: the last write is how it is.
 *
 * @param trx - The transaction that holds the queue rows of the entities.
 * @param options - `changes`: what it writes of them; `day`: `YYYY-MM-DD`, UTC.
 */
export async function writeScoreDays(
  trx: Knex.Transaction,
  options: { changes: readonly EvaluationChange[]; day: string },
): Promise<void> {
  const { changes, day } = options;
  const changed: ScoreDaysRow[] = [];
  const known: ScoreDaysRow[] = [];
  const gone: Array<Partial<ScoreDaysRow>> = [];
  for (const { scorecard, before, after, level } of changes) {
    if (after) {
      const row = toScoreDaysRow(after, scorecard, day);
      if (!before || !isSame(toScoreDaysRow(before, scorecard, day), row)) {
        changed.push(row);
        if (before) {
          known.push(row);
        }
      }
    } else if (before && level?.to === null) {
      // Not of an older version beside a newer one, which says where it stands.
      gone.push({ entity_id: before.entityId, scorecard });
    }
  }
  await closeDayRows(trx, { table: 'score_days', changed: known, gone, day });
  const names = columns.map(name => `"${name}"`).join(', ');
  const values = columns
    .map(name => (name === 'day' ? 'coalesce(o.day, g.day)' : `g."${name}"`))
    .join(', ');
  const written = columns
    .filter(name => !['entity_id', 'scorecard', 'day'].includes(name))
    .map(name => `"${name}" = excluded."${name}"`)
    .join(', ');
  for (let from = 0; from < changed.length; from += rowsPerStatement) {
    const chunk = changed.slice(from, from + rowsPerStatement);
    const source = rowSource(trx, 'score_days', columns, chunk);
    await rawRows(
      trx,
      `insert into score_days (${names})
       select ${values} from (${source.sql}) g
       left join score_days o on o.entity_id = g.entity_id
         and o.scorecard = g.scorecard and o.until_day is null
       where true
       on conflict (entity_id, scorecard, day) do update set ${written}`,
      source.bindings,
    );
  }
}

function toScoreDaysRow(
  stored: StoredEvaluation,
  scorecard: string,
  day: string,
): ScoreDaysRow {
  const areas = Object.entries(stored.areas)
    .flatMap(([area, weights]) =>
      weights
        ? [[area, [weights.passed, weights.known, weights.applicable]] as const]
        : [],
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    entity_id: stored.entityId,
    scorecard,
    day,
    until_day: null,
    owner_set_id: stored.ownerSetId,
    tier: stored.tier,
    level: stored.level,
    target_level: stored.targetLevel,
    on_target: stored.onTarget,
    fixes: stored.fixes,
    passed: stored.weights.passed,
    known: stored.weights.known,
    applicable: stored.weights.applicable,
    in_grace: stored.inGrace,
    areas: JSON.stringify(Object.fromEntries(areas)),
  };
}

function isSame(a: ScoreDaysRow, b: ScoreDaysRow): boolean {
  return columns.every(column => a[column] === b[column]);
}
