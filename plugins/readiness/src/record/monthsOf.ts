import { TrackRecordEntry } from '@team-readiness/backstage-plugin-readiness-common';
import { Words } from '@team-readiness/backstage-plugin-readiness-react';

/** The entries of one month. */
export interface RecordMonth {
  /** e.g. "May 2026". */
  title: string;
  entries: TrackRecordEntry[];
}

/**
 * Groups entries by their month, in the order given.
 *
 * @param entries - in the order of their time
 */
export function monthsOf(
  words: Words,
  entries: readonly TrackRecordEntry[],
): RecordMonth[] {
  const months: RecordMonth[] = [];
  for (const entry of entries) {
    const title = words.month(entry.at);
    const last = months[months.length - 1];
    if (last?.title === title) {
      last.entries.push(entry);
    } else {
      months.push({ title, entries: [entry] });
    }
  }
  return months;
}
