import { TrackRecordEntry } from '@team-readiness/backstage-plugin-readiness-common';
import { beginWords } from '../layout';
import { entryWords } from './entryWords';

/**
 * The title of an entry beside its kind: without the kind, where it begins with it, and as a line begins.
 *
 * @returns for "Failed deployment 4711" of that kind "4711"; a title that is nothing else is kept
 */
export function titleWords(
  entry: Pick<TrackRecordEntry, 'kind' | 'title'>,
): string {
  const { kind, title } = entry;
  const prefix = `${entryWords(kind)} `;
  const rest = title.startsWith(prefix)
    ? title.slice(prefix.length).trim()
    : '';
  // An impact entry is named after what it measured, which its author may have begun small.
  return rest || (kind === 'impact' ? beginWords(title) : title);
}
