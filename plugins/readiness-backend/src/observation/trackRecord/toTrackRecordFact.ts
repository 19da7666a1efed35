import { TrackRecordFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  RecordCoverage,
  RecordDocuments,
  recordDocuments,
} from '../../database/operations/record';
import { DocumentEntry } from './documentEntries';
import { completeMonths, maxRecordEntries } from './recordRules';

/** The most characters of the entries: the host takes no fact of more than 262,144. */
const maxLength = 240_000;
const dayMs = 86_400_000;

const kindsOf: Record<RecordDocuments, TrackRecordFact['unread']> = {
  decisions: ['adr'],
  postmortems: ['postmortem'],
  impact: ['impact'],
  reviews: ['review'],
  drills: ['game-day', 'rollback-drill', 'restore-drill'],
};

/**
 * Makes the fact of a track record.
 *
 * Since when it is complete: since the first day of the month that is no more than twelve months ago (postmortems are read of a year; a day that moved every day would
 * be a change every day); later, where entries had to be left out. Kinds of which some document of some entity was
 * not read are left out of this promise, so that a decision that cannot be read says nothing against drills; where
 * none is left it is not known. Freezes are known from the first event on, and have no part in it.
 *
 * @param entries - newest first; more than fit are cut
 * @param coverage - of its entities
 * @param cutDay - of the newest one that was not even read, if any
 */
export function toTrackRecordFact(
  entries: readonly DocumentEntry[],
  {
    coverage,
    cutDay,
    now,
  }: { coverage: RecordCoverage; cutDay: string | undefined; now: Date },
): TrackRecordFact {
  const shown: TrackRecordFact['entries'] = [];
  let length = 0;
  for (const { kind, day, title, about, complete, link } of entries) {
    const entry = { kind, date: day, title, about, complete, link };
    length += JSON.stringify(entry).length + 1;
    if (shown.length === maxRecordEntries || length > maxLength) {
      break;
    }
    shown.push(entry);
  }
  const cut = entries[shown.length]?.day ?? cutDay;
  const begin = beginOf(now);
  const dayAfterCut =
    cut && new Date(Date.parse(cut) + dayMs).toISOString().slice(0, 10);
  const since = dayAfterCut && dayAfterCut > begin ? dayAfterCut : begin;
  return {
    since: coverage.unread.length < recordDocuments.length ? since : null,
    unread: coverage.unread.flatMap(collector => kindsOf[collector]).sort(),
    entries: shown,
  };
}

function beginOf(now: Date): string {
  return new Date(
    Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1 - completeMonths, 1),
  )
    .toISOString()
    .slice(0, 10);
}
