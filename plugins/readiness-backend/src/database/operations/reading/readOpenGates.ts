import { Knex } from 'knex';
import { jsonRows } from './jsonRows';
import { readTogether } from './readTogether';
import { scoreCondition, ScoreSelection } from './ScoreSelection';
import { sql, SqlFragment } from './SqlFragment';

/** A gate of the ladder. */
export interface Gate {
  checkKey: number;
  level: number;
}

/** How many entities a gate keeps below their target. */
export interface OpenGate {
  checkKey: number;
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
  checkKeys: number[];
}

const maxNarrowedRows = 50_000;

/**
 * Counts the gates that are open up to the target level of each entity that is
 * below its target and not in grace.
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
  const gates = jsonRows(
    knex,
    { check_key: 'integer', gate_level: 'integer' },
    options.gates.map(gate => ({
      check_key: gate.checkKey,
      gate_level: gate.level,
    })),
  );
  const open: SqlFragment = sql`
    select s.entity_id, s.fixes, s.target_level, n.check_key,
      count(*) over (partition by s.entity_id) as open_gates
    from scores s
    join non_pass_results n
      on n.entity_id = s.entity_id and n.definition_id = s.definition_id
    join ${gates}
      on given.check_key = n.check_key
    where s.fixes > 0 and not s.in_grace and n.counts
      and n.outcome in ('fail', 'unknown', 'error')
      and given.gate_level <= s.target_level
      and ${scoreCondition(options)}`;
  const read = await readTogether<{
    gates: { check_key: number; entities: number; lifted: number };
    narrowed: {
      entity_id: number;
      fixes: number;
      target_level: number;
      check_key: number;
    };
  }>(knex, {
    gates: {
      query: sql`
        select check_key, count(*) as entities,
          sum(case when fixes = 1 then 1 else 0 end) as lifted
        from (${open}) o where open_gates = fixes group by check_key`,
      columns: ['check_key', 'entities', 'lifted'],
    },
    narrowed: {
      query: sql`
        select entity_id, fixes, target_level, check_key
        from (${open}) o where open_gates <> fixes
        order by entity_id limit ${maxNarrowedRows}`,
      columns: ['entity_id', 'fixes', 'target_level', 'check_key'],
    },
  });
  const byEntity = new Map<number, NarrowedGates>();
  for (const row of read.narrowed) {
    const entity = byEntity.get(row.entity_id);
    if (entity) {
      entity.checkKeys.push(row.check_key);
    } else {
      byEntity.set(row.entity_id, {
        targetLevel: row.target_level,
        fixes: row.fixes,
        checkKeys: [row.check_key],
      });
    }
  }
  return {
    gates: read.gates.map(row => ({
      checkKey: row.check_key,
      entities: Number(row.entities),
      lifted: Number(row.lifted),
    })),
    narrowed: [...byEntity.values()],
  };
}
