import { JsonObject, JsonValue } from '@backstage/types';
import { ReadPaths } from '../cel/ReadPaths';

function project(
  value: JsonValue | undefined,
  paths: readonly ReadPaths[],
): JsonValue | undefined {
  if (
    typeof value !== 'object' ||
    value === null ||
    paths.some(({ whole }) => whole)
  ) {
    return value;
  }
  if (Array.isArray(value)) {
    const ofItems = paths.flatMap(({ items }) => items ?? []);
    return ofItems.length
      ? value.map(item => project(item, ofItems) ?? null)
      : [];
  }
  const ofValues = paths.flatMap(({ values }) => values ?? []);
  const kept: Array<[string, JsonValue | undefined]> = [];
  // In the order of the data: where a path of a predicate fits two keys, the first one counts.
  for (const key of Object.keys(value)) {
    const ofKey = paths.flatMap(({ members }) => members.get(key) ?? []);
    const below = ofValues.length ? [...ofKey, ...ofValues] : ofKey;
    if (below.length) {
      kept.push([key, project(value[key], below)]);
    }
  }
  return Object.fromEntries(kept);
}

/**
 * Takes everything out of a fact that is not read. Whatever is read is as it was: also how long lists
 * are, which keys maps have where that is asked, and whether something is there at all.
 *
 * @param data - of the fact; it is not changed, parts of it are in the answer
 * @param paths - what is read of it
 *
 * @public
 */
export function projectFact(data: JsonObject, paths: ReadPaths): JsonObject {
  return project(data, [paths]) as JsonObject;
}
