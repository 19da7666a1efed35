/**
 * One row per day, scope and item, so that trends need no history of results.
 *
 * Scopes are the organisation and each team with its child teams: the sum over the owner
 * sets that meet the team's closure, each set once, so that an entity with two owners counts
 * once for their common parent. Entities in grace are left out, as in all roll-ups. The row of
 * a day is written anew until the day is over.
 *
 * | item | passed, known, applicable | entities | on_target |
 * |---|---|---|---|
 * | `''` | weights | entities | those on target |
 * | `area:<area>` | weights of the area | those to which the area applies | 0 |
 * | `check:<check>` (organisation only) | pass; pass and fail; pass, fail, unknown and error | all with a result | 0 |
 */
import { Knex } from 'knex';
import { rawRows } from '../database/rawRows';
import { retryOnConflict } from '../database/retryOnConflict';

/** A scorecard as snapshots need it. */
export interface SnapshotScorecard {
  name: string;
  definitionId: number;
}

const columns =
  'scope, scope_ref, scorecard, item, day, passed, known, applicable, entities, on_target';

const teamSets = `
  team_sets as (
    select distinct c.ancestor_ref, m.owner_set_id
    from group_closure c
    join owner_set_members m on m.owner_ref = c.descendant_ref
  )`;

const scoresPerSet = `
  per_set as (
    select owner_set_id, sum(passed) as passed, sum(known) as known,
      sum(applicable) as applicable, count(*) as entities,
      sum(case when on_target then 1 else 0 end) as on_target
    from scores where definition_id = :definition and not in_grace
    group by owner_set_id
  )`;

const areasPerSet = `
  per_set as (
    select s.owner_set_id, a.area, sum(a.passed) as passed, sum(a.known) as known,
      sum(a.applicable) as applicable,
      sum(case when a.applicable > 0 then 1 else 0 end) as entities
    from entity_area_scores a
    join scores s
      on s.entity_id = a.entity_id and s.definition_id = a.definition_id
    where a.definition_id = :definition and not s.in_grace
    group by s.owner_set_id, a.area
  )`;

const sums = 'sum(p.passed), sum(p.known), sum(p.applicable), sum(p.entities)';

/** Selects without `insert`; each gives the columns in order. */
const selects = [
  `with ${scoresPerSet}
   select 'organisation', '', :scorecard, '', :day, coalesce(sum(p.passed), 0),
     coalesce(sum(p.known), 0), coalesce(sum(p.applicable), 0),
     coalesce(sum(p.entities), 0), coalesce(sum(p.on_target), 0)
   from per_set p`,
  `with ${areasPerSet}
   select 'organisation', '', :scorecard, 'area:' || p.area, :day, ${sums}, 0
   from per_set p group by p.area`,
  `select 'organisation', '', :scorecard, 'check:' || c.check_id, :day,
     sum(case when r.outcome = 'pass' then r.count else 0 end),
     sum(case when r.outcome in ('pass', 'fail') then r.count else 0 end),
     sum(case when r.outcome in ('pass', 'fail', 'unknown', 'error')
              then r.count else 0 end),
     sum(r.count), 0
   from rollup_counts r join checks c on c.id = r.check_key
   where r.definition_id = :definition
   group by c.check_id having sum(r.count) > 0`,
  `with ${teamSets}, ${scoresPerSet}
   select 'team', t.ancestor_ref, :scorecard, '', :day, ${sums}, sum(p.on_target)
   from team_sets t join per_set p on p.owner_set_id = t.owner_set_id
   group by t.ancestor_ref`,
  `with ${teamSets}, ${areasPerSet}
   select 'team', t.ancestor_ref, :scorecard, 'area:' || p.area, :day, ${sums}, 0
   from team_sets t join per_set p on p.owner_set_id = t.owner_set_id
   group by t.ancestor_ref, p.area`,
];

/**
 * Writes today's rows of each scorecard: six statements a scorecard, in one transaction
 * each. Running it again gives the rows of the present.
 *
 * @param knex - A knex instance.
 * @param options - `scorecards`: the active versions; `at`: a time of the day (UTC).
 */
export async function writeDaySnapshots(
  knex: Knex,
  options: { scorecards: readonly SnapshotScorecard[]; at: Date },
): Promise<void> {
  const day = options.at.toISOString().slice(0, 10);
  for (const { name, definitionId } of options.scorecards) {
    const values = { definition: definitionId, scorecard: name, day };
    await retryOnConflict(() =>
      knex.transaction(async trx => {
        await rawRows(
          trx,
          'delete from rollup_days where scorecard = ? and day = ?',
          [name, day],
        );
        for (const select of selects) {
          const { sql, bindings } = positional(select, values);
          await rawRows(
            trx,
            `insert into rollup_days (${columns})
             select * from (${sql}) as today where true
             on conflict (scope, scope_ref, scorecard, item, day) do update set
               passed = excluded.passed, known = excluded.known,
               applicable = excluded.applicable, entities = excluded.entities,
               on_target = excluded.on_target`,
            bindings,
          );
        }
      }),
    );
  }
}

/** Names in a statement become `?`; texts need a type in a select list of PostgreSQL. */
function positional(
  statement: string,
  values: Readonly<Record<string, string | number>>,
): { sql: string; bindings: Array<string | number> } {
  const bindings: Array<string | number> = [];
  const sql = statement.replace(/:([a-z]+)\b/g, (_, name: string) => {
    bindings.push(values[name]);
    return typeof values[name] === 'string' ? 'cast(? as varchar(80))' : '?';
  });
  return { sql, bindings };
}
