import { Knex } from 'knex';
import { inheritanceMs } from '../entities/inheritanceMs';
import { sql, SqlFragment } from '../reading/SqlFragment';
import { jsonRows } from '../rows/jsonRows';
import { lastMoment } from './HistorySelection';
import { DifferenceSelection, scoreEnds } from './ScoreEnds';

/**
 * What transitions explain of the differences of entities that counted on both days: `from_set`, `to_set`, `part`,
 * and sums. Parts are those of `transitionPart`.
 */
export function explainedDifferences(
  knex: Knex,
  selection: DifferenceSelection,
): SqlFragment {
  const { before, after } = scoreEnds(knex, selection);
  const from = lastMoment(selection.days.from);
  const to = lastMoment(selection.days.to);
  const given = jsonRows(
    knex,
    { check_key: 'integer', weight: 'double precision' },
    selection.weights.map(({ checkKey, weight }) => ({
      check_key: checkKey,
      weight,
    })),
  );
  const change = (outcomes: string): SqlFragment => ({
    sql: `given.weight * (case when t.to_outcome in (${outcomes}) then 1 else 0 end
      - case when t.from_outcome in (${outcomes}) then 1 else 0 end)`,
    bindings: [],
  });
  const inherited = (at: SqlFragment) =>
    sql`owner_since is not null and ${at} + 3600000 > owner_since and ${at} < owner_since + ${inheritanceMs}`;
  // Joined from the transitions on, by key: see `readEntityCheckSteps`.
  const stays = sql`
    join (${before}) b on b.entity_id = e.id
    join (${after}) a on a.entity_id = e.id`;
  const columns = sql`b.owner_set_id as from_set, a.owner_set_id as to_set`;
  return sql`
    select from_set, to_set, part, sum(passed) as passed, sum(known) as known,
      sum(applicable) as applicable, 0 as entities, sum(with_target) as with_target,
      sum(on_target) as on_target
    from (
      select ${columns},
        case when ${inherited(sql`t.at`)} then 'moved'
          when t.cause = 'exemption' then 'exemption'
          when t.cause = 'collector' then 'data'
          when t.cause = 'ownership' then 'moved'
          when t.cause not in ('data', 'time', 'dependency') then 'standard'
          when t.from_outcome in ('unknown', 'error')
            or t.to_outcome in ('unknown', 'error') then 'data'
          when t.from_outcome = 'fail' and t.to_outcome = 'pass' then 'improved'
          when t.from_outcome = 'pass' and t.to_outcome = 'fail' then 'declined'
          else 'standard' end as part,
        ${change("'pass'")} as passed,
        ${change("'pass', 'fail'")} as known,
        ${change("'pass', 'fail', 'unknown', 'error'")} as applicable,
        0 as with_target, 0 as on_target
      from transitions t
      join ${given} on given.check_key = t.check_key
      join entities e on e.id = t.entity_id
      ${stays}
      where t.at > ${from} and t.at <= ${to}
      union all
      select s.from_set, s.to_set,
        case when s.is_other_target or s.cause is null
            or s.cause in ('standard', 'applicability') then 'standard'
          when ${inherited(sql`s.at`)} then 'moved'
          when s.cause = 'exemption' then 'exemption'
          when s.cause = 'collector' then 'data'
          when s.cause = 'ownership' then 'moved'
          when s.on_target > 0 then 'improved'
          else 'declined' end,
        0, 0, 0, 0, s.on_target
      from (
        select ${columns}, a.target_level <> b.target_level as is_other_target,
          a.on_target - b.on_target as on_target, e.owner_since, l.cause, l.at
        from entities e ${stays}
        left join level_transitions l on l.id = (
          select x.id from level_transitions x
          join definitions d on d.id = x.definition_id
          where x.entity_id = e.id and d.name = ${selection.scorecard}
            and x.at > ${from} and x.at <= ${to}
          order by x.at desc, x.id desc limit 1)
        where a.on_target <> b.on_target
      ) s
    ) explained
    group by from_set, to_set, part`;
}
