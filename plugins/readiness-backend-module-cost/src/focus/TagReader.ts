import { parseTags, Tags } from './parseTags';

const maxKept = 2_000;
const maxKeptLength = 2_000;

/**
 * Reads Tags and remembers what it read last: a bill says the same tags millions of times.
 */
export class TagReader {
  readonly #kept = new Map<string, Tags | undefined>();

  /** As {@link parseTags}. The result is shared and must not be changed. */
  read(text: string): Tags | undefined {
    if (text.length > maxKeptLength) {
      return parseTags(text);
    }
    if (this.#kept.has(text)) {
      return this.#kept.get(text);
    }
    if (this.#kept.size >= maxKept) {
      this.#kept.clear();
    }
    const tags = parseTags(text);
    this.#kept.set(text, tags);
    return tags;
  }
}
