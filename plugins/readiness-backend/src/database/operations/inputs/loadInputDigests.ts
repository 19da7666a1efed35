/**
 * What tells whether anything is to be evaluated, without what is evaluated: a few bytes an entity
 * instead of its facts and results.
 */
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { FactsRow, ResultsRow, ScoresRow } from '../../tables';
import { idSet } from '../bulk';

/** What the digest of an input is made of, of one fact. */
export type FactDigest = Pick<FactsRow, 'collector' | 'hash' | 'expires_at'>;

/** Under which circumstances a stored evaluation stands. */
export type EvaluationDigest = Pick<
  ResultsRow & ScoresRow,
  'definition_id' | 'input_hash' | 'owner_set_id' | 'tier' | 'next_at'
>;

/**
 * Loads the digests of all facts of entities. One query, one row an entity.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `entityIds`.
 * @returns Digests by entity, sorted by collector; entities without facts are absent.
 */
export async function loadFactDigests(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<Map<number, FactDigest[]>> {
  const chosen = idSet(knex, 'entity_id', options.entityIds);
  const rows = await rawRows<{ entity_id: number; digests: string }>(
    knex,
    `select entity_id, string_agg(
       collector || ' ' || hash || ' ' || coalesce(cast(expires_at as text), ''),
       ',' order by collector) as digests
     from facts where ${chosen.sql} group by entity_id`,
    chosen.bindings,
  );
  return new Map(
    rows.map(({ entity_id, digests }) => [
      entity_id,
      digests.split(',').map(digest => {
        const [collector, hash, expiry] = digest.split(' ');
        return { collector, hash, expires_at: expiry || null };
      }),
    ]),
  );
}

/**
 * Loads the digests of stored evaluations. Two queries, put together here for the same reason as
 * in `loadEvaluations`.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `entityIds`.
 * @returns Digests by entity; entities of which nothing is stored are absent. Where only a part of an
 *   evaluation is stored, its hash is empty.
 */
export async function loadEvaluationDigests(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<Map<number, EvaluationDigest[]>> {
  const chosen = idSet(knex, 'entity_id', options.entityIds);
  const results = await rawRows<Omit<ResultsRow, 'packed'>>(
    knex,
    `select entity_id, definition_id, input_hash from results
     where ${chosen.sql}`,
    chosen.bindings,
  );
  const scores = await rawRows<
    Pick<
      ScoresRow,
      'entity_id' | 'definition_id' | 'owner_set_id' | 'tier' | 'next_at'
    >
  >(
    knex,
    `select entity_id, definition_id, owner_set_id, tier, next_at
     from scores where ${chosen.sql}`,
    chosen.bindings,
  );
  const hashes = new Map(
    results.map(row => [
      `${row.entity_id}/${row.definition_id}`,
      row.input_hash,
    ]),
  );
  const loaded = new Map<number, EvaluationDigest[]>();
  for (const row of scores) {
    const key = `${row.entity_id}/${row.definition_id}`;
    const digest = { ...row, input_hash: hashes.get(key) ?? '' };
    const list = loaded.get(row.entity_id);
    if (list) {
      list.push(digest);
    } else {
      loaded.set(row.entity_id, [digest]);
    }
  }
  return loaded;
}
