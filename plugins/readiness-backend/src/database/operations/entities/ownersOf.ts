/**
 * Text of an owner set whose owners, after a rename, are those of a set that exists already: the number
 * keeps it unique. No ref holds a space.
 */
const mergedPattern = / \(\d+\)$/;

/**
 * Who is in an owner set.
 *
 * @param owners - The text of `owner_sets`, see `ownerSetKey`.
 * @returns Sorted refs; none for nobody.
 */
export function ownersOf(owners: string): string[] {
  return owners.replace(mergedPattern, '').split(',').filter(Boolean);
}

/**
 * The text under which a set is stored whose owners another set has already.
 *
 * @param owners - See `ownerSetKey`.
 * @param id - Key of the set.
 */
export function mergedOwnersText(owners: string, id: number): string {
  return `${owners} (${id})`;
}
