import { Knex } from 'knex';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { allOf, readRows, sql, SqlFragment } from './SqlFragment';
import { StoredProblem } from './readEntityRecord';

/** Which problems a list holds. */
export interface ProblemFilter {
  visibility: EntityVisibility;
  subject?: string;
  /** Names of the thing that is broken; undefined: any. */
  name?: string;
}

/** A problem in a list. */
export type ListedProblem = StoredProblem & {
  id: number | string;
  entity_ref: string | null;
};

/** The last row of the page before: when it was seen (epoch ms), and its id. */
export type ProblemKey = readonly [number, number];

function filterCondition(filter: ProblemFilter): SqlFragment {
  return allOf([
    sql`p.entity_id is null or (e.removed_at is null and ${isVisible(
      filter.visibility,
      sql`e.id`,
    )})`,
    ...(filter.subject === undefined
      ? []
      : [sql`p.subject = ${filter.subject}`]),
    ...(filter.name === undefined ? [] : [sql`p.name = ${filter.name}`]),
  ]);
}

/**
 * One page of problems, the latest first. A problem of an entity that the
 * reader may not see is not in it.
 */
export function listStoredProblems(
  knex: Knex,
  options: ProblemFilter & { limit: number; after?: ProblemKey },
): Promise<ListedProblem[]> {
  const { after } = options;
  return readRows(
    knex,
    sql`
      select p.id, p.subject, p.name, p.reporter, p.message, p.source, p.line,
        p."column", p.excerpt, p.seen_at, e.ref as entity_ref
      from problems p
      left join entities e on e.id = p.entity_id
      where ${allOf([
        filterCondition(options),
        after ? sql`(p.seen_at, p.id) < (${after[0]}, ${after[1]})` : sql`true`,
      ])}
      order by p.seen_at desc, p.id desc
      limit ${options.limit}`,
  );
}

/** How many problems the list holds over all pages. */
export async function countStoredProblems(
  knex: Knex,
  filter: ProblemFilter,
): Promise<number> {
  const [row] = await readRows<{ count: number | string }>(
    knex,
    sql`select count(*) as count from problems p
      left join entities e on e.id = p.entity_id
      where ${filterCondition(filter)}`,
  );
  return Number(row.count);
}
