import { DeliveryEvent } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { eventReach } from '../events';
import { recordSubjects } from './recordSubjects';

/** An event that says that releases were frozen. */
export type FreezeEvent = Extract<DeliveryEvent, { kind: 'freeze' }>;

/**
 * The freezes of releases that concern some subjects, newest first, each once a subject. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `subjectIds`: keys of Components, Resources and Groups; `from`: the first time, `to`:
 *   the last one; `limit`: of all subjects together.
 */
export async function selectRecordFreezes(
  knex: Knex | Knex.Transaction,
  options: {
    subjectIds: readonly number[];
    from: Date;
    to: Date;
    limit: number;
  },
): Promise<Array<{ subjectId: number; event: FreezeEvent }>> {
  const subjects = recordSubjects(knex, options.subjectIds);
  const rows = await rawRows<{ subject_id: number; data: string }>(
    knex,
    `with ${subjects.sql}
     select distinct s.subject_id, d.at, d.id, d.data
     from delivery_events d
     join delivery_event_targets t on t.event_id = d.id
     join entity_targets et on et.target = t.target
     join subjects s on s.entity_id = et.entity_id
     where d.kind = 'freeze' and d.at >= ? and d.at <= ? and ${eventReach}
     order by d.at desc, d.id desc, s.subject_id limit ?`,
    [
      ...subjects.bindings,
      options.from.getTime(),
      options.to.getTime(),
      options.limit,
    ],
  );
  return rows.map(row => ({
    subjectId: row.subject_id,
    event: JSON.parse(row.data) as FreezeEvent,
  }));
}
