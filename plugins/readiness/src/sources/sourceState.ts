import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { ReadinessT } from '../translations';

/** How a data source is, from what needs somebody most to what needs nobody. */
export const sourceStates = [
  'failed',
  'overdue',
  'partly',
  'paused',
  'running',
  'mostly',
  'never',
  'fine',
] as const;

/** @see sourceStates */
export type SourceState = (typeof sourceStates)[number];

/** Sources are looked at twice a minute; one that is due for so long is looked at by nobody. */
const overdueSeconds = 300;

/** Among many entities some always fail; from this share on it is the source that fails. */
const troublingShare = 0.2;

/**
 * How a data source is.
 *
 * `failed`: its last run failed, or nothing was taken of the last push; `overdue`: it should have run
 * minutes ago; `partly`: it ran, and could not read so many entities that the reason may be the source;
 * `mostly`: it ran, and could not read a few entities, which have to be looked at themselves.
 */
export function sourceStateOf(source: CollectorHealth): SourceState {
  const { status, lagSeconds, counts } = source;
  if (status === 'failed') {
    return 'failed';
  }
  if (status === 'running') {
    return 'running';
  }
  if (lagSeconds >= overdueSeconds) {
    return 'overdue';
  }
  if (status === 'paused' || status === 'never') {
    return status;
  }
  const { observed, unchanged, absent, failed } = counts;
  if (failed === 0) {
    return 'fine';
  }
  const all = observed + unchanged + absent + failed;
  return failed >= troublingShare * all ? 'partly' : 'mostly';
}

/** Does somebody have to see to the source itself? */
export function isInTrouble(source: CollectorHealth): boolean {
  return ['failed', 'overdue', 'partly'].includes(sourceStateOf(source));
}

const pushStates = ['failed', 'partly', 'never'] as const;

/**
 * How a data source is, in words.
 *
 * @param t - of `useReadinessTranslation`
 */
export function sourceStateWords(
  t: ReadinessT,
  state: SourceState,
  kind: CollectorHealth['kind'] = 'module',
): string {
  const ofPush = pushStates.find(known => known === state);
  return kind === 'push' && ofPush
    ? t(`sources.pushStates.${ofPush}`)
    : t(`sources.states.${state}`);
}

/**
 * Data sources, those that need somebody first, and those that are derived from others last of their
 * state; otherwise as they were given.
 */
export function sortSources(
  sources: readonly CollectorHealth[],
): CollectorHealth[] {
  const rank = (source: CollectorHealth) =>
    sourceStates.indexOf(sourceStateOf(source)) * 2 +
    (source.kind === 'derived' ? 1 : 0);
  return [...sources].sort((one, other) => rank(one) - rank(other));
}

const countKinds = [
  'failed',
  'observed',
  'unchanged',
  'absent',
  'deferred',
] as const;

/**
 * What came of the last run, one part a number that is not 0, e.g. "12 read".
 *
 * @param reader - what `useReadinessTranslation` gives
 * @returns nothing where all are 0
 */
export function countParts(
  reader: { t: ReadinessT; words: Words },
  { counts, kind }: CollectorHealth,
): string[] {
  const { t, words } = reader;
  return countKinds
    .filter(count => counts[count] > 0)
    .map(count => {
      const number = words.number(counts[count]);
      return kind === 'push'
        ? t(`sources.pushCounts.${count}`, { number })
        : t(`sources.counts.${count}`, { number });
    });
}
