import { JsonValue } from '@backstage/types';
import { createHash } from 'node:crypto';

/**
 * The mark of all that an observation was made of: a digest of what was taken from the catalog, the day from
 * which on the same files tell something else, and the revision of the repository.
 */

const maxLength = 200;
const pattern = /^([\da-f]{16})\.(-|\d{4}-\d{2}-\d{2})\.(.+)$/s;

/** A digest of what an observation was made of besides files. Order of keys counts. */
export function digestOf(inputs: JsonValue): string {
  return createHash('sha256')
    .update(JSON.stringify(inputs))
    .digest('hex')
    .slice(0, 16);
}

/**
 * @param options.inputs - digest of what was taken from the catalog
 * @param options.holdsUntil - ISO date, or undefined where the same files always tell the same
 * @param options.tree - revision of the repository; null where nothing tells it
 * @returns undefined where nothing tells whether the files have changed
 */
export function toRevision(options: {
  inputs: string;
  holdsUntil: string | undefined;
  tree: string | null;
}): string | undefined {
  const { inputs, holdsUntil, tree } = options;
  const mark = tree && `${inputs}.${holdsUntil ?? '-'}.${tree}`;
  return mark && mark.length <= maxLength ? mark : undefined;
}

/**
 * The revision of the repository in a mark of an earlier observation, if everything else is as it was.
 *
 * @param options.inputs - digest of what the catalog says now
 */
export function treeRevision(
  mark: string | undefined,
  options: { inputs: string; now: Date },
): string | undefined {
  const match = mark === undefined ? null : pattern.exec(mark);
  if (!match || match[1] !== options.inputs) {
    return undefined;
  }
  const today = options.now.toISOString().slice(0, 10);
  return match[2] === '-' || today < match[2] ? match[3] : undefined;
}
