/**
 * Where entities stood at the ends of two days, and what happened to them in between, for readers (and scopes) to
 * whom the ledger of owner sets does not apply.
 *
 * An entity that counted on both days changed by what its transitions say: each moves the weight of its check.
 * Of a change within 30 days after its owners took it over the part is `moved`. Whether it is on target is a
 * matter of its level: the part is that of the last change of that. Weights are those of the present version;
 * what transitions do not explain is left to whoever reads this.
 */
import { Knex } from 'knex';
import { readTogether } from '../reading/readTogether';
import { sql, SqlFragment } from '../reading/SqlFragment';
import { explainedDifferences } from './explainedDifferences';
import { lastMoment } from './HistorySelection';
import { DifferenceSelection, scoreEnds } from './ScoreEnds';
import { SumColumns, Sums, toSums } from './Sums';

/** Entities that an owner set had on the first day, and one (the same, mostly) on the last. */
export interface ScoreDifference {
  /** Null: they did not count on the first day. */
  from: number | null;
  /** Null: they did not count on the last day. */
  to: number | null;
  /** What they count as where they did not count on the first day: see `entryPart`. */
  entry: 'new' | 'standard';
  /** What they count as where they do not count on the last day: gone from the catalog, or not asked any more. */
  exit: 'removed' | 'standard';
  before: Sums;
  after: Sums;
}

/** What transitions explain of it. */
export interface ExplainedDifference {
  from: number;
  to: number;
  /** A `MovementPart`. */
  part: string;
  sums: Sums;
}

type Prefixed<Prefix extends string> = {
  [Column in keyof SumColumns as `${Prefix}_${Column}`]: number | string;
};

const sumNames = [
  'passed',
  'known',
  'applicable',
  'entities',
  'with_target',
  'on_target',
] as const;

/** Reads both: one statement. */
export async function readScoreDifferences(
  knex: Knex,
  selection: DifferenceSelection,
): Promise<{
  differences: ScoreDifference[];
  explained: ExplainedDifference[];
}> {
  const read = await readTogether<{
    differences: {
      from_set: number | null;
      to_set: number | null;
      is_new: number;
      is_gone: number;
    } & Prefixed<'before' | 'after'>;
    explained: { from_set: number; to_set: number; part: string } & SumColumns;
  }>(knex, {
    differences: {
      query: differences(knex, selection),
      columns: [
        'from_set',
        'to_set',
        'is_new',
        'is_gone',
        ...sumNames.flatMap(name => [`before_${name}`, `after_${name}`]),
      ],
    },
    explained: {
      query: explainedDifferences(knex, selection),
      columns: ['from_set', 'to_set', 'part', ...sumNames],
    },
  });
  return {
    differences: read.differences.map(row => ({
      from: row.from_set,
      to: row.to_set,
      entry: row.is_new === 1 ? 'new' : 'standard',
      exit: row.is_gone === 1 ? 'removed' : 'standard',
      before: toSums({
        passed: row.before_passed,
        known: row.before_known,
        applicable: row.before_applicable,
        entities: row.before_entities,
        with_target: row.before_with_target,
        on_target: row.before_on_target,
      }),
      after: toSums({
        passed: row.after_passed,
        known: row.after_known,
        applicable: row.after_applicable,
        entities: row.after_entities,
        with_target: row.after_with_target,
        on_target: row.after_on_target,
      }),
    })),
    explained: read.explained.map(row => ({
      from: row.from_set,
      to: row.to_set,
      part: row.part,
      sums: toSums(row),
    })),
  };
}

function differences(knex: Knex, selection: DifferenceSelection): SqlFragment {
  const { before, after } = scoreEnds(knex, selection);
  const side = (name: 'before' | 'after', isSide: number) =>
    sumNames
      .map(
        column =>
          `sum(case when side = ${isSide} then ${
            column === 'entities' ? '1' : column
          } else 0 end) as ${name}_${column}`,
      )
      .join(', ');
  const sums: SqlFragment = {
    sql: sumNames
      .flatMap(name => [`before_${name}`, `after_${name}`])
      .map(name => `sum(${name}) as ${name}`)
      .join(', '),
    bindings: [],
  };
  const sides: SqlFragment = {
    sql: `${side('before', 0)}, ${side('after', 1)}`,
    bindings: [],
  };
  const { scorecard, days } = selection;
  // Who was there on the first day, and out of grace, was not asked then: unless nobody was asked anything yet.
  // Who went may be back by now: that it went is noted with its level.
  return sql`
    select from_set, to_set, is_new, is_gone, ${sums}
    from (
      select b.*,
        case when b.from_set is not null then 0
          when e.created_at > ${lastMoment(days.from)} then 1
          when exists (
            select 1 from score_days g
            where g.entity_id = b.entity_id and g.scorecard = ${scorecard} and g.in_grace
              and g.day <= ${days.from}
              and (g.until_day is null or g.until_day > ${days.from})) then 1
          when exists (select 1 from snapshot_days d where d.day <= ${
            days.from
          }) then 0
          else 1 end as is_new,
        case when b.to_set is null and exists (
          select 1 from level_transitions x join definitions d on d.id = x.definition_id
          where x.entity_id = b.entity_id and d.name = ${scorecard}
            and x.to_level is null and x.cause = 'removed'
            and x.at > ${lastMoment(days.from)} and x.at <= ${lastMoment(
    days.to,
  )}) then 1 else 0 end as is_gone
      from (
      select entity_id, max(case when side = 0 then owner_set_id end) as from_set,
        max(case when side = 1 then owner_set_id end) as to_set, ${sides}
      from (
        select 0 as side, b.* from (${before}) b
        union all
        select 1 as side, a.* from (${after}) a
      ) both_sides
      group by entity_id
      ) b join entities e on e.id = b.entity_id
    ) entities_of_both
    group by from_set, to_set, is_new, is_gone`;
}
