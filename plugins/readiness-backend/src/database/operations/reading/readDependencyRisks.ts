/**
 * Entities of one tier that lean on an entity with a lower level.
 *
 * Who leans on whom: `dependsOn`, `consumesApi`, and from an API on to whoever provides it. The walk goes
 * breadth first from all entities of a page at once, at most {@link maxDepth} steps and {@link maxSteps} places
 * of the page together, so that neither a circle nor a hub of thousands makes it long: what is farther is not
 * looked at. A place is (where it began, where it is, how far that is), each once.
 *
 * Levels are those that dependents see (`scores.base_level`), of both ends: the level of an entity may be held
 * down by what it depends on, which is just what is looked for. An entity that has reached all that is
 * offered to it is no risk, whatever its level. One that the scorecard asks nothing of has no level, and is
 * walked through. One that the reader may not see ends a path, as if it were not there.
 */
import {
  RELATION_API_PROVIDED_BY,
  RELATION_CONSUMES_API,
  RELATION_DEPENDS_ON,
} from '@backstage/catalog-model';
import { Knex } from 'knex';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { entityCondition, EntityFilter } from './EntityFilter';
import { isOwnedBy, OwnerFilter } from './ownerSets';
import { readRows, sql } from './SqlFragment';
import { unguessed } from './unguessed';

const maxDepth = 5;
const maxSteps = 50_000;

/** Which entities are looked at; what they lean on may be any. */
export interface DependencyRiskSelection extends EntityFilter {
  definitionId: number;
  visibility: EntityVisibility;
  /** 0 to 3; 0 is no tier. */
  tier: number;
  owner?: OwnerFilter;
}

/** Where a page ended: minus the level, name and id of the last entity that was looked at. */
export type DependencyRiskKey = readonly [number, string, number];

/** A step from an entity to the weakest that it leans on; null: it leans on none that is weaker. */
interface RiskRow {
  id: number;
  ref: string;
  title: string | null;
  name: string;
  level: number;
  step: number | null;
  step_ref: string | null;
  step_title: string | null;
  weakest_level: number | null;
}

/** An entity by ref and title. */
export interface RiskLabel {
  ref: string;
  title: string | null;
}

/** An entity that leans on a weaker one. */
export interface DependencyRiskPath {
  entity: RiskLabel;
  level: number;
  /** From what it depends on directly to the weakest, that included; never empty. */
  path: RiskLabel[];
  weakestLevel: number;
  key: DependencyRiskKey;
}

const leansOn = sql`(${RELATION_DEPENDS_ON}, ${RELATION_CONSUMES_API}, ${RELATION_API_PROVIDED_BY})`;

/**
 * Looks at one page of entities above the lowest level, the highest levels first. One statement.
 *
 * @param options - `limit`: how many entities are looked at; `after`: the last one of the page before
 * @returns those that lean on a weaker one, by the shortest way to the weakest; `last`: null where the page
 *   was the last one
 */
export async function readDependencyRisks(
  knex: Knex,
  options: DependencyRiskSelection & {
    limit: number;
    after?: DependencyRiskKey;
  },
): Promise<{ risks: DependencyRiskPath[]; last: DependencyRiskKey | null }> {
  const { visibility, after } = options;
  const version = unguessed(options.definitionId);
  const rows = await readRows<RiskRow>(
    knex,
    sql`
      with recursive sources as (
        select e.id, e.ref, e.title, e.name, s.base_level as level
        from scores s join entities e on e.id = s.entity_id
        where s.definition_id = ${version} and s.tier = ${options.tier}
          and s.base_level > 0 and not s.in_grace and e.removed_at is null
          and ${entityCondition(options, visibility)}
          and ${isOwnedBy(options.owner, sql`s.owner_set_id`)}
          and ${isVisible(visibility, sql`s.entity_id`)}
          and ${
            after
              ? sql`(-s.base_level, e.name, e.id) > (${after[0]}, ${after[1]}, ${after[2]})`
              : sql`true`
          }
        order by -s.base_level, e.name, e.id
        limit ${options.limit}
      ),
      walk (source_id, id, depth) as (
        select id, id, 0 from sources
        union
        select w.source_id, t.id, w.depth + 1
        from walk w
        join entity_relations r on r.source_id = w.id and r.type in ${leansOn}
        join entities t on t.ref = r.target_ref
        where w.depth < ${maxDepth} and t.removed_at is null
          and t.id <> w.source_id and t.kind not in ('group', 'template')
          and ${isVisible(visibility, sql`t.id`)}
      ),
      places as materialized (
        select source_id, id, depth from walk limit ${maxSteps}
      ),
      weaker as (
        select p.source_id, p.id, p.depth, s.base_level,
          row_number() over (
            partition by p.source_id order by s.base_level, p.depth, p.id
          ) as place
        from places p
        join sources o on o.id = p.source_id
        join scores s on s.entity_id = p.id and s.definition_id = ${version}
        where p.depth > 0 and s.base_level < o.level
          and s.base_level < s.base_ceiling
      ),
      steps as materialized (
        select p.source_id, t.id, p.depth + 1 as depth, min(p.id) as before
        from places p
        join entity_relations r on r.source_id = p.id and r.type in ${leansOn}
        join entities t on t.ref = r.target_ref
        where p.depth < ${maxDepth}
        group by p.source_id, t.id, p.depth
      ),
      way (source_id, id, depth) as (
        select source_id, id, depth from weaker where place = 1
        union all
        select w.source_id, s.before, w.depth - 1
        from way w
        join steps s
          on s.source_id = w.source_id and s.id = w.id and s.depth = w.depth
        where w.depth > 1
      )
      select o.id, o.ref, o.title, o.name, o.level, w.depth as step,
        t.ref as step_ref, t.title as step_title, k.base_level as weakest_level
      from sources o
      left join weaker k on k.source_id = o.id and k.place = 1
      left join way w on w.source_id = o.id
      left join entities t on t.id = w.id
      order by -o.level, o.name, o.id, w.depth`,
  );
  const risks = new Map<number, DependencyRiskPath>();
  const seen = new Set<number>();
  for (const row of rows) {
    seen.add(row.id);
    if (row.step_ref !== null && row.weakest_level !== null) {
      const risk = risks.get(row.id) ?? {
        entity: { ref: row.ref, title: row.title },
        level: row.level,
        path: [],
        weakestLevel: row.weakest_level,
        key: toKey(row),
      };
      risks.set(row.id, risk);
      risk.path.push({ ref: row.step_ref, title: row.step_title });
    }
  }
  return {
    risks: [...risks.values()],
    last: seen.size < options.limit ? null : toKey(rows[rows.length - 1]),
  };
}

function toKey(row: RiskRow): DependencyRiskKey {
  return [-row.level, row.name, row.id];
}
