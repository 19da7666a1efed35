import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { sql, SqlFragment } from '../reading/SqlFragment';

/** Facts that hold a list of dated things, and the names of their lists. */
export const recordLists = {
  decisions: 'decisions',
  postmortems: 'postmortems',
  impact: 'entries',
  reviews: 'reviews',
  drills: 'drills',
  slo: 'slos',
} as const;

/** Id of a collector whose facts hold dated things. */
export type RecordCollector = keyof typeof recordLists;

const listName = `case f.collector ${Object.entries(recordLists)
  .map(([collector, list]) => `when '${collector}' then '${list}'`)
  .join(' ')} end`;

/** Ids as a list in SQL. */
export const recordCollectors = `(${Object.keys(recordLists)
  .map(collector => `'${collector}'`)
  .join(', ')})`;

/**
 * Pieces of SQL that go through the lists of facts (named `f`), one row a thing. What is not as the
 * schema of the fact says gives no row.
 */
export interface FactElements {
  /** Follows `facts f`. */
  join: string;
  /** JSON text of the thing. */
  json: string;
  /** Its day, `YYYY-MM-DD`, or null. */
  day: string;
  /** A text of it, or null. @param name - our own, never outside text */
  text: (name: string) => string;
  /** `location` of the fact, or null. */
  location: string;
}

/**
 * Each fact is parsed once, and not again for each thing in it: `offset 0` keeps it apart.
 *
 * @param knex - Tells the database.
 */
export function factElements(knex: Knex | Knex.Transaction): FactElements {
  if (databaseCapabilities(knex).client === 'pg') {
    const text = (name: string) => `(x.thing ->> '${name}')`;
    return {
      join: `cross join lateral (
          select d.content -> (${listName}) as list,
            d.content ->> 'location' as location
          from (select f.data::json as content offset 0) d offset 0
        ) l
        cross join lateral json_array_elements(
          case when json_typeof(l.list) = 'array' then l.list else '[]'::json end
        ) as x(thing)`,
      json: 'x.thing::text',
      day: dayOf(text),
      text,
      location: 'l.location',
    };
  }
  const text = (name: string) =>
    `(case when x.type = 'object' then json_extract(x.value, '$.${name}') end)`;
  return {
    join: `join json_each(f.data, '$.' || ${listName}) x`,
    json: 'x.value',
    day: dayOf(text),
    text,
    location: `json_extract(f.data, '$.location')`,
  };
}

function dayOf(text: (name: string) => string): string {
  return `substr(coalesce(${text('date')}, ${text('to')}, ${text(
    'reviewedAt',
  )}), 1, 10)`;
}

/**
 * Since when the record of a fact of the collector `track-record` (named `f`) is complete, of all kinds; null
 * where it is not known, or some kind was not read.
 *
 * @param knex - Tells the database.
 */
export function completeSince(knex: Knex): SqlFragment {
  return databaseCapabilities(knex).client === 'pg'
    ? sql`(case when coalesce(json_array_length(f.data::json -> 'unread'), 0) = 0
        then f.data::json ->> 'since' end)`
    : sql`(case when coalesce(json_array_length(f.data, '$.unread'), 0) = 0
        then json_extract(f.data, '$.since') end)`;
}
