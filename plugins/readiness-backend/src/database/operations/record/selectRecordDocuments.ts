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
 *   day (`YYYY-MM-DD`); `limit`: of each subject; what several entities of one directory have is counted and returned at the
 *   first one.
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
       select once.*, row_number() over (
           partition by subject_id order by day desc, entity_id, collector, thing
         ) as place
       from (
       select listed.*, dense_rank() over (
           partition by subject_id, collector, location, thing order by entity_id
         ) as copy
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
       ) once
       where copy = 1 or location is null
     ) placed
     where place <= ?
     order by subject_id, place`,
    [...subjects.bindings, options.from, options.to, options.limit],
  );
}
