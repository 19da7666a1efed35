/**
 * Whether some of what an entity is judged by belongs to entities that the reader may not see.
 *
 * Facts of a Group hold what its services have on record, those of a Template what was made from it, and any entity
 * has facts about what it depends on and what depends on it.
 */
import {
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
  RELATION_PROVIDES_API,
} from '@backstage/catalog-model';
import { Knex } from 'knex';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { isOwnedBy } from './ownerSets';
import { readRows, sql, SqlFragment } from './SqlFragment';

const leansOn = sql`(${RELATION_DEPENDS_ON}, ${RELATION_CONSUMES_API})`;

/**
 * A select with one row where there is such an entity, else none.
 *
 * @param options - `ref`: of the entity that is judged, in lower case
 */
export function hiddenSourcesQuery(options: {
  ref: string;
  visibility: EntityVisibility;
}): SqlFragment {
  const { ref, visibility } = options;
  return visibility.kind === 'all'
    ? sql`select 1 as hidden where false`
    : sql`select 1 as hidden from entities n
        where n.removed_at is null and n.ref <> ${ref} and ${isSourceOf(ref)}
          and not ${isVisible(visibility, sql`n.id`)}
        limit 1`;
}

/** Over `entities n`. */
function isSourceOf(ref: string): SqlFragment {
  switch (ref.slice(0, ref.indexOf(':'))) {
    case 'group':
      return sql`n.kind <> 'group'
        and ${isOwnedBy({ kind: 'team', ref }, sql`n.owner_set_id`)}`;
    case 'template':
      return sql`n.template_ref = ${ref}`;
    default:
      return sql`n.id in (
        select t.id from entities e
        join entity_relations r on r.source_id = e.id
          and r.type in (${RELATION_DEPENDS_ON}, ${RELATION_CONSUMES_API}, ${RELATION_PROVIDES_API})
        join entities t on t.ref = r.target_ref
        where e.ref = ${ref}
        union
        select r.source_id from entity_relations r
        where r.target_ref = ${ref} and r.type in ${leansOn}
        union
        select c.source_id from entities e
        join entity_relations p on p.source_id = e.id and p.type = ${RELATION_PROVIDES_API}
        join entity_relations c on c.target_ref = p.target_ref and c.type = ${RELATION_CONSUMES_API}
        where e.ref = ${ref})`;
  }
}

/** Is there such an entity? One statement, or none for a reader who sees all. */
export async function hasHiddenSources(
  knex: Knex,
  options: { ref: string; visibility: EntityVisibility },
): Promise<boolean> {
  return (
    options.visibility.kind !== 'all' &&
    (await readRows(knex, hiddenSourcesQuery(options))).length > 0
  );
}
