/**
 * Lets only web addresses through, so that a link from a document can never
 * run a script.
 *
 * @param url - text from outside
 * @returns the address, or undefined where it is not http(s)
 */
export function httpUrl(url: string | null | undefined): string | undefined {
  if (!url) {
    return undefined;
  }
  try {
    const { protocol } = new URL(url);
    return protocol === 'http:' || protocol === 'https:' ? url : undefined;
  } catch {
    return undefined;
  }
}
