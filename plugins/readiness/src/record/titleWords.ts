import { TrackRecordEntry } from '@team-readiness/backstage-plugin-readiness-common';
import { beginWords } from '../layout';

/** How the backend begins the title of a deployment, whatever the reader's language. */
const prefixes = new Map<TrackRecordEntry['kind'], string>([
  ['deployment', 'Deployment '],
  ['deployment-failed', 'Failed deployment '],
]);

/**
 * The title of an entry as it stands beside its kind: of a deployment without the kind, and as a line begins.
 *
 * @returns for "Failed deployment 4711" of that kind "4711"; a title that is nothing else is kept
 */
export function titleWords(
  entry: Pick<TrackRecordEntry, 'kind' | 'title'>,
): string {
  const { kind, title } = entry;
  // An impact entry is named after what it measured, which its author may have begun small.
  if (kind === 'impact') {
    return beginWords(title);
  }
  const prefix = prefixes.get(kind);
  return prefix && title.startsWith(prefix)
    ? title.slice(prefix.length).trim() || title
    : title;
}
