/**
 * The tiers that a list can be narrowed to; the empty value is all of them.
 */
export const tierOptions = [
  { value: '', label: 'All tiers' },
  { value: '1', label: 'Tier 1' },
  { value: '2', label: 'Tier 2' },
  { value: '3', label: 'Tier 3' },
  { value: '0', label: 'No tier' },
] as const;

/**
 * Reads a tier out of an address.
 *
 * @param text - the value of the parameter `tier`
 * @returns 0 (no tier) to 3, or undefined for anything else
 */
export function parseTier(text: string | null): number | undefined {
  return text !== null && /^[0-3]$/.test(text) ? Number(text) : undefined;
}

/**
 * A tier in words.
 *
 * @param tier - 1 to 3, or null where none is declared
 */
export function tierWords(tier: number | null): string {
  return tier === null ? 'No tier' : `Tier ${tier}`;
}
