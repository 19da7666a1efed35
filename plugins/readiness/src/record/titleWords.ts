import { TrackRecordEntry } from '@team-readiness/backstage-plugin-readiness-common';
import { beginWords } from '../layout';
import { entryWords } from './entryWords';

/**
 * The title of an entry as it stands beside its kind: of a deployment without the kind, and as a line begins.
 *
 * @returns for "Failed deployment 4711" of that kind "4711"; a title that is nothing else is kept
 */
export function titleWords(
  entry: Pick<TrackRecordEntry, 'kind' | 'title'>,
): string {
  const { kind, title } = entry;
  const prefix = `${entryWords(kind)} `;
  switch (kind) {
    case 'deployment':
    case 'deployment-failed':
      return title.startsWith(prefix)
        ? title.slice(prefix.length).trim() || title
        : title;
    case 'impact':
      // Named after what it measured, which its author may have begun small.
      return beginWords(title);
    default:
      return title;
  }
}
