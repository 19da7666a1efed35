const refPattern = /^(?:([a-z][a-z\d]*):)?(?:([a-z\d._-]+)\/)?([a-z\d._-]+)$/i;
const maxLength = 200;

/**
 * A reviewer as the file of a review names them: a whole entity ref in lower case. A bare name is a user.
 *
 * @param text - e.g. `Mara` or `group:platform`
 * @returns undefined for what is no name and no ref
 * @public
 */
export function toReviewerRef(text: string): string | undefined {
  const trimmed = text.trim();
  const match =
    trimmed.length <= maxLength ? refPattern.exec(trimmed) : undefined;
  if (!match) {
    return undefined;
  }
  const [, kind = 'user', namespace = 'default', name] = match;
  return `${kind}:${namespace}/${name}`.toLocaleLowerCase('en-US');
}
