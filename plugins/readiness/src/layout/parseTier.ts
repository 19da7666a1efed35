/**
 * Reads a tier out of an address.
 *
 * @param text - the value of the parameter `tier`
 * @returns 0 (no tier) to 3, or undefined for anything else
 */
export function parseTier(text: string | null): number | undefined {
  return text !== null && /^[0-3]$/.test(text) ? Number(text) : undefined;
}
