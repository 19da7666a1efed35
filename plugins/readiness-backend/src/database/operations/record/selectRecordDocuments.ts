import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import {
  factElements,
  RecordCollector,
  recordCollectors,
} from './factElements';
import { recordSubjects } from './recordSubjects';

/** A dated thing that a fact lists. */
export interface RecordDocument {
  subject_id: number;
  entity_id: number;
  entity_name: string;
  collector: RecordCollector;
  /** `YYYY-MM-DD`. */
  day: string;
  /** Where the documents were read, if the fact says it. */
  location: string | null;
  /** JSON, an item of the list of the fact. */
  thing: string;
}

/**
 * The dated things that facts list, newest first, of each subject at most a number. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - `subjectIds`: keys of Components, Resources and Groups; `from`, `to`: first and last
 *   day (`YYYY-MM-DD`); `limit`: of each subject, those of the same directory counted for each entity.
 */
export async function selectRecordDocuments(
  knex: Knex | Knex.Transaction,
  options: {
    subjectIds: readonly number[];
    from: string;
    to: string;
    limit: number;
  },
): Promise<RecordDocument[]> {
  const subjects = recordSubjects(knex, options.subjectIds);
  const elements = factElements(knex);
  return await rawRows<RecordDocument>(
    knex,
    `with ${subjects.sql}
     select * from (
       select listed.*, row_number() over (
           partition by subject_id order by day desc, entity_id, collector, thing
         ) as place
       from (
         select s.subject_id, s.entity_id, e.name as entity_name, f.collector,
           ${elements.day} as day, ${elements.location} as location,
           ${elements.json} as thing
         from subjects s
         join entities e on e.id = s.entity_id
         join facts f on f.entity_id = s.entity_id
           and f.collector in ${recordCollectors}
         ${elements.join}
       ) listed
       where day >= ? and day <= ?
     ) placed
     where place <= ?
     order by subject_id, place`,
    [...subjects.bindings, options.from, options.to, options.limit],
  );
}
