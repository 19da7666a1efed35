import { Knex } from 'knex';
import { Tables, tableColumns } from '../../tableColumns';
import { ScoreDaysRow } from '../../tables';
import { bulkUpsert } from '../bulk';
import { EvaluationChange } from '../results/EvaluationChange';
import { StoredEvaluation } from '../results/StoredEvaluation';
import { closeDayRows } from './closeDayRows';

const columns = Object.keys(tableColumns.score_days) as Array<
  keyof Tables['score_days'] & string
>;

/**
 * Notes where entities stand from a day on, in the transaction that writes it: so that it is known
 * exactly of each day, whenever it is asked for. At most three statements per 3,000 entities, none where none stands
 * differently.
 *
 * @param trx - The transaction that holds the queue rows of the entities.
 * @param options - `changes`: what it writes of them; `day`: `YYYY-MM-DD`, UTC.
 */
export async function writeScoreDays(
  trx: Knex.Transaction,
  options: { changes: readonly EvaluationChange[]; day: string },
): Promise<void> {
  const { changes, day } = options;
  const stands: ScoreDaysRow[] = [];
  const stood: Array<Partial<ScoreDaysRow>> = [];
  for (const { scorecard, before, after, level } of changes) {
    const row = after && toScoreDaysRow(after, scorecard, day);
    const old = before && toScoreDaysRow(before, scorecard, day);
    // An older version beside a newer one ends without a change of level: the newer one says where it stands.
    if (row ? !old || !isSame(old, row) : level?.to === null) {
      stands.push(...(row ? [row] : []));
      stood.push(...(old ? [old] : []));
    }
  }
  await closeDayRows(trx, { table: 'score_days', rows: stood, day });
  await bulkUpsert(trx, {
    table: 'score_days',
    key: ['entity_id', 'scorecard', 'day'],
    rows: stands,
  });
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
