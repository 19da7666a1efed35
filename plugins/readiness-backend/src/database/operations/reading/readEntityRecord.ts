import { Knex } from 'knex';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { RowSet } from './readPackedRows';
import { readTogether } from './readTogether';
import { sql, SqlFragment } from './SqlFragment';

/** An entity as stored. */
export interface StoredEntity {
  id: number;
  ref: string;
  kind: string;
  namespace: string;
  name: string;
  title: string | null;
  type: string | null;
  lifecycle: string | null;
  tier: number | null;
  /** Owner refs joined by a comma. */
  owners: string;
  created_at: number | null;
}

/** A fact as stored. */
export interface StoredFact {
  collector: string;
  /** JSON. */
  data: string;
  observed_at: number;
  expires_at: number | null;
}

/** What the last evaluation left behind. */
export interface StoredResult {
  definition_id: number;
  packed: string;
  level: number;
  base_level: number;
  held_since: number | null;
}

/** A problem as stored. */
export interface StoredProblem {
  subject: string;
  name: string;
  reporter: string;
  message: string;
  source: string | null;
  line: number | null;
  column: number | null;
  excerpt: string | null;
  seen_at: number;
}

/** All that is stored of one entity. */
export interface EntityRecord {
  entity: StoredEntity;
  facts: StoredFact[];
  results: StoredResult[];
  problems: StoredProblem[];
}

/** Row sets of {@link entityRowSets}. */
export type EntityRowSets = {
  entities: StoredEntity;
  facts: StoredFact;
  results: StoredResult;
  problems: StoredProblem;
};

const maxProblems = 200;

/**
 * The row sets that make up the record of one entity.
 *
 * @param options - `ref` in lower case
 */
export function entityRowSets(options: {
  ref: string;
  visibility: EntityVisibility;
}): { [Name in keyof EntityRowSets]: RowSet } {
  const entityId: SqlFragment = sql`(select f.id from entities f where f.ref = ${options.ref})`;
  return {
    entities: {
      query: sql`
        select e.id, e.ref, e.kind, e.namespace, e.name, e.title, e.type,
          e.lifecycle, e.tier, o.owners, e.created_at
        from entities e
        left join owner_sets o on o.id = e.owner_set_id
        where e.ref = ${options.ref} and e.removed_at is null
          and ${isVisible(options.visibility, sql`e.id`)}`,
      columns: [
        'id',
        'ref',
        'kind',
        'namespace',
        'name',
        'title',
        'type',
        'lifecycle',
        'tier',
        'owners',
        'created_at',
      ],
    },
    facts: {
      query: sql`
        select collector, data, observed_at, expires_at from facts
        where entity_id = ${entityId}`,
      columns: ['collector', 'data', 'observed_at', 'expires_at'],
    },
    results: {
      query: sql`
        select r.definition_id, r.packed, s.level, s.base_level, s.held_since
        from results r
        join scores s
          on s.entity_id = r.entity_id and s.definition_id = r.definition_id
        where r.entity_id = ${entityId}`,
      columns: ['definition_id', 'packed', 'level', 'base_level', 'held_since'],
    },
    problems: {
      query: sql`
        select subject, name, reporter, message, source, line, "column",
          excerpt, seen_at
        from problems where entity_id = ${entityId}
        order by seen_at desc, id desc limit ${maxProblems}`,
      columns: [
        'subject',
        'name',
        'reporter',
        'message',
        'source',
        'line',
        'column',
        'excerpt',
        'seen_at',
      ],
    },
  };
}

/**
 * Reads all that is stored of one entity, with one statement.
 *
 * @param options - `ref` in lower case
 * @returns null for an entity that is not there or that the reader may not see
 */
export async function readEntityRecord(
  knex: Knex,
  options: { ref: string; visibility: EntityVisibility },
): Promise<EntityRecord | null> {
  const { entities, ...record } = await readTogether<EntityRowSets>(
    knex,
    entityRowSets(options),
  );
  return entities.length > 0 ? { entity: entities[0], ...record } : null;
}
