const word =
  /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’.-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
const withoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/**
 * The number of words in a text. Languages that are written without spaces are taken apart
 * by the rules of Unicode, so that a Japanese runbook is not one word.
 */
export function countWords(text: string): number {
  let count = 0;
  for (const [token] of text.matchAll(word)) {
    if (withoutSpaces.test(token)) {
      for (const part of segmenter.segment(token)) {
        count += part.isWordLike ? 1 : 0;
      }
    } else {
      count += 1;
    }
  }
  return count;
}
