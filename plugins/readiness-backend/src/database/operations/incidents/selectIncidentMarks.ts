import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { StoredNumber } from '../../tables';
import { EventMark, eventReach } from '../events';
import { recordSubjects } from '../record';

/** Whether the incidents that a subject has by one entity are still the same. */
export interface IncidentMark extends EventMark {
  /** The Component or Resource itself, or the Group that owns it. */
  subjectId: number;
  /** Whose events they are. */
  entityId: number;
}

/**
 * Marks of the events of incidents of some subjects: of a Component or Resource its own, of a Group
 * those of each entity that it and its child groups own. One statement, which counts by target first: what
 * many entities of one repository share is gone through once. Another mark means other events, the same
 * mark the same ones.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `subjectIds`: keys of `entities`.
 * @returns By subject and entity; pairs without an event of an incident are left out.
 */
export async function selectIncidentMarks(
  knex: Knex | Knex.Transaction,
  options: { subjectIds: readonly number[] },
): Promise<IncidentMark[]> {
  if (!options.subjectIds.length) {
    return [];
  }
  const subjects = recordSubjects(knex, options.subjectIds);
  const rows = await rawRows<{
    subject_id: number;
    entity_id: number;
    since: StoredNumber;
    count: StoredNumber;
    last_id: StoredNumber;
  }>(
    knex,
    `with ${subjects.sql},
     marks as (
       select t.target, min(t.at) as since, count(*) as count,
         max(t.event_id) as last_id
       from delivery_event_targets t
       where t.target in (
         select et.target from subjects s
         join entity_targets et on et.entity_id = s.entity_id
       ) and t.kind = 'incident' and ${eventReach}
       group by t.target
     )
     select s.subject_id, s.entity_id, min(m.since) as since,
       sum(m.count) as count, max(m.last_id) as last_id
     from subjects s
     join entity_targets et on et.entity_id = s.entity_id
     join marks m on m.target = et.target
     group by s.subject_id, s.entity_id
     order by s.subject_id, s.entity_id`,
    subjects.bindings,
  );
  return rows.map(row => ({
    subjectId: row.subject_id,
    entityId: row.entity_id,
    since: new Date(Number(row.since)),
    count: Number(row.count),
    lastId: Number(row.last_id),
  }));
}
