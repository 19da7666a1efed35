/**
 * Writes changed evaluations as differences: a row that stays as it is is not
 * touched. At most ten statements, whatever the number of entities and checks.
 */
import { Knex } from 'knex';
import {
  EntityAreaScoresRow,
  LevelTransitionsRow,
  NonPassResultsRow,
  TransitionsRow,
} from '../../tables';
import { Tables } from '../../tableColumns';
import { bulkDelete, bulkUpsert } from '../bulk';
import { EvaluationChange } from './EvaluationChange';
import { StoredEvaluation, toScoresRow } from './StoredEvaluation';

/** Rows of one table that come and go. */
interface RowChanges<T extends keyof Tables> {
  upserts: Array<Partial<Tables[T]>>;
  deletes: Array<Partial<Tables[T]>>;
}

const keys = {
  results: ['entity_id', 'definition_id'],
  scores: ['entity_id', 'definition_id'],
  non_pass_results: ['definition_id', 'check_key', 'entity_id'],
  entity_area_scores: ['entity_id', 'definition_id', 'area'],
} as const;

/**
 * Writes results, what is not a pass, scores, area scores, transitions and changes of levels.
 *
 * @param trx - The transaction that holds the queue rows of the entities.
 * @param options - `changes`: at most one per entity and definition; `at`: the time of transitions.
 */
export async function writeEvaluations(
  trx: Knex.Transaction,
  options: { changes: readonly EvaluationChange[]; at: Date },
): Promise<void> {
  const { changes, at } = options;
  await write(trx, 'results', keys.results, {
    upserts: changes.flatMap(({ before, after }) =>
      after &&
      (!sameKey(before, after) ||
        before?.packed !== after.packed ||
        before.inputHash !== after.inputHash)
        ? [
            {
              entity_id: after.entityId,
              definition_id: after.definitionId,
              packed: after.packed,
              input_hash: after.inputHash,
            },
          ]
        : [],
    ),
    deletes: goneKeys(changes),
  });
  await write(trx, 'scores', keys.scores, {
    upserts: changes.flatMap(({ before, after }) => {
      if (!after) {
        return [];
      }
      const row = toScoresRow(after);
      return sameKey(before, after) &&
        before &&
        sameRow(toScoresRow(before), row)
        ? []
        : [row];
    }),
    deletes: goneKeys(changes),
  });
  await write(
    trx,
    'non_pass_results',
    keys.non_pass_results,
    difference(
      changes,
      nonPassRows,
      row => `${row.definition_id}/${row.check_key}`,
    ),
  );
  await write(
    trx,
    'entity_area_scores',
    keys.entity_area_scores,
    difference(changes, areaRows, row => `${row.definition_id}/${row.area}`),
  );
  await bulkUpsert(trx, {
    table: 'transitions',
    rows: changes.flatMap(change => transitionRows(change, at)),
  });
  await bulkUpsert(trx, {
    table: 'level_transitions',
    rows: changes.flatMap(change => levelRows(change, at)),
  });
}

/**
 * The rows of `non_pass_results` that follow from a stored evaluation.
 *
 * @param stored - A stored evaluation.
 */
export function nonPassRows(stored: StoredEvaluation): NonPassResultsRow[] {
  return stored.results
    .filter(result => result.outcome !== 'pass')
    .map(result => ({
      definition_id: stored.definitionId,
      check_key: result.checkKey,
      entity_id: stored.entityId,
      outcome: result.outcome,
      counts: result.counts,
      owner_set_id: stored.ownerSetId,
      since: result.since,
    }));
}

function areaRows(stored: StoredEvaluation): EntityAreaScoresRow[] {
  return Object.entries(stored.areas).flatMap(([area, weights]) =>
    weights
      ? [
          {
            entity_id: stored.entityId,
            definition_id: stored.definitionId,
            area,
            passed: weights.passed,
            known: weights.known,
            applicable: weights.applicable,
          },
        ]
      : [],
  );
}

function transitionRows(
  { before, after, transitions }: EvaluationChange,
  at: Date,
): Array<Partial<TransitionsRow>> {
  const place = after ?? before;
  return place
    ? transitions.map(({ checkKey, from, to, cause }) => ({
        entity_id: place.entityId,
        definition_id: place.definitionId,
        check_key: checkKey,
        from_outcome: from,
        to_outcome: to,
        at: at.getTime(),
        cause,
        owner_set_id: place.ownerSetId,
      }))
    : [];
}

function levelRows(
  { before, after, level }: EvaluationChange,
  at: Date,
): Array<Partial<LevelTransitionsRow>> {
  const place = after ?? before;
  return place && level
    ? [
        {
          entity_id: place.entityId,
          definition_id: place.definitionId,
          from_level: level.from,
          to_level: level.to,
          at: at.getTime(),
          cause: level.cause,
          owner_set_id: place.ownerSetId,
        },
      ]
    : [];
}

async function write<T extends keyof typeof keys>(
  trx: Knex.Transaction,
  table: T,
  key: ReadonlyArray<keyof Tables[T] & string>,
  { upserts, deletes }: RowChanges<T>,
): Promise<void> {
  await bulkDelete(trx, { table, key, rows: deletes });
  await bulkUpsert(trx, { table, key, rows: upserts });
}

function difference<Row extends object>(
  changes: readonly EvaluationChange[],
  rowsOf: (stored: StoredEvaluation) => Row[],
  keyOf: (row: Row) => string,
): { upserts: Row[]; deletes: Row[] } {
  const upserts: Row[] = [];
  const deletes: Row[] = [];
  for (const { before, after } of changes) {
    const old = new Map(
      (before ? rowsOf(before) : []).map(row => [keyOf(row), row]),
    );
    for (const row of after ? rowsOf(after) : []) {
      const key = keyOf(row);
      const stands = old.get(key);
      old.delete(key);
      if (!stands || !sameRow(stands, row)) {
        upserts.push(row);
      }
    }
    deletes.push(...old.values());
  }
  return { upserts, deletes };
}

function goneKeys(changes: readonly EvaluationChange[]) {
  return changes.flatMap(({ before, after }) =>
    before && !sameKey(before, after)
      ? [{ entity_id: before.entityId, definition_id: before.definitionId }]
      : [],
  );
}

function sameKey(before?: StoredEvaluation, after?: StoredEvaluation): boolean {
  return before?.definitionId === after?.definitionId;
}

function sameRow<Row extends object>(a: Row, b: Row): boolean {
  return (Object.keys(a) as Array<keyof Row>).every(key => a[key] === b[key]);
}
