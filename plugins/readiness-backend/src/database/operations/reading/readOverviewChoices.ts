import { Knex } from 'knex';
import { idSet } from '../bulk';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { readTogether } from './readTogether';
import { sql, SqlFragment } from './SqlFragment';

/** What a reader can choose from, as far as it is about something that they may see. */
export interface OverviewChoices {
  /** Ids of scorecard versions with a score of a visible entity. */
  definitionIds: Set<number>;
  /** Domains of visible entities; the title where the reader may see the Domain itself. */
  domains: Array<{ ref: string; title: string | null }>;
  /** Life cycles of visible entities, in alphabetical order. */
  lifecycles: string[];
}

/** More values than that are no list to choose from. */
const mostValues = 500;

/**
 * The values of a column that a visible entity has, be it the System that tells the domain of its Components; from one to the next along its index: with 100,000 entities of a few values, reading all rows
 * would take as long as all the rest of the overview.
 */
function valuesOf(
  column: 'domain_ref' | 'lifecycle',
  visibility: EntityVisibility,
): SqlFragment {
  const name: SqlFragment = { sql: column, bindings: [] };
  return sql`
    with recursive steps(value, step) as (
      select min(f.${name}), 1 from entities f where f.${name} is not null
      union all
      select (select min(n.${name}) from entities n where n.${name} > steps.value),
        steps.step + 1
      from steps
      where steps.value is not null and steps.step < ${{
        sql: String(mostValues),
        bindings: [],
      }}
    )
    select steps.value from steps
    where steps.value is not null and (
      select e.id from entities e
      where e.${name} = steps.value and e.removed_at is null
        and e.kind <> 'domain'
        and ${isVisible(visibility, sql`e.id`)}
      limit 1
    ) is not null`;
}

/**
 * Reads what the filters of the overview offer. One statement. One row is enough of each: PostgreSQL makes a join
 * of all of them where it is asked whether any `exists`.
 *
 * @param options - `definitionIds`: ids of the scorecard versions that the reader may choose
 */
export async function readOverviewChoices(
  knex: Knex,
  options: {
    definitionIds: readonly number[];
    visibility: EntityVisibility;
  },
): Promise<OverviewChoices> {
  const { visibility } = options;
  const chosen: SqlFragment = idSet(knex, 'd.id', options.definitionIds);
  const read = await readTogether<{
    definitions: { id: number };
    domains: { ref: string; title: string | null };
    lifecycles: { value: string };
  }>(knex, {
    definitions: {
      query: sql`
        select d.id from definitions d
        where ${chosen} and (
          select s.entity_id from scores s where s.definition_id = d.id
            and ${isVisible(visibility, sql`s.entity_id`)}
          limit 1
        ) is not null`,
      columns: ['id'],
    },
    domains: {
      query: sql`
        select c.value as ref, (
          select coalesce(o.title, o.name) from entities o
          where o.ref = c.value and o.removed_at is null
            and ${isVisible(visibility, sql`o.id`)}
        ) as title
        from (${valuesOf('domain_ref', visibility)}) c`,
      columns: ['ref', 'title'],
    },
    lifecycles: {
      query: valuesOf('lifecycle', visibility),
      columns: ['value'],
    },
  });
  return {
    definitionIds: new Set(read.definitions.map(row => Number(row.id))),
    domains: read.domains,
    lifecycles: read.lifecycles.map(row => row.value).sort(),
  };
}
