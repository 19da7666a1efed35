const word =
  /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’.-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
const writtenWithoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function wordLikeParts(text: string): number {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
  return [...segmenter.segment(text)].filter(part => part.isWordLike).length;
}

/**
 * How many words a text has; languages that are written without spaces are taken apart by the rules of Unicode.
 *
 * @public
 */
export function countReviewWords(text: string): number {
  return [...text.matchAll(word)].reduce(
    (count, [token]) =>
      count + (writtenWithoutSpaces.test(token) ? wordLikeParts(token) : 1),
    0,
  );
}
