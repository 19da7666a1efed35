import { Knex } from 'knex';
import { idSet } from '../bulk';
import { SqlFragment } from '../reading/SqlFragment';

/** Kinds of entities that have documents and events of their own. */
export const recordedKinds = `('component', 'resource')`;

/**
 * A common table expression `subjects (subject_id, entity_id)`: whose entries make up the record of whom.
 * A Component or Resource has its own; a Group those of the Components and Resources that it and its
 * child groups own, each once.
 *
 * @param knex - Tells the database.
 * @param subjectIds - Keys of `entities`.
 */
export function recordSubjects(
  knex: Knex | Knex.Transaction,
  subjectIds: readonly number[],
): SqlFragment {
  const own = idSet(knex, 'e.id', subjectIds);
  const groups = idSet(knex, 'g.id', subjectIds);
  return {
    sql: `subjects as (
      select e.id as subject_id, e.id as entity_id from entities e
      where ${own.sql} and e.kind in ${recordedKinds} and e.removed_at is null
      union
      select g.id, e.id from entities g
      join group_closure c on c.ancestor_ref = g.ref
      join owner_set_members m on m.owner_ref = c.descendant_ref
      join entities e on e.owner_set_id = m.owner_set_id
      where ${groups.sql} and g.kind = 'group' and g.removed_at is null
        and e.kind in ${recordedKinds} and e.removed_at is null
    )`,
    bindings: [...own.bindings, ...groups.bindings],
  };
}
