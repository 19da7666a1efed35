/**
 * A page as the backend cuts it; a cursor is the place of the first item.
 *
 * @param items - All that match.
 * @param query - `limit`: how many are asked for; undefined: as many as `byDefault`.
 * @returns the items of the page, and the cursor of the next one; null: there is none
 */
export function pageOf<T>(
  items: readonly T[],
  query: { cursor?: string; limit?: number },
  byDefault: number,
): { items: T[]; nextCursor: string | null } {
  const first = Number(query.cursor ?? 0);
  const end = first + (query.limit ?? byDefault);
  return {
    items: items.slice(first, end),
    nextCursor: end < items.length ? String(end) : null,
  };
}
