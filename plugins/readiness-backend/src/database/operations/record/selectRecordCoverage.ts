import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { StoredNumber } from '../../tables';
import { recordSubjects } from './recordSubjects';

/** How much of the documents of a subject is known. */
export interface RecordCoverage {
  /** Components and Resources that the record is made of. */
  entities: number;
  /** Collectors of documents that were not all read. */
  unread: RecordDocuments[];
  /** Facts that list documents, of all of them together. */
  facts: number;
}

/** Facts that are lists of documents as a whole: what is not in them is not there. */
export const recordDocuments = [
  'decisions',
  'postmortems',
  'impact',
  'reviews',
  'drills',
] as const;

/** Id of a collector of documents. */
export type RecordDocuments = (typeof recordDocuments)[number];

/**
 * Tells of which kinds the documents of all entities were read. Those of a collector were read where its fact is
 * there, fresh, and holds nothing that could not be read; or where it has looked at the entity, has nothing to
 * say and no problem. One statement.
 *
 * @param knex - A knex instance or a transaction.
 * @param options - Keys of Components, Resources and Groups, and the present.
 * @returns By subject; one that has no Components and Resources is left out.
 */
export async function selectRecordCoverage(
  knex: Knex | Knex.Transaction,
  options: { subjectIds: readonly number[]; now: Date },
): Promise<Map<number, RecordCoverage>> {
  const subjects = recordSubjects(knex, options.subjectIds);
  const broken =
    databaseCapabilities(knex).client === 'pg'
      ? `f.data::json ->> 'broken'`
      : `json_extract(f.data, '$.broken')`;
  const rows = await rawRows<{
    subject_id: number;
    collector: RecordDocuments;
    entities: StoredNumber;
    covered: StoredNumber;
    facts: StoredNumber;
  }>(
    knex,
    `with ${subjects.sql},
     kinds as (${recordDocuments
       .map(collector => `select '${collector}' as collector`)
       .join(' union all ')}),
     looked_at as (
       select n.entity_id, k.collector,
         case when f.entity_id is null then 0 else 1 end as facts,
         case
           when f.entity_id is null then
             case when r.finished_at is not null and n.entity_id <= r.last_entity_id
               and not exists (
                 select 1 from problems p
                 where p.entity_id = n.entity_id and p.reporter = k.collector
               ) then 1 else 0 end
           when f.expires_at is not null and f.expires_at <= ? then 0
           when coalesce(cast(${broken} as varchar(20)), '0') <> '0' then 0
           else 1 end as covered
       from (select distinct entity_id from subjects) n
       cross join kinds k
       left join facts f
         on f.entity_id = n.entity_id and f.collector = k.collector
       left join collector_runs r on r.collector = k.collector
     )
     select s.subject_id, l.collector, count(*) as entities,
       sum(l.facts) as facts, min(l.covered) as covered
     from subjects s join looked_at l on l.entity_id = s.entity_id
     group by s.subject_id, l.collector
     order by s.subject_id, l.collector`,
    [...subjects.bindings, options.now.getTime()],
  );
  const coverage = new Map<number, RecordCoverage>();
  for (const { subject_id, collector, ...row } of rows) {
    const known = coverage.get(subject_id) ?? {
      entities: Number(row.entities),
      facts: 0,
      unread: [],
    };
    known.facts += Number(row.facts);
    if (Number(row.covered) === 0) {
      known.unread.push(collector);
    }
    coverage.set(subject_id, known);
  }
  return coverage;
}
