import { storableText } from '@team-readiness/backstage-plugin-readiness-engine';

const maxRevisionLength = 200;
const markLength = 16;

/**
 * The mark of a fact as it is stored: behind a part of the collector's signature, so that what another
 * version of it, or other settings, made of the same source is not taken for the same.
 *
 * @param signature - See `collectorSignature`; at least 16 characters.
 * @param revision - What the collector gave; anything goes.
 * @returns undefined where there is none, or none that can be stored as it is.
 */
export function composeRevision(
  signature: string,
  revision: unknown,
): string | undefined {
  return typeof revision === 'string' &&
    revision !== '' &&
    revision.length <= maxRevisionLength &&
    storableText(revision, maxRevisionLength) === revision
    ? `${signature.slice(0, markLength)}:${revision}`
    : undefined;
}

/**
 * The mark as the collector gave it.
 *
 * @param signature - Of the collector as it is now.
 * @param stored - From {@link composeRevision}, or null.
 * @returns undefined where there is none, or where it is of another version.
 */
export function readRevision(
  signature: string,
  stored: string | null,
): string | undefined {
  const mark = `${signature.slice(0, markLength)}:`;
  return stored?.startsWith(mark) ? stored.slice(mark.length) : undefined;
}
