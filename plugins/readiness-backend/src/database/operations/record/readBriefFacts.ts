import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { readTogether } from '../reading/readTogether';
import { sql, SqlFragment } from '../reading/SqlFragment';
import { completeSince, factElements } from './factElements';
import {
  isLevelOf,
  isRecorded,
  RecordRange,
  RecordSelection,
} from './RecordSelection';
import { recordedKinds } from './recordSubjects';

/** A fact, or a thing that it lists, with its entity. */
export interface BriefFact {
  entity_id: number;
  ref: string;
  title: string | null;
  /** JSON. */
  thing: string;
}

/** A follow-up of a postmortem. */
export interface BriefFollowUp {
  entity_id: number;
  postmortem: string;
  /** `YYYY-MM-DD`. */
  due_on: string;
  /** `YYYY-MM-DD`, or null. */
  closed_on: string | null;
}

/** A change of a level of an entity. */
export interface BriefLevelChange {
  entity_id: number;
  from_level: number;
  to_level: number | null;
  at: number;
}

/** What a brief is made of, besides deliveries and entries. */
export interface BriefFacts {
  impact: BriefFact[];
  /** Those that are due within the two ranges; of a postmortem that several entities have those of the first one. */
  followUps: BriefFollowUp[];
  /** Facts of the collector `cost`. */
  costs: BriefFact[];
  /** In the order in which they came. */
  levels: BriefLevelChange[];
  /** When the first change of a level of any entity was noted, epoch ms; null: none was yet. */
  levelsSince: number | null;
  /** Entities whose record is not known to be complete. */
  unread: number;
}

/** The most impact entries and follow-ups of a brief. */
const most = 1_000;

/**
 * Reads what a brief is made of, with one statement.
 *
 * @param options - `quarter`: the days of the impact entries; `both`: the days of both ranges, with their
 *   moments; `scorecard`: name of the one whose levels count
 */
export async function readBriefFacts(
  knex: Knex,
  options: RecordSelection & {
    quarter: { from: string; to: string };
    both: Required<RecordRange>;
    scorecard: string | null;
  },
): Promise<BriefFacts> {
  const { quarter, both } = options;
  const recorded = isRecorded(options);
  const elements = factElements(knex);
  const piece = (text: string): SqlFragment => ({ sql: text, bindings: [] });
  const read = await readTogether<{
    impact: BriefFact;
    followUps: BriefFollowUp;
    costs: BriefFact;
    levels: BriefLevelChange;
    noted: { at: number };
    unread: { count: number };
  }>(knex, {
    impact: {
      query: sql`
        select * from (
          select f.entity_id, e.ref, e.title, ${piece(elements.json)} as thing,
            ${piece(elements.day)} as day
          from entities e
          join facts f on f.entity_id = e.id and f.collector = 'impact'
          ${piece(elements.join)}
          where ${recorded}
        ) listed where day >= ${quarter.from} and day <= ${quarter.to}
        order by day desc, entity_id, thing limit ${most}`,
      columns: ['entity_id', 'ref', 'title', 'thing'],
    },
    followUps: {
      query: sql`
        select * from (
          select told.*, rank() over (
            partition by place, postmortem order by entity_id
          ) as copy
          from (${followUps(knex, recorded)}) told
        ) listed
        where copy = 1 and due_on >= ${both.from} and due_on <= ${both.to}
        order by due_on desc, entity_id limit ${most}`,
      columns: ['entity_id', 'postmortem', 'due_on', 'closed_on'],
    },
    costs: {
      query: sql`
        select f.entity_id, e.ref, e.title, f.data as thing from entities e
        join facts f on f.entity_id = e.id and f.collector = 'cost'
        where ${recorded} order by f.entity_id`,
      columns: ['entity_id', 'ref', 'title', 'thing'],
    },
    levels: {
      query: sql`
        select l.entity_id, l.from_level, l.to_level, l.at
        from level_transitions l
        join definitions d on d.id = l.definition_id
        join entities e on e.id = l.entity_id
        where d.name = ${options.scorecard} and e.removed_at is null
          and e.kind in ${piece(recordedKinds)} and ${isLevelOf(options)}
          and l.at >= ${both.moments.from} and l.at < ${both.moments.to}
        order by l.id`,
      columns: ['entity_id', 'from_level', 'to_level', 'at'],
    },
    noted: {
      query: sql`select at from level_transitions order by id limit 1`,
      columns: ['at'],
    },
    unread: {
      query: sql`
        select count(*) as count from entities e
        join facts f on f.entity_id = e.id and f.collector = 'track-record'
        where ${recorded} and ${completeSince(knex)} is null`,
      columns: ['count'],
    },
  });
  const { noted, unread, ...facts } = read;
  return {
    ...facts,
    levelsSince: noted.length ? Number(noted[0].at) : null,
    unread: Number(unread[0].count),
  };
}

/** With `place`: where the postmortem was read, or else the entity. */
function followUps(knex: Knex, recorded: SqlFragment): SqlFragment {
  if (databaseCapabilities(knex).client === 'pg') {
    return sql`
      select f.entity_id, x.thing ->> 'postmortem' as postmortem,
        x.thing ->> 'dueOn' as due_on, x.thing ->> 'closedOn' as closed_on,
        coalesce(l.location, f.entity_id::text) as place
      from entities e
      join facts f on f.entity_id = e.id and f.collector = 'postmortems'
      cross join lateral (
        select d.content -> 'followUps' as list,
          d.content ->> 'location' as location
        from (select f.data::json as content offset 0) d offset 0
      ) l
      cross join lateral json_array_elements(
        case when json_typeof(l.list) = 'array' then l.list else '[]'::json end
      ) as x(thing)
      where ${recorded}`;
  }
  const text = (name: string) => ({
    sql: `case when x.type = 'object' then json_extract(x.value, '$.${name}') end`,
    bindings: [],
  });
  return sql`
    select f.entity_id, ${text('postmortem')} as postmortem,
      ${text('dueOn')} as due_on, ${text('closedOn')} as closed_on,
      coalesce(json_extract(f.data, '$.location'), f.entity_id) as place
    from entities e
    join facts f on f.entity_id = e.id and f.collector = 'postmortems'
    join json_each(f.data, '$.followUps') x
    where ${recorded}`;
}
