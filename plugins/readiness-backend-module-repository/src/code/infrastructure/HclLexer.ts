/**
 * Cuts HCL, the language of Terraform and OpenTofu, into tokens.
 *
 * Comments and white space are passed over. A text in quotes, with whatever is put into it by `${ }` and
 * `%{ }`, is one token, and so is a heredoc. Each character is looked at a bounded number of times.
 */

/** What a token is. */
export type HclTokenKind = 'name' | 'text' | 'sign' | 'newline' | 'end';

/** A part of HCL. */
export interface HclToken {
  kind: HclTokenKind;
  /** As written; of a literal text its content. */
  value: string;
  /** Is it a text that holds nothing but itself? */
  literal: boolean;
  /** 1-based. */
  line: number;
}

/** A place at which HCL cannot be read. */
export class HclError extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

const maxNesting = 100;
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
};
const name = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const digits = /[0-9][\w.]*/y;
const heredoc = /<<-?([A-Za-z_][\w-]*)[ \t]*\r?\n/y;

/** Reads HCL token by token. */
export class HclLexer {
  readonly #text: string;
  #at = 0;
  #line = 1;

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * The next token; at the end of the text, and ever after, one of kind `end`.
   *
   * @throws HclError for a text, comment or heredoc without an end
   */
  next(): HclToken {
    this.#skip();
    const line = this.#line;
    const token = (kind: HclTokenKind, value: string, literal = false) => ({
      kind,
      value,
      literal,
      line,
    });
    const char = this.#text[this.#at];
    if (char === undefined) {
      return token('end', '');
    }
    if (char === '\n') {
      this.#at++;
      this.#line++;
      return token('newline', char);
    }
    if (char === '"') {
      const { value, literal } = this.#quoted();
      return token('text', value, literal);
    }
    const mark = char === '<' ? this.#take(heredoc) : undefined;
    if (mark) {
      this.#line++;
      return token('text', this.#heredoc(mark[1]), false);
    }
    const word = this.#take(name) ?? this.#take(digits);
    if (word) {
      return token('name', word[0]);
    }
    this.#at++;
    return token('sign', char);
  }

  #take(shape: RegExp): RegExpExecArray | undefined {
    shape.lastIndex = this.#at;
    const found = shape.exec(this.#text);
    this.#at += found?.[0].length ?? 0;
    return found ?? undefined;
  }

  /** Goes on to what is neither white space nor comment. */
  #skip() {
    const text = this.#text;
    for (;;) {
      const char = text[this.#at];
      if (char === ' ' || char === '\t' || char === '\r') {
        this.#at++;
      } else if (char === '#' || text.startsWith('//', this.#at)) {
        const end = text.indexOf('\n', this.#at);
        this.#at = end < 0 ? text.length : end;
      } else if (text.startsWith('/*', this.#at)) {
        this.#pass(text.indexOf('*/', this.#at + 2) + 2, 'comment');
      } else {
        return;
      }
    }
  }

  /** Goes on to a place behind the present one, counting lines. */
  #pass(end: number, what: string) {
    if (end <= this.#at + 2) {
      throw new HclError(
        `The ${what} that begins here has no end.`,
        this.#line,
      );
    }
    for (; this.#at < end; this.#at++) {
      this.#line += this.#text[this.#at] === '\n' ? 1 : 0;
    }
  }

  /**
   * A text in quotes. What is put into it may hold further texts, and these again: the stack says in which
   * of them one is, as `"` for a text and a number of open braces for an expression.
   */
  #quoted(): { value: string; literal: boolean } {
    const text = this.#text;
    const line = this.#line;
    const stack: Array<'"' | number> = ['"'];
    let value = '';
    let literal = true;
    this.#at++;
    while (stack.length > 0) {
      const char = text[this.#at];
      const top = stack[stack.length - 1];
      const opens =
        (char === '$' || char === '%') && text[this.#at + 1] === '{';
      if (char === undefined || stack.length > maxNesting) {
        throw new HclError('The text that begins here has no end.', line);
      }
      if (char === '\n') {
        if (top === '"') {
          throw new HclError('The text that begins here has no end.', line);
        }
        this.#line++;
        this.#at++;
      } else if (top === '"') {
        if (char === '\\') {
          value += escapes[text[this.#at + 1]] ?? '';
          this.#at += 2;
        } else if (char === '"') {
          stack.pop();
          this.#at++;
        } else if (opens && text[this.#at - 1] !== char) {
          literal = false;
          stack.push(1);
          this.#at += 2;
        } else {
          value += char;
          this.#at++;
        }
      } else {
        if (char === '"') {
          stack.push('"');
        } else if (char === '{') {
          stack[stack.length - 1] = top + 1;
        } else if (char === '}' && top === 1) {
          stack.pop();
        } else if (char === '}') {
          stack[stack.length - 1] = top - 1;
        }
        this.#at++;
      }
    }
    return { value, literal };
  }

  /** Lines up to one that holds the mark alone. */
  #heredoc(mark: string): string {
    const text = this.#text;
    const line = this.#line - 1;
    const from = this.#at;
    while (this.#at < text.length) {
      const end = text.indexOf('\n', this.#at);
      const stop = end < 0 ? text.length : end;
      if (text.slice(this.#at, stop).trim() === mark) {
        // The newline stays, to end what the heredoc is the value of.
        const value = text.slice(from, this.#at);
        this.#at = stop;
        return value;
      }
      this.#at = stop + 1;
      this.#line++;
    }
    throw new HclError('The heredoc that begins here has no end.', line);
  }
}
