const word =
  /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’.-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
const withoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

function* wordsOf(text: string): Generator<string> {
  for (const [token] of text.matchAll(word)) {
    if (withoutSpaces.test(token)) {
      for (const part of segmenter.segment(token)) {
        if (part.isWordLike) {
          yield part.segment;
        }
      }
    } else {
      yield token;
    }
  }
}

/**
 * The number of words in a text. Languages that are written without spaces are taken apart
 * by the rules of Unicode, so that a Japanese runbook is not one word.
 */
export function countWords(text: string): number {
  let count = 0;
  for (const _ of wordsOf(text)) {
    count += 1;
  }
  return count;
}

/** How often a word may stand in a text on average; the most in 425 real documents of a hundred words and more is 3.9. */
const timesPerWord = 5;

/**
 * How many of the words of a document count: five times as many as there are different ones. So the same word written a
 * hundred times is no document; texts that people write are far from this bound.
 *
 * @param pieces - text without code, and how many of its words are its own
 */
export function countedWords(
  pieces: ReadonlyArray<{ text: string; words: number }>,
): number {
  const different = new Set<string>();
  let words = 0;
  for (const piece of pieces) {
    words += piece.words;
    if (piece.words > 0) {
      for (const each of wordsOf(piece.text)) {
        different.add(each.toLowerCase());
      }
    }
  }
  return Math.min(words, timesPerWord * different.size);
}
