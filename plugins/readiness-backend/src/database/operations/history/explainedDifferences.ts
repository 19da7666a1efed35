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
    sql`s.owner_since is not null and ${at} + 3600000 > s.owner_since and ${at} < s.owner_since + ${inheritanceMs}`;
  return sql`
    with stays as (
      select b.entity_id, b.owner_set_id as from_set, a.owner_set_id as to_set,
        a.with_target - b.with_target as with_target,
        a.on_target - b.on_target as on_target, e.owner_since
      from (${before}) b
      join (${after}) a on a.entity_id = b.entity_id
      join entities e on e.id = b.entity_id
    )
    select from_set, to_set, part, sum(passed) as passed, sum(known) as known,
      sum(applicable) as applicable, 0 as entities, sum(with_target) as with_target,
      sum(on_target) as on_target
    from (
      select s.from_set, s.to_set,
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
      join stays s on s.entity_id = t.entity_id
      where t.at > ${from} and t.at <= ${to}
      union all
      select s.from_set, s.to_set,
        case when s.cause is null or s.cause in ('standard', 'applicability') then 'standard'
          when ${inherited(sql`s.at`)} then 'moved'
          when s.cause = 'exemption' then 'exemption'
          when s.cause = 'collector' then 'data'
          when s.cause = 'ownership' then 'moved'
          when s.on_target > 0 then 'improved'
          else 'declined' end,
        0, 0, 0, s.with_target, s.on_target
      from (
        select s.from_set, s.to_set, s.with_target, s.on_target, s.owner_since, l.cause, l.at
        from stays s
        left join level_transitions l on l.id = (
          select x.id from level_transitions x
          join definitions d on d.id = x.definition_id
          where x.entity_id = s.entity_id and d.name = ${selection.scorecard}
            and x.at > ${from} and x.at <= ${to}
          order by x.at desc, x.id desc limit 1)
        where s.on_target <> 0 or s.with_target <> 0
      ) s
    ) explained
    group by from_set, to_set, part`;
}
