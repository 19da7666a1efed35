/**
 * Entries of track records as rows, one set an entity, from which timelines are read.
 *
 * They are made anew when the facts, the events or the rules of an entity have changed, which a stored
 * revision tells, and when the day of an entry has come that was still to come. Who makes them holds the state of the entity locked, and reads facts and events only then: of
 * two replicas the later one has read no less, so that no older entries come in the place of newer ones. One
 * that is killed leaves nothing behind.
 */
import { createHash } from 'node:crypto';
import { DeliveryRules } from '@team-readiness/backstage-plugin-readiness-engine';
import { Knex } from 'knex';
import { EventMark, selectEventMarks } from '../../database/operations/events';
import {
  lockRecordStates,
  packDelivery,
  replaceRecordEntries,
  selectRecordDocuments,
  selectRecordFreezes,
  selectRecordRevisions,
} from '../../database/operations/record';
import { retryOnConflict } from '../../database/retryOnConflict';
import { TrackRecordEntriesRow } from '../../database/tables';
import { foldEntityEvents, maxEventsOfEntity } from '../delivery';
import { toDeliveryEntries } from './deliveryEntries';
import { DocumentEntry, toDocumentEntry } from './documentEntries';
import { toFreezeEntry } from './freezeEntries';
import { maxRecordEntries, recordDays } from './recordRules';
import { webAddress } from './recordWords';

/** Raised when entries are made otherwise of the same facts and events. */
const form = 3;

/** Entities in one transaction: on SQLite nobody else reads meanwhile. */
const entitiesAtOnce = 20;

const dayMs = 86_400_000;

/** Of entries that are still to come it has to be known when. */
const lastDay = '9999-12-31';

/** What {@link writeTrackRecords} takes. */
export interface TrackRecordWriting {
  /** Keys of Components and Resources, at most 100. */
  entityIds: readonly number[];
  rules: DeliveryRules;
  now: Date;
  signal: AbortSignal;
}

/**
 * Makes the entries of those entities whose facts or events have changed.
 *
 * @param knex - A knex instance.
 * @returns Of how many they were made anew.
 */
export async function writeTrackRecords(
  knex: Knex,
  options: TrackRecordWriting,
): Promise<number> {
  const { entityIds, signal } = options;
  const { stale } = await findStale(knex, entityIds, options);
  for (let from = 0; from < stale.length; from += entitiesAtOnce) {
    signal.throwIfAborted();
    const chosen = stale.slice(from, from + entitiesAtOnce);
    await retryOnConflict(() =>
      knex.transaction(trx => writeChosen(trx, chosen, options)),
    );
  }
  return stale.length;
}

async function writeChosen(
  trx: Knex.Transaction,
  entityIds: readonly number[],
  { rules, now, signal }: TrackRecordWriting,
): Promise<void> {
  await lockRecordStates(trx, { entityIds });
  // Another replica may have been here since.
  const { stale, revisions } = await findStale(trx, entityIds, { rules, now });
  if (!stale.length) {
    return;
  }
  const oldest = new Date(now.getTime() - recordDays * dayMs);
  const documents = await selectRecordDocuments(trx, {
    subjectIds: stale,
    from: toDay(oldest),
    to: lastDay,
    limit: maxRecordEntries,
  });
  const freezes = await selectRecordFreezes(trx, {
    subjectIds: stale,
    from: oldest,
    to: new Date(lastDay),
    limit: maxRecordEntries,
  });
  const coming = new Map<number, number>();
  const rows = new Map<string, TrackRecordEntriesRow>();
  const put = (row: TrackRecordEntriesRow) =>
    rows.set(`${row.entity_id} ${row.key}`, row);
  const putDated = (entityId: number, entry: DocumentEntry) => {
    const at = Date.parse(entry.day);
    if (at <= now.getTime()) {
      put(toDocumentRow(entityId, entry));
    } else {
      coming.set(entityId, Math.min(at, coming.get(entityId) ?? at));
    }
  };
  for (const document of documents) {
    const entry = toDocumentEntry(document);
    if (entry) {
      putDated(document.entity_id, entry);
    }
  }
  for (const { subjectId, event } of freezes) {
    putDated(subjectId, toFreezeEntry(event));
  }
  const deliveries = new Map<number, string | null>();
  for await (const { entityId, record } of foldEntityEvents(trx, {
    entityIds: stale,
    from: oldest,
    to: new Date(now.getTime() + dayMs),
    rules,
    maxEvents: maxEventsOfEntity,
    signal,
  })) {
    if (!record) {
      // More than can be folded within an hour: nothing sensible is known of it.
      continue;
    }
    deliveries.set(entityId, packDelivery(record));
    for (const { identity, ...entry } of toDeliveryEntries(record)) {
      put({
        entity_id: entityId,
        key: toKey(identity),
        whole_day: false,
        complete: null,
        topics: null,
        ...entry,
      });
    }
  }
  await replaceRecordEntries(trx, {
    entries: [...rows.values()],
    states: stale.map(entityId => ({
      entity_id: entityId,
      revision: revisions.get(entityId) ?? '',
      next_at: coming.get(entityId) ?? null,
      delivery: deliveries.get(entityId) ?? null,
    })),
  });
}

/** Those whose entries were made of something else than what is there now, or lack one whose day has come. */
async function findStale(
  knex: Knex | Knex.Transaction,
  entityIds: readonly number[],
  { rules, now }: Pick<TrackRecordWriting, 'rules' | 'now'>,
): Promise<{ stale: number[]; revisions: Map<number, string> }> {
  const { facts, written } = await selectRecordRevisions(knex, { entityIds });
  const marks = await selectEventMarks(knex, { entityIds });
  const revisions = new Map(
    entityIds.map(id => [
      id,
      toRevision({ facts: facts.get(id), mark: marks.get(id), rules }),
    ]),
  );
  return {
    revisions,
    stale: entityIds.filter(id => {
      const state = written.get(id);
      return (
        !state ||
        state.revision !== revisions.get(id) ||
        (state.nextAt !== null && state.nextAt <= now.getTime())
      );
    }),
  };
}

function toRevision(of: {
  facts: string | undefined;
  mark: EventMark | undefined;
  rules: DeliveryRules;
}): string {
  const { mark } = of;
  return toKey(
    JSON.stringify([
      form,
      of.facts ?? '',
      mark ? [mark.since.getTime(), mark.count, mark.lastId] : null,
      of.rules,
    ]),
  );
}

function toDocumentRow(
  entityId: number,
  entry: DocumentEntry,
): TrackRecordEntriesRow {
  return {
    entity_id: entityId,
    key: toKey(entry.identity),
    kind: entry.kind,
    at: Date.parse(entry.day),
    whole_day: true,
    title: entry.title,
    about: entry.about,
    complete: entry.complete,
    link: webAddress(entry.link),
    details: entry.details,
    topics: entry.topics.length ? ` ${entry.topics.join(' ')} ` : null,
    minutes: null,
  };
}

function toKey(identity: string): string {
  return createHash('sha256').update(identity).digest('hex').slice(0, 40);
}

function toDay(time: Date): string {
  return time.toISOString().slice(0, 10);
}
