import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { FactsRow } from '../../tables';
import { idSet } from '../bulk';
import { EntityInputRow } from './loadEvaluationInputs';

/** An entity with some of its facts. */
export interface EntityWithFacts {
  entity: EntityInputRow;
  /** Sorted by collector. */
  facts: FactsRow[];
}

/**
 * One page of all live entities with the facts of some collectors, by key. Two queries.
 *
 * @param knex - A knex instance.
 * @param options - `after`: key of the last entity of the page before, 0 for the first page;
 *   `collectors`: ids.
 * @returns Empty after the last page. As many entities as the database takes in one batch.
 */
export async function loadEntityPage(
  knex: Knex,
  options: { after: number; collectors: readonly string[] },
): Promise<EntityWithFacts[]> {
  const { batchSize, client } = databaseCapabilities(knex);
  const entities = await rawRows<EntityInputRow>(
    knex,
    `select id, ref, owner_set_id, tier, created_at, removed_at, owner_since
     from entities where id > ? and removed_at is null order by id limit ?`,
    [options.after, batchSize],
  );
  const chosen = idSet(
    knex,
    'entity_id',
    entities.map(({ id }) => id),
  );
  const isPg = client === 'pg';
  const facts = await rawRows<FactsRow>(
    knex,
    `select * from facts where ${chosen.sql} and ${
      isPg
        ? 'collector = any(?::text[])'
        : 'collector in (select value from json_each(?))'
    } order by entity_id, collector`,
    [
      ...chosen.bindings,
      isPg ? options.collectors : JSON.stringify(options.collectors),
    ],
  );
  const byEntity = new Map<number, FactsRow[]>();
  for (const fact of facts) {
    const list = byEntity.get(fact.entity_id) ?? [];
    list.push(fact);
    byEntity.set(fact.entity_id, list);
  }
  return entities.map(entity => ({
    entity,
    facts: byEntity.get(entity.id) ?? [],
  }));
}
