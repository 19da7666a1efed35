import { JsonObject, JsonValue } from '@backstage/types';
import { PathGlob } from '@team-readiness/backstage-plugin-readiness-common';
import { listOf, objectOf } from './SharedTemplate';

const changes = ['push', 'pull_request', 'pull_request_target'];

/** Can a pattern of GitHub match a file below the directory? What is not understood can. */
function mayMatch(pattern: JsonValue, directory: string): boolean {
  if (typeof pattern !== 'string' || pattern.startsWith('!')) {
    return false;
  }
  const glob = /[[\]+]/.test(pattern) ? undefined : PathGlob.parse(pattern);
  return glob === undefined || glob.mayMatchUnder(directory);
}

/**
 * Does a workflow of GitHub run for changes of a directory? In a repository of many services, those that
 * run for other directories alone are the pipelines of other services.
 *
 * @param document - of the workflow
 * @param directory - relative to the root of the repository
 * @returns false only if every event about changes has `paths`, and none of them can be in the directory
 */
export function concernsDirectory(
  document: JsonObject,
  directory: string,
): boolean {
  const events = objectOf(document.on);
  const about = changes.filter(event => Object.hasOwn(events, event));
  return (
    directory === '' ||
    about.length === 0 ||
    about.some(event => {
      const { paths } = objectOf(events[event]);
      return (
        paths === undefined ||
        listOf(paths).some(pattern => mayMatch(pattern, directory))
      );
    })
  );
}
