import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { EntitiesRow, FactsRow } from '../../tables';
import { idSet, textSet } from '../bulk';

/** What the pipeline asks of `entities`. */
export type EntityInputRow = Pick<
  EntitiesRow,
  | 'id'
  | 'ref'
  | 'owner_set_id'
  | 'tier'
  | 'created_at'
  | 'removed_at'
  | 'owner_since'
>;

/**
 * Loads entities by key. One query.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `entityIds`.
 * @returns Rows by id; removed entities included.
 */
export async function loadEntityInputs(
  knex: Knex | Knex.Transaction,
  options: { entityIds: readonly number[] },
): Promise<Map<number, EntityInputRow>> {
  const chosen = idSet(knex, 'id', options.entityIds);
  const rows = await rawRows<EntityInputRow>(
    knex,
    `select id, ref, owner_set_id, tier, created_at, removed_at, owner_since
     from entities where ${chosen.sql}`,
    chosen.bindings,
  );
  return new Map(rows.map(row => [row.id, row]));
}

/**
 * Loads the latest facts of entities, sorted by collector. One query.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `entityIds`; `collectors`: ids, default all.
 * @returns Rows by entity; entities without facts are absent.
 */
export async function loadFactInputs(
  knex: Knex | Knex.Transaction,
  options: {
    entityIds: readonly number[];
    collectors?: readonly string[];
  },
): Promise<Map<number, FactsRow[]>> {
  const { entityIds, collectors } = options;
  const chosen = idSet(knex, 'entity_id', entityIds);
  const ofThese = collectors && textSet(knex, 'collector', collectors);
  const rows = await rawRows<FactsRow>(
    knex,
    `select * from facts where ${chosen.sql}
     ${ofThese ? `and ${ofThese.sql}` : ''} order by entity_id, collector`,
    [...chosen.bindings, ...(ofThese?.bindings ?? [])],
  );
  const facts = new Map<number, FactsRow[]>();
  for (const row of rows) {
    const list = facts.get(row.entity_id);
    if (list) {
      list.push(row);
    } else {
      facts.set(row.entity_id, [row]);
    }
  }
  return facts;
}

/**
 * Loads the ids of the scorecard versions that are active now, for all replicas.
 *
 * @param knex - A knex instance or a transaction.
 * @returns Ids of `definitions`.
 */
export async function loadActiveScorecardIds(
  knex: Knex | Knex.Transaction,
): Promise<Set<number>> {
  const rows = await rawRows<{ definition_id: number }>(
    knex,
    `select definition_id from active_definitions where kind = 'Scorecard'`,
  );
  return new Set(rows.map(row => row.definition_id));
}
