import { Knex } from 'knex';
import { StoredNumber } from '../../tables';
import { idSet } from '../bulk';
import { scoreCondition, ScoreSelection } from './ScoreSelection';
import { readRows, sql, SqlFragment } from './SqlFragment';

/** A gate of the ladder. */
export interface Gate {
  checkKey: number;
  level: number;
}

/** How many entities of one template a gate keeps below their target. */
export interface OpenGate {
  checkKey: number;
  /** Ref of the Scaffolder template that they were made from; null: none. */
  template: string | null;
  /** Entities for which it is open. */
  entities: number;
  /** Of these, entities for which it is the only one left. */
  lifted: number;
}

/** Open gates of an entity of which only some are asked for. */
export interface NarrowedGates {
  targetLevel: number;
  /** How many of the open gates have to be fixed. */
  fixes: number;
  /** Ref of the Scaffolder template that it was made from; null: none. */
  template: string | null;
  checkKeys: number[];
}

const maxNarrowedRows = 50_000;

/** What the statement answers. */
interface OpenGateRow {
  check_key: StoredNumber;
  template_ref: string | null;
  entities: StoredNumber;
  lifted: StoredNumber;
  entity_id: StoredNumber;
  fixes: StoredNumber;
  target_level: StoredNumber;
}

/**
 * Counts the gates that are open up to the target level of each entity that is
 * below its target and not in grace, by the template that it was made from.
 *
 * A target with `only` asks for a part of the gates. Which part is not stored:
 * such an entity has more open gates than fixes, and comes back on its own.
 *
 * @param options - `gates` that count
 */
export async function readOpenGates(
  knex: Knex,
  options: ScoreSelection & { gates: readonly Gate[] },
): Promise<{ gates: OpenGate[]; narrowed: NarrowedGates[] }> {
  const rows = await readRows<OpenGateRow>(
    knex,
    sql`
      with open_gates as (
        select s.entity_id, s.fixes, s.target_level, n.check_key, e.template_ref
        from scores s
        join entities e on e.id = s.entity_id
        join non_pass_results n
          on n.entity_id = s.entity_id and n.definition_id = s.definition_id
        where s.fixes > 0 and not s.in_grace and n.counts
          and n.outcome in ('fail', 'unknown', 'error')
          and (${isUpToTarget(knex, options.gates)})
          and ${scoreCondition(options)}
      ), narrowed as (
        select entity_id from open_gates
        group by entity_id having count(*) <> max(fixes)
      )
      select check_key, template_ref, count(*) as entities,
        sum(case when fixes = 1 then 1 else 0 end) as lifted,
        0 as entity_id, 0 as fixes, 0 as target_level
      from open_gates
      where entity_id not in (select entity_id from narrowed)
      group by check_key, template_ref
      union all
      select * from (
        select check_key, template_ref, 0 as entities, 0 as lifted, entity_id, fixes, target_level
        from open_gates
        where entity_id in (select entity_id from narrowed)
        order by entity_id limit ${maxNarrowedRows}
      ) single`,
  );
  const byEntity = new Map<number, NarrowedGates>();
  for (const row of rows.filter(({ entities }) => Number(entities) === 0)) {
    const entityId = Number(row.entity_id);
    const entity = byEntity.get(entityId) ?? {
      targetLevel: Number(row.target_level),
      fixes: Number(row.fixes),
      template: row.template_ref,
      checkKeys: [],
    };
    byEntity.set(entityId, entity);
    entity.checkKeys.push(Number(row.check_key));
  }
  return {
    gates: rows
      .filter(({ entities }) => Number(entities) > 0)
      .map(row => ({
        checkKey: Number(row.check_key),
        template: row.template_ref,
        entities: Number(row.entities),
        lifted: Number(row.lifted),
      })),
    narrowed: [...byEntity.values()],
  };
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
