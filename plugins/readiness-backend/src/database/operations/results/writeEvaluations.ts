/**
 * Writes changed evaluations as differences: a row that stays as it is is not
 * touched. At most fourteen statements, whatever the number of entities and checks. What is not there is
 * inserted without a look for a conflict, which takes a third less time: whoever holds the queue rows knows
 * all that is stored.
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
  /** Not there yet. */
  inserts: Array<Partial<Tables[T]>>;
  /** There, and different. */
  updates: Array<Partial<Tables[T]>>;
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
 * @param options - `changes`: at most one per entity and definition; `at`: the time of transitions;
 *   `careful`: replace rows that should not be there, instead of failing.
 */
export async function writeEvaluations(
  trx: Knex.Transaction,
  options: {
    changes: readonly EvaluationChange[];
    at: Date;
    careful?: boolean;
  },
): Promise<void> {
  const { changes, at } = options;
  const write = async <T extends keyof typeof keys>(
    table: T,
    key: ReadonlyArray<keyof Tables[T] & string>,
    { inserts, updates, deletes }: RowChanges<T>,
  ) => {
    await bulkDelete(trx, { table, key, rows: deletes });
    await bulkUpsert(trx, {
      table,
      key: options.careful ? key : undefined,
      rows: inserts,
    });
    await bulkUpsert(trx, { table, key, rows: updates });
  };
  const ofOne = () => '';
  await write('results', keys.results, difference(changes, resultRows, ofOne));
  await write(
    'scores',
    keys.scores,
    difference(changes, stored => [toScoresRow(stored)], ofOne),
  );
  await write(
    'non_pass_results',
    keys.non_pass_results,
    difference(changes, nonPassRows, row => String(row.check_key)),
  );
  await write(
    'entity_area_scores',
    keys.entity_area_scores,
    difference(changes, areaRows, row => row.area),
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

function resultRows(stored: StoredEvaluation) {
  return [
    {
      entity_id: stored.entityId,
      definition_id: stored.definitionId,
      packed: stored.packed,
      input_hash: stored.inputHash,
      fact_versions: stored.factVersions ?? null,
    },
  ];
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
    ? transitions.map(({ checkKey, from, to, cause, facts }) => ({
        entity_id: place.entityId,
        definition_id: place.definitionId,
        check_key: checkKey,
        from_outcome: from,
        to_outcome: to,
        at: at.getTime(),
        cause,
        owner_set_id: place.ownerSetId,
        fact_versions: facts ? JSON.stringify(facts) : null,
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

/**
 * @param keyOf - Tells the rows of one evaluation apart.
 */
function difference<Row extends object>(
  changes: readonly EvaluationChange[],
  rowsOf: (stored: StoredEvaluation) => Row[],
  keyOf: (row: Row) => string,
): { inserts: Row[]; updates: Row[]; deletes: Row[] } {
  const inserts: Row[] = [];
  const updates: Row[] = [];
  const deletes: Row[] = [];
  for (const { before, after } of changes) {
    const rows = after ? rowsOf(after) : [];
    const old = before ? rowsOf(before) : [];
    if (!before || before.definitionId !== after?.definitionId) {
      inserts.push(...rows);
      deletes.push(...old);
      continue;
    }
    const byKey = new Map(old.map(row => [keyOf(row), row]));
    for (const row of rows) {
      const key = keyOf(row);
      const stands = byKey.get(key);
      byKey.delete(key);
      if (!stands) {
        inserts.push(row);
      } else if (!sameRow(stands, row)) {
        updates.push(row);
      }
    }
    deletes.push(...byKey.values());
  }
  return { inserts, updates, deletes };
}

function sameRow<Row extends object>(a: Row, b: Row): boolean {
  return (Object.keys(a) as Array<keyof Row>).every(key => a[key] === b[key]);
}
