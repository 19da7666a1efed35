import { databaseCapabilities } from '../../DatabaseCapabilities';
import { Knex } from 'knex';
import { textSet } from '../bulk';
import { isOwnedBy } from '../reading/ownerSets';
import { allOf, sql, SqlFragment } from '../reading/SqlFragment';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { recordedKinds } from './recordSubjects';

/** Whose record is read, and by whom. */
export interface RecordSelection {
  /** An entity that the reader may see. */
  subject: { id: number; ref: string; kind: string };
  visibility: EntityVisibility;
}

/** A span of time. */
export interface RecordRange {
  /** First day, `YYYY-MM-DD`; undefined: from the beginning. */
  from?: string;
  /** Last day; undefined: to the end. */
  to?: string;
  /** First moment (epoch ms) of the first day, and the first one after the last day; where days are not those of UTC. */
  moments?: { from: number; to: number };
}

/** What an entry is read as. */
export interface RecordEntryRow {
  key: string;
  kind: string;
  at: number | string;
  whole_day: boolean | number;
  /** Of a change of a level the name of the scorecard. */
  title: string;
  about: string | null;
  complete: boolean | number | null;
  link: string | null;
  /** Of a change of a level `from to cause`. */
  details: string | null;
  minutes: number | null;
  entity_id: number;
}

const dayMs = 86_400_000;

/**
 * The Components and Resources of a selection, over `entities e`: those of a group and its child groups that
 * the reader may see, or the one entity.
 *
 * @param hidden - true: those instead that the reader may not see
 */
export function isRecorded(
  { subject, visibility }: RecordSelection,
  hidden = false,
): SqlFragment {
  if (subject.kind !== 'group') {
    return hidden ? sql`false` : sql`e.id = ${subject.id}`;
  }
  const visible = isVisible(visibility, sql`e.id`);
  return allOf([
    { sql: `e.kind in ${recordedKinds}`, bindings: [] },
    sql`e.removed_at is null`,
    isOwnedBy({ kind: 'team', ref: subject.ref }, sql`e.owner_set_id`),
    hidden ? sql`not (${visible})` : visible,
  ]);
}

/**
 * Changes of levels of a selection, over `level_transitions l` and `entities e`: of a group those of Components and
 * Resources that it or a child group owned at that time, as far as the reader may see them.
 */
export function isLevelOf({
  subject,
  visibility,
}: RecordSelection): SqlFragment {
  return subject.kind === 'group'
    ? allOf([
        { sql: `e.kind in ${recordedKinds}`, bindings: [] },
        isOwnedBy({ kind: 'team', ref: subject.ref }, sql`l.owner_set_id`),
        isVisible(visibility, sql`l.entity_id`),
      ])
    : sql`l.entity_id = ${subject.id}`;
}

/**
 * A select of the entries of a selection with the columns of {@link RecordEntryRow}, each once: what several
 * entities have is shown at the first of them. Changes of levels are those of entities that belonged to the
 * group at that time.
 *
 * @param knex - Tells the database.
 * @param options - `scorecards`: names of those whose levels the reader may see; `kinds`: undefined is all;
 *   `topic`: only what can be counted as an answer to it, which is no change of a level.
 */
export function recordEntries(
  knex: Knex,
  options: RecordSelection & {
    scorecards: readonly string[];
    range: RecordRange;
    kinds?: readonly string[];
    topic?: string;
  },
): SqlFragment {
  const { kinds, range, topic } = options;
  const answers =
    topic === undefined ? sql`true` : sql`t.topics like ${`% ${topic} %`}`;
  const parts: SqlFragment[] = [];
  if (!kinds || kinds.some(kind => kind !== 'level-change')) {
    const chosen = kinds ? textSet(knex, 't.kind', kinds) : sql`true`;
    parts.push(sql`
      select "key", kind, at, whole_day, title, about, complete, link, details,
        minutes, entity_id
      from (
        select t.*, row_number() over (
          partition by t."key" order by t.entity_id
        ) as copy
        from track_record_entries t
        where t.entity_id in (
          select e.id from entities e where ${isRecorded(options)}
        ) and ${chosen} and ${answers} and ${isInRange(range, knex)}
      ) once where copy = 1`);
  }
  if (topic === undefined && (!kinds || kinds.includes('level-change'))) {
    const named = textSet(knex, 'd.name', options.scorecards);
    // Ids of twelve digits, so that of several changes of an hour the last one is the newest.
    parts.push(sql`
      select 'level-' || substr(cast(1000000000000 + l.id as text), 2) as "key", 'level-change' as kind, l.at,
        ${isFalse(knex)} as whole_day, d.name as title,
        cast(null as text) as about, cast(null as boolean) as complete,
        cast(null as text) as link,
        l.from_level || ' ' || l.to_level || ' ' || l.cause as details,
        cast(null as double precision) as minutes, l.entity_id
      from level_transitions l
      join definitions d on d.id = l.definition_id
      join entities e on e.id = l.entity_id
      where e.removed_at is null and l.to_level is not null
        and ${named} and ${isLevelOf(options)} and ${isWithin('l.at', range)}`);
  }
  return {
    sql: parts.map(part => part.sql).join(' union all '),
    bindings: parts.flatMap(part => part.bindings),
  };
}

/** Documents by their day, what has a time by the moments of the range. */
function isInRange(range: RecordRange, knex: Knex): SqlFragment {
  if (!range.moments) {
    return isWithin('t.at', range);
  }
  return sql`case when t.whole_day = ${isFalse(knex)} then ${isWithin(
    't.at',
    range,
  )} else ${isWithin('t.at', { ...range, moments: undefined })} end`;
}

function isWithin(column: string, range: RecordRange): SqlFragment {
  const from = range.moments?.from ?? (range.from && Date.parse(range.from));
  const to = range.moments?.to ?? (range.to && Date.parse(range.to) + dayMs);
  const at: SqlFragment = { sql: column, bindings: [] };
  return allOf([
    ...(from === undefined || from === '' ? [] : [sql`${at} >= ${from}`]),
    ...(to === undefined || to === '' ? [] : [sql`${at} < ${to}`]),
  ]);
}

function isFalse(knex: Knex): SqlFragment {
  return databaseCapabilities(knex).client === 'pg' ? sql`false` : sql`0`;
}
