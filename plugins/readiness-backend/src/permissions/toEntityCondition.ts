/**
 * Conditions of the catalog that can be answered from our own columns, so that a visible set takes one
 * statement instead of a stream of the whole catalog: its rules `IS_ENTITY_OWNER` and `IS_ENTITY_KIND`, in
 * `anyOf` and `allOf`, and `not` around kinds.
 *
 * Any other rule is the catalog's alone to answer. So is `not` around an owner: of an entity with very many relations
 * only some are kept, and an owner who is not among them must not make it visible. Owners are those of the
 * last time the catalog was read, like everything else that is told of an entity.
 */
import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import { JsonValue } from '@backstage/types';
import { Knex } from 'knex';
import { textSet } from '../database/operations/bulk';
import { allOf, sql, SqlFragment } from '../database/operations/reading';

const resourceType = 'catalog-entity';
const maxDepth = 10;

/** The condition of `entities e`, and whether it asks of kinds alone. */
interface ReadableCondition {
  condition: SqlFragment;
  isOfKinds: boolean;
}

/**
 * Turns conditions into SQL over `entities e`.
 *
 * @param knex - tells the database
 * @param conditions - of the catalog's decision
 * @returns null where the catalog has to be asked
 */
export function toEntityCondition(
  knex: Knex,
  conditions: JsonValue,
): SqlFragment | null {
  return toReadable(knex, conditions, maxDepth)?.condition ?? null;
}

function toReadable(
  knex: Knex,
  criteria: JsonValue | undefined,
  depth: number,
): ReadableCondition | null {
  if (
    depth === 0 ||
    typeof criteria !== 'object' ||
    criteria === null ||
    Array.isArray(criteria)
  ) {
    return null;
  }
  if (criteria.not !== undefined) {
    const inner = toReadable(knex, criteria.not, depth - 1);
    return inner?.isOfKinds
      ? { ...inner, condition: sql`not (${inner.condition})` }
      : null;
  }
  for (const join of ['anyOf', 'allOf'] as const) {
    const parts = criteria[join];
    if (parts !== undefined) {
      return Array.isArray(parts)
        ? joined(
            join,
            parts.map(part => toReadable(knex, part, depth - 1)),
          )
        : null;
    }
  }
  return criteria.resourceType === resourceType
    ? toRule(knex, criteria.rule, criteria.params)
    : null;
}

function joined(
  join: 'anyOf' | 'allOf',
  parts: Array<ReadableCondition | null>,
): ReadableCondition | null {
  const known = parts.filter((part): part is ReadableCondition => !!part);
  // Without any part the framework and the catalog need not agree on what is meant.
  if (known.length === 0 || known.length < parts.length) {
    return null;
  }
  const conditions = known.map(({ condition }) => condition);
  return {
    condition:
      join === 'allOf'
        ? allOf(conditions)
        : {
            sql: conditions.map(each => `(${each.sql})`).join(' or '),
            bindings: conditions.flatMap(each => each.bindings),
          },
    isOfKinds: known.every(({ isOfKinds }) => isOfKinds),
  };
}

function toRule(
  knex: Knex,
  rule: JsonValue | undefined,
  params: JsonValue | undefined,
): ReadableCondition | null {
  const given =
    typeof params === 'object' && params !== null && !Array.isArray(params)
      ? params
      : {};
  if (rule === 'IS_ENTITY_KIND') {
    const kinds = toTexts(given.kinds);
    return (
      kinds && { condition: textSet(knex, 'e.kind', kinds), isOfKinds: true }
    );
  }
  if (rule === 'IS_ENTITY_OWNER') {
    const claims = toTexts(given.claims);
    return (
      claims && {
        condition: sql`e.id in (
          select r.source_id from entity_relations r
          where r.type = ${RELATION_OWNED_BY}
            and ${textSet(knex, 'r.target_ref', claims)})`,
        isOfKinds: false,
      }
    );
  }
  return null;
}

/** Texts in lower case, as the catalog compares them; null for anything else. */
function toTexts(values: JsonValue | undefined): string[] | null {
  // PostgreSQL takes no NUL in text.
  const isText = (value: JsonValue): value is string =>
    typeof value === 'string' && !value.includes('\0');
  return Array.isArray(values) && values.every(isText)
    ? values.map(value => value.toLocaleLowerCase('en-US'))
    : null;
}
