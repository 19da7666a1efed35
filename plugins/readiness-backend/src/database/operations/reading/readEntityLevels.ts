import { Knex } from 'knex';
import { textSet } from '../bulk';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { readRows, sql } from './SqlFragment';
import { isOneUnguessed } from './unguessed';

/** Where an entity stands by one scorecard. */
export interface EntityLevelRow {
  ref: string;
  definition_id: number;
  level: number;
  target_level: number | null;
  on_target: boolean | number | null;
  fixes: number;
  held_until: number | string | null;
  exemptions: number;
  in_grace: boolean | number;
}

/**
 * Where entities stand that are named, with one statement.
 *
 * @param options - `refs`: of the entities, in lower case; `definitionIds`: by which scorecards
 * @returns a row for each entity that is there and seen, and each scorecard that asks something of it, in no order
 */
export async function readEntityLevels(
  knex: Knex,
  options: {
    refs: readonly string[];
    definitionIds: readonly number[];
    visibility: EntityVisibility;
  },
): Promise<EntityLevelRow[]> {
  if (options.refs.length === 0 || options.definitionIds.length === 0) {
    return [];
  }
  return readRows(
    knex,
    sql`
      select e.ref, s.definition_id, s.level, s.target_level, s.on_target,
        s.fixes, s.held_until, s.exemptions, s.in_grace
      from entities e
      join scores s on s.entity_id = e.id
      where ${textSet(knex, 'e.ref', options.refs)}
        and e.removed_at is null
        and ${isOneUnguessed(sql`s.definition_id`, options.definitionIds)}
        and ${isVisible(options.visibility, sql`e.id`)}`,
  );
}
