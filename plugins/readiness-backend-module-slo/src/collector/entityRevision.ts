import { createHash } from 'node:crypto';
import { JsonValue } from '@backstage/types';

/**
 * Marks what the fact of an entity is made of: the commit of its files, and whatever of the catalog
 * decides which files are read and how. Both have to be the same for the fact to hold.
 */

function digestOf(inputs: JsonValue): string {
  return createHash('sha256')
    .update(JSON.stringify(inputs))
    .digest('hex')
    .slice(0, 16);
}

/**
 * @param treeRevision - of the listing; null: nothing tells whether its files changed
 * @param inputs - what else the fact depends on
 * @returns undefined where there is no mark
 */
export function entityRevision(
  treeRevision: string | null,
  inputs: JsonValue,
): string | undefined {
  const mark = `${digestOf(inputs)}:${treeRevision}`;
  return treeRevision === null || mark.length > 200 ? undefined : mark;
}

/**
 * The revision of the files that an earlier mark names, if all else is as it was.
 *
 * @param mark - of the earlier fact, as {@link entityRevision} made it
 */
export function knownTreeRevision(
  mark: string | undefined,
  inputs: JsonValue,
): string | undefined {
  const prefix = `${digestOf(inputs)}:`;
  return mark?.startsWith(prefix) ? mark.slice(prefix.length) : undefined;
}
