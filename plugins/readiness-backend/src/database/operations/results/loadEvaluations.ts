import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { EntityAreaScoresRow } from '../../tables';
import { idSet } from '../bulk';
import { EvaluationRow, fromRows, StoredEvaluation } from './StoredEvaluation';

/**
 * A stored evaluation with the name of its scorecard, which is the same for all
 * versions.
 */
export interface NamedEvaluation {
  scorecard: string;
  stored: StoredEvaluation;
}

/**
 * Loads all that is stored of some entities, under whichever version. Two queries.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `entityIds`.
 * @returns Evaluations by entity; entities without any are absent.
 */
export async function loadEvaluations(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<Map<number, NamedEvaluation[]>> {
  const results = idSet(knex, 'r.entity_id', options.entityIds);
  const rows = await rawRows<EvaluationRow & { scorecard: string }>(
    knex,
    `select s.*, r.packed, r.input_hash, d.name as scorecard
     from results r
     join scores s
       on s.entity_id = r.entity_id and s.definition_id = r.definition_id
     join definitions d on d.id = r.definition_id
     where ${results.sql}
     order by r.entity_id, r.definition_id`,
    results.bindings,
  );
  const chosen = idSet(knex, 'entity_id', options.entityIds);
  const areas = await rawRows<EntityAreaScoresRow>(
    knex,
    `select * from entity_area_scores where ${chosen.sql}`,
    chosen.bindings,
  );
  const areasByKey = new Map<string, EntityAreaScoresRow[]>();
  for (const area of areas) {
    const key = `${area.entity_id}/${area.definition_id}`;
    const list = areasByKey.get(key);
    if (list) {
      list.push(area);
    } else {
      areasByKey.set(key, [area]);
    }
  }
  const loaded = new Map<number, NamedEvaluation[]>();
  for (const row of rows) {
    const stored = fromRows(
      row,
      areasByKey.get(`${row.entity_id}/${row.definition_id}`) ?? [],
    );
    const list = loaded.get(row.entity_id) ?? [];
    list.push({ scorecard: row.scorecard, stored });
    loaded.set(row.entity_id, list);
  }
  return loaded;
}
