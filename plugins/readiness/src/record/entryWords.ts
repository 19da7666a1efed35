import { TrackRecordEntryKind } from '@team-readiness/backstage-plugin-readiness-common';

/** What readers call an entry of a track record: one of its kind, and several. */
const words: Readonly<
  Record<TrackRecordEntryKind, [one: string, many: string]>
> = {
  incident: ['Incident', 'Incidents'],
  postmortem: ['Postmortem', 'Postmortems'],
  adr: ['Decision', 'Decisions'],
  impact: ['Impact entry', 'Impact entries'],
  review: ['Review', 'Reviews'],
  'slo-review': ['SLO review', 'SLO reviews'],
  'release-freeze': ['Release freeze', 'Release freezes'],
  'game-day': ['Game day', 'Game days'],
  'rollback-drill': ['Rollback drill', 'Rollback drills'],
  'restore-drill': ['Restore drill', 'Restore drills'],
  'level-change': ['Level change', 'Level changes'],
  'deployment-failed': ['Failed deployment', 'Failed deployments'],
  deployment: ['Deployment', 'Deployments'],
};

/** All kinds of entries, in the order in which they are offered. */
export const entryKinds = Object.keys(words) as TrackRecordEntryKind[];

/**
 * What readers call one entry, e.g. "Decision".
 */
export function entryWords(kind: TrackRecordEntryKind): string {
  return words[kind][0];
}

/**
 * What readers call several entries, e.g. "Decisions".
 */
export function entriesWords(kind: TrackRecordEntryKind): string {
  return words[kind][1];
}

/**
 * Reads kinds of entries out of an address; anything else in it is left out.
 *
 * @param values - the values of the parameter `entry`
 */
export function parseEntryKinds(
  values: readonly string[],
): TrackRecordEntryKind[] {
  return entryKinds.filter(kind => values.includes(kind));
}
