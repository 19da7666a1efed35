/** Letters as they are compared: without case and accents. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLocaleLowerCase('en-US')
    .replace(/ß/g, 'ss');
}

/**
 * Whether something is called by the words that a reader looks for, whatever their case and accents.
 *
 * @param search - as it was typed; no word in it fits everything
 * @param name - its ref and title. Of a ref the name counts, and the whole of it for words with a `:` or `/`
 * @returns true where each word is part of the title or of the ref
 * @public
 */
export function holdsWords(
  search: string,
  name: { ref: string | null; title: string | null },
): boolean {
  const ref = plain(name.ref ?? '');
  const short = `${ref.slice(ref.lastIndexOf('/') + 1)}\n${plain(
    name.title ?? '',
  )}`;
  return plain(search)
    .split(/\s+/)
    .every(
      word => short.includes(word) || (/[:/]/.test(word) && ref.includes(word)),
    );
}
