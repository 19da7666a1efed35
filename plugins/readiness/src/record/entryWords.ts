import { TrackRecordEntryKind } from '@team-readiness/backstage-plugin-readiness-common';
import { ReadinessT } from '../translations';

/** All kinds of entries, in the order in which they are offered. */
export const entryKinds: readonly TrackRecordEntryKind[] = [
  'incident',
  'postmortem',
  'adr',
  'impact',
  'review',
  'slo-review',
  'release-freeze',
  'game-day',
  'rollback-drill',
  'restore-drill',
  'level-change',
  'deployment-failed',
  'deployment',
];

/**
 * What readers call one entry, e.g. "Decision".
 */
export function entryWords(t: ReadinessT, kind: TrackRecordEntryKind): string {
  return t(`record.one.${kind}`);
}

/**
 * What readers call several entries, e.g. "Decisions".
 */
export function entriesWords(
  t: ReadinessT,
  kind: TrackRecordEntryKind,
): string {
  return t(`record.several.${kind}`);
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
