import { JsonObject } from '@backstage/types';
import { trackRecordFact } from '@team-readiness/backstage-plugin-readiness-common';
import { DeliveryRules } from '@team-readiness/backstage-plugin-readiness-engine';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  CollectorSchedule,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { selectEntitiesByRef } from '../../database/operations/entities';
import {
  recordLists,
  selectRecordCoverage,
  selectRecordDocuments,
  selectRecordFreezes,
} from '../../database/operations/record';
import { DocumentEntry, toDocumentEntry } from './documentEntries';
import { toFreezeEntry } from './freezeEntries';
import { maxRecordEntries, recordDays } from './recordRules';
import { toTrackRecordFact } from './toTrackRecordFact';
import { writeTrackRecords } from './writeTrackRecords';

const dayMs = 86_400_000;

/** When all entities are looked at, besides after a change. */
export const trackRecordSchedule: CollectorSchedule = {
  frequency: { hours: 12 },
  timeToLive: { days: 3 },
};

/**
 * Observes what was done and written down: made of facts and events that are stored here. A fixed number of
 * statements a batch, and one a page of events of entities of which any came.
 *
 * A Group has the entries of the Components and Resources that it and its child groups own, a document of
 * several of them once. The rows of which timelines are read are written beside the facts.
 */
export class TrackRecordCollector implements Collector {
  readonly id = trackRecordFact.collector;
  readonly title = 'Track record';
  readonly description =
    'What was done and written down, made of dated documents, reviews of SLOs and freezes of releases.';
  readonly target = { kind: { $in: ['Component', 'Resource', 'Group'] } };
  readonly schema: JsonObject = trackRecordFact.schema;
  readonly frequency;
  readonly timeToLive;
  readonly follows = [...Object.keys(recordLists), 'delivery', 'incidents'];
  readonly #knex: Knex;
  readonly #rules: DeliveryRules;

  /**
   * @param options.rules - by which events are counted
   * @param options.schedule - default: {@link trackRecordSchedule}
   */
  constructor(options: {
    knex: Knex;
    rules: DeliveryRules;
    schedule?: CollectorSchedule;
  }) {
    this.#knex = options.knex;
    this.#rules = options.rules;
    const { frequency, timeToLive } = options.schedule ?? trackRecordSchedule;
    this.frequency = frequency;
    this.timeToLive = timeToLive;
  }

  async open({ now }: { now: Date }): Promise<CollectionRun> {
    return {
      collect: (targets, { signal }) => this.#collect(targets, now, signal),
    };
  }

  async #collect(
    targets: CollectionTarget[],
    now: Date,
    signal: AbortSignal,
  ): Promise<Observation[]> {
    signal.throwIfAborted();
    const known = await selectEntitiesByRef(this.#knex, {
      refs: targets.map(({ entityRef }) => entityRef),
    });
    const ids = new Map(known.map(({ ref, id }) => [ref, id]));
    const subjectIds = [...ids.values()];
    await writeTrackRecords(this.#knex, {
      entityIds: known
        .filter(({ ref }) => !ref.startsWith('group:'))
        .map(({ id }) => id),
      rules: this.#rules,
      now,
      signal,
    });
    signal.throwIfAborted();
    const coverage = await selectRecordCoverage(this.#knex, {
      subjectIds,
      now,
    });
    const { entries, cutDays } = await this.#readEntries(subjectIds, now);
    return targets.map(({ entityRef }): Observation => {
      const id = ids.get(entityRef);
      const own = (id !== undefined && entries.get(id)) || [];
      const covered = id === undefined ? undefined : coverage.get(id);
      return covered && (own.length > 0 || covered.facts > 0)
        ? {
            entityRef,
            status: 'observed',
            data: toTrackRecordFact(own, {
              coverage: covered,
              cutDay: cutDays.get(id ?? 0),
              now,
            }),
          }
        : { entityRef, status: 'absent' };
    });
  }

  /**
   * By subject, newest first, each document once; `cutDays`: of those that have more than were read, the day from
   * which on backwards some are missing.
   */
  async #readEntries(
    subjectIds: readonly number[],
    now: Date,
  ): Promise<{
    entries: Map<number, DocumentEntry[]>;
    cutDays: Map<number, string>;
  }> {
    const oldest = new Date(now.getTime() - recordDays * dayMs);
    const documents = await selectRecordDocuments(this.#knex, {
      subjectIds,
      from: oldest.toISOString().slice(0, 10),
      to: now.toISOString().slice(0, 10),
      // One more than is shown tells whether some are left out.
      limit: maxRecordEntries + 1,
    });
    const freezes = await selectRecordFreezes(this.#knex, {
      subjectIds,
      from: oldest,
      to: now,
      limit: maxRecordEntries * 10,
    });
    const bySubject = new Map<number, Map<string, DocumentEntry>>();
    const read = new Map<number, number>();
    const cutDays = new Map<number, string>();
    const add = (subjectId: number, entry: DocumentEntry | null) => {
      if (entry) {
        const entries = bySubject.get(subjectId) ?? new Map();
        bySubject.set(subjectId, entries);
        if (!entries.has(entry.identity)) {
          entries.set(entry.identity, entry);
        }
      }
    };
    for (const document of documents) {
      add(document.subject_id, namedEntry(document.subject_id, document));
      read.set(document.subject_id, (read.get(document.subject_id) ?? 0) + 1);
      if ((read.get(document.subject_id) ?? 0) > maxRecordEntries) {
        cutDays.set(document.subject_id, document.day);
      }
    }
    for (const { subjectId, event } of freezes) {
      add(subjectId, toFreezeEntry(event));
    }
    const entries = new Map(
      [...bySubject].map(([subjectId, own]) => [
        subjectId,
        [...own.values()].sort(byDay),
      ]),
    );
    return { entries, cutDays };
  }
}

/** In the record of a Group, the path of a file begins with the name of the entity. */
function namedEntry(
  subjectId: number,
  document: Parameters<typeof toDocumentEntry>[0],
): DocumentEntry | null {
  const entry = toDocumentEntry(document);
  const isOwn = document.entity_id === subjectId;
  return entry?.link && !isOwn && !/^https?:\/\//i.test(entry.link)
    ? { ...entry, link: `${document.entity_name}/${entry.link}` }
    : entry;
}

function byDay(a: DocumentEntry, b: DocumentEntry): number {
  const [first, second] = [a, b].map(
    ({ day, kind, identity }) => `${day} ${kind} ${identity}`,
  );
  if (first === second) {
    return 0;
  }
  return first < second ? 1 : -1;
}
