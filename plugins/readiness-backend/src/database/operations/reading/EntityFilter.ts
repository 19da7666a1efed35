import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { allOf, sql, SqlFragment } from './SqlFragment';

/** What entities are picked by. Everything that is not set picks all. */
export interface EntityFilter {
  /** In lower case. */
  kind?: string;
  /** `spec.type`, as it is written. */
  type?: string;
  /** `spec.lifecycle`, in lower case. */
  lifecycle?: string;
  /** Ref of a System, in lower case. */
  system?: string;
  /** Ref of a Domain, in lower case. */
  domain?: string;
  /**
   * Part of the name or title. Letters beyond ASCII match in the case given and in lower case; SQLite
   * knows the case of no others.
   */
  search?: string;
}

/** Its own domain or, as of most Components, that of its System. What a hidden System says is not told. */
function isInDomain(ref: string, visibility: EntityVisibility): SqlFragment {
  return sql`e.domain_ref = ${ref} or (e.domain_ref is null and e.system_ref in (
    select y.ref from entities y
    where y.domain_ref = ${ref} and y.removed_at is null
      and ${isVisible(visibility, sql`y.id`)}))`;
}

/**
 * The condition "the name or title holds this text".
 *
 * @param columns - our own names of columns
 */
export function holdsText(
  text: string,
  columns: readonly SqlFragment[],
): SqlFragment {
  const pattern = (part: string) =>
    `%${part.replace(/[\\%_]/g, letter => `\\${letter}`)}%`;
  const conditions = columns.flatMap(column => [
    sql`lower(${column}) like ${pattern(text.toLowerCase())} escape '\\'`,
    sql`${column} like ${pattern(text)} escape '\\'`,
  ]);
  return {
    sql: conditions.map(condition => condition.sql).join(' or '),
    bindings: conditions.flatMap(condition => condition.bindings),
  };
}

/** Does it pick at all? */
export function picksEntities(filter: EntityFilter): boolean {
  const { kind, type, lifecycle, system, domain, search } = filter;
  return [kind, type, lifecycle, system, domain, search].some(
    value => value !== undefined,
  );
}

/** Of `entities` under the alias `e`: what the filter picks. */
export function entityCondition(
  filter: EntityFilter,
  visibility: EntityVisibility,
): SqlFragment {
  const { kind, type, lifecycle, system, domain, search } = filter;
  return allOf([
    ...(kind === undefined ? [] : [sql`e.kind = ${kind}`]),
    ...(type === undefined ? [] : [sql`e.type = ${type}`]),
    ...(lifecycle === undefined ? [] : [sql`e.lifecycle = ${lifecycle}`]),
    ...(system === undefined ? [] : [sql`e.system_ref = ${system}`]),
    ...(domain === undefined ? [] : [isInDomain(domain, visibility)]),
    ...(search === undefined
      ? []
      : [holdsText(search, [sql`e.name`, sql`e.title`])]),
  ]);
}
