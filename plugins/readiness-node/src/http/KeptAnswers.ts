const maxAnswers = 500;
const maxCharacters = 32 * 1024 * 1024;

/** An answer that the host can be asked about: is it still so? */
export interface KeptAnswer {
  /** The URL that gave it, after redirects. */
  url: string;
  status: number;
  headers: Record<string, string>;
  /** The body as text: each reader gets a copy of its own. */
  text: string;
}

/** Answers with an ETag or a date, the least recently used dropped beyond 500 or 32 million characters. */
export class KeptAnswers {
  readonly #answers = new Map<string, KeptAnswer>();
  #characters = 0;

  /** @returns the answer, which counts as used now */
  get(key: string): KeptAnswer | undefined {
    const answer = this.#answers.get(key);
    if (answer) {
      this.#answers.delete(key);
      this.#answers.set(key, answer);
    }
    return answer;
  }

  /** Keeps an answer instead of an earlier one. */
  set(key: string, answer: KeptAnswer): void {
    this.delete(key);
    if (answer.text.length > maxCharacters / 4) {
      // One answer must not drive out all the others.
      return;
    }
    this.#answers.set(key, answer);
    this.#characters += answer.text.length;
    for (const oldest of this.#answers.keys()) {
      if (
        this.#answers.size <= maxAnswers &&
        this.#characters <= maxCharacters
      ) {
        break;
      }
      this.delete(oldest);
    }
  }

  /** Forgets an answer. */
  delete(key: string): void {
    this.#characters -= this.#answers.get(key)?.text.length ?? 0;
    this.#answers.delete(key);
  }

  /** Forgets all. */
  clear(): void {
    this.#answers.clear();
    this.#characters = 0;
  }
}

/** The headers of a request that ask whether an answer still holds (RFC 9110, section 13.1). */
export function conditionsOf(answer: KeptAnswer): Record<string, string> {
  const conditions: Record<string, string> = {};
  if (answer.headers.etag) {
    conditions['if-none-match'] = answer.headers.etag;
  }
  if (answer.headers['last-modified']) {
    conditions['if-modified-since'] = answer.headers['last-modified'];
  }
  return conditions;
}

/** May an answer with these headers be kept and asked about? */
export function isKeepable(headers: Record<string, string>): boolean {
  return (
    Boolean(headers.etag || headers['last-modified']) &&
    !/\bno-store\b/i.test(headers['cache-control'] ?? '')
  );
}
