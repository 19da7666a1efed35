import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { EntityAreaScoresRow, ResultsRow, ScoresRow } from '../../tables';
import { idSet } from '../bulk';
import { fromRows, StoredEvaluation } from './StoredEvaluation';

/**
 * A stored evaluation with the name of its scorecard, which is the same for all
 * versions.
 */
export interface NamedEvaluation {
  scorecard: string;
  stored: StoredEvaluation;
}

/**
 * Loads all that is stored of some entities, under whichever version. Three queries
 * by entity, put together here: a join of the big tables is planned badly while
 * they grow from nothing.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `entityIds`.
 * @returns Evaluations by entity, older versions first; entities without any are absent.
 */
export async function loadEvaluations(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<Map<number, NamedEvaluation[]>> {
  const chosen = idSet(knex, 'entity_id', options.entityIds);
  const results = await rawRows<ResultsRow & { scorecard: string }>(
    knex,
    `select r.*, d.name as scorecard
     from results r join definitions d on d.id = r.definition_id
     where ${chosen.sql} order by r.entity_id, r.definition_id`,
    chosen.bindings,
  );
  const scores = byEvaluation(
    await rawRows<ScoresRow>(
      knex,
      `select * from scores where ${chosen.sql}`,
      chosen.bindings,
    ),
  );
  const areas = byEvaluation(
    await rawRows<EntityAreaScoresRow>(
      knex,
      `select * from entity_area_scores where ${chosen.sql}`,
      chosen.bindings,
    ),
  );
  const loaded = new Map<number, NamedEvaluation[]>();
  for (const { scorecard, ...row } of results) {
    const key = keyOf(row);
    const [score] = scores.get(key) ?? [];
    if (score) {
      const list = loaded.get(row.entity_id) ?? [];
      const stored = fromRows({ ...score, ...row }, areas.get(key) ?? []);
      list.push({ scorecard, stored });
      loaded.set(row.entity_id, list);
    }
  }
  return loaded;
}

interface EvaluationKey {
  entity_id: number;
  definition_id: number;
}

function byEvaluation<Row extends EvaluationKey>(
  rows: readonly Row[],
): Map<string, Row[]> {
  const grouped = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const list = grouped.get(key);
    if (list) {
      list.push(row);
    } else {
      grouped.set(key, [row]);
    }
  }
  return grouped;
}

function keyOf({ entity_id, definition_id }: EvaluationKey): string {
  return `${entity_id}/${definition_id}`;
}
