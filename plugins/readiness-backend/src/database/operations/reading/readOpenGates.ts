import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { StoredNumber } from '../../tables';
import { idSet } from '../bulk';
import { scoreCondition, ScoreSelection } from './ScoreSelection';
import { readRows, sql, SqlFragment } from './SqlFragment';

/** A gate of the ladder. */
export interface Gate {
  checkKey: number;
  level: number;
}

/** How many entities of an owner set and template a gate keeps below their target. */
export interface OpenGate {
  checkKey: number;
  ownerSetId: number;
  /** Ref of the Scaffolder template that they were made from; null: none. */
  template: string | null;
  /** Entities for which it is open. */
  entities: number;
  /** Of these, entities for which it is the only one left. */
  lifted: number;
}

/** Entities of which only some of the open gates are asked for: as many as are alike in all that is here. */
export interface NarrowedGates {
  ownerSetId: number;
  targetLevel: number;
  /** How many of the open gates have to be fixed. */
  fixes: number;
  /** Ref of the Scaffolder template that they were made from; null: none. */
  template: string | null;
  checkKeys: number[];
  entities: number;
}

/** What is open, see {@link readOpenGates}. */
export interface OpenGates {
  gates: OpenGate[];
  narrowed: NarrowedGates[];
}

const maxNarrowedRows = 50_000;

/** What the statement answers. */
interface OpenGateRow {
  owner_set_id: number;
  check_key: number;
  template_ref: string | null;
  entities: StoredNumber;
  lifted: StoredNumber;
  fixes: number;
  target_level: number;
  /** Joined by a comma; null: the row is about one check. */
  check_keys: string | null;
}

/**
 * Counts the gates that are open up to the target level of each entity that is
 * below its target and not in grace, by owner set and by the template that it was made from.
 *
 * A target with `only` asks for a part of the gates. Which part is not stored:
 * such an entity has more open gates than fixes, and comes back with those alike.
 *
 * @param options - `gates` that count
 */
export async function readOpenGates(
  knex: Knex,
  options: ScoreSelection & { gates: readonly Gate[] },
): Promise<OpenGates> {
  const rows = await readRows<OpenGateRow>(
    knex,
    sql`
      with open_gates as materialized (
        select s.entity_id, s.owner_set_id, s.fixes, s.target_level, n.check_key,
          e.template_ref, count(*) over (partition by s.entity_id) as open
        from scores s
        join entities e on e.id = s.entity_id
        cross join non_pass_results n
        where n.entity_id = s.entity_id and n.definition_id = s.definition_id
          and s.fixes > 0 and not s.in_grace and n.counts
          and n.outcome in ('fail', 'unknown', 'error')
          and (${isUpToTarget(knex, options.gates)})
          and ${scoreCondition(options)}
      ), narrowed as (
        select owner_set_id, template_ref, fixes, target_level,
          ${joinedKeys(knex)} as check_keys
        from open_gates where open <> fixes
        group by entity_id, owner_set_id, template_ref, fixes, target_level
      )
      select owner_set_id, check_key, template_ref, count(*) as entities,
        sum(case when fixes = 1 then 1 else 0 end) as lifted,
        0 as fixes, 0 as target_level, null as check_keys
      from open_gates where open = fixes
      group by owner_set_id, check_key, template_ref
      union all
      select * from (
        select owner_set_id, 0 as check_key, template_ref, count(*) as entities,
          0 as lifted, fixes, target_level, check_keys
        from narrowed
        group by owner_set_id, template_ref, fixes, target_level, check_keys
        order by entities desc, owner_set_id, check_keys
        limit ${maxNarrowedRows}
      ) single`,
  );
  const common = (row: OpenGateRow) => ({
    ownerSetId: row.owner_set_id,
    template: row.template_ref,
    entities: Number(row.entities),
  });
  return {
    gates: rows
      .filter(row => row.check_keys === null)
      .map(row => ({
        ...common(row),
        checkKey: row.check_key,
        lifted: Number(row.lifted),
      })),
    narrowed: rows.flatMap(row =>
      row.check_keys === null
        ? []
        : [
            {
              ...common(row),
              targetLevel: row.target_level,
              fixes: row.fixes,
              checkKeys: row.check_keys.split(',').map(Number),
            },
          ],
    ),
  };
}

/** The check keys of a group of rows as one text, so that it can be grouped by. */
function joinedKeys(knex: Knex): SqlFragment {
  return databaseCapabilities(knex).client === 'pg'
    ? sql`string_agg(cast(check_key as text), ',' order by check_key)`
    : sql`group_concat(check_key, ',' order by check_key)`;
}

/** Over `scores s` and `non_pass_results n`: the check is a gate up to the target level. */
function isUpToTarget(knex: Knex, gates: readonly Gate[]): SqlFragment {
  const levels = [...new Set(gates.map(({ level }) => level))];
  const conditions = levels.map(level => {
    const keys = gates
      .filter(gate => gate.level === level)
      .map(({ checkKey }) => checkKey);
    return sql`s.target_level >= ${level} and ${idSet(
      knex,
      'n.check_key',
      keys,
    )}`;
  });
  return {
    sql:
      conditions.map(condition => `(${condition.sql})`).join(' or ') || 'false',
    bindings: conditions.flatMap(condition => condition.bindings),
  };
}
