import { TrackRecordEntry } from '@team-readiness/backstage-plugin-readiness-common';
import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { beginWords } from '../layout';
import { ReadinessT } from '../translations';

/** How the backend begins the title of a deployment, whatever the reader's language. */
const prefixes = new Map<TrackRecordEntry['kind'], string>([
  ['deployment', 'Deployment '],
  ['deployment-failed', 'Failed deployment '],
]);

/**
 * The title of an entry as it stands beside its kind: of a deployment without the kind, of a level change from what
 * to what, and as a line begins.
 *
 * @returns for "Failed deployment 4711" of that kind "4711"; a title that is nothing else is kept
 */
export function titleWords(
  t: ReadinessT,
  words: Words,
  entry: Pick<TrackRecordEntry, 'kind' | 'title' | 'levelChange'>,
): string {
  const { kind, title, levelChange } = entry;
  if (levelChange) {
    const { from, to } = levelChange;
    return t('record.fromTo', { from: words.level(from), to: words.level(to) });
  }
  // An impact entry is named after what it measured, which its author may have begun small.
  if (kind === 'impact') {
    return beginWords(title);
  }
  const prefix = prefixes.get(kind);
  return prefix && title.startsWith(prefix)
    ? title.slice(prefix.length).trim() || title
    : title;
}

/**
 * The line of details of an entry: of a level change why it came, of all others what the API says.
 */
export function detailWords(
  t: ReadinessT,
  entry: Pick<TrackRecordEntry, 'details' | 'levelChange'>,
): string {
  const { details, levelChange } = entry;
  return levelChange
    ? beginWords(t(`history.causes.${levelChange.cause}`))
    : details ?? '';
}
