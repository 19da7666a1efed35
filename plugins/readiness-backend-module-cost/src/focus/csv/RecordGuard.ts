/**
 * Stands between a CSV file and the CSV parser and lets only well-formed records through.
 *
 * A CSV parser that meets a quote that is never closed swallows the rest of the file
 * into one field: one bad row would silently hide all others, and their money with them.
 * The guard reads physical lines and checks the quotes of RFC 4180 (and nothing else):
 *
 * - A line whose quotes are sound is one record.
 * - A line that leaves a quote open is joined with the lines after it, up to 50 lines and
 *   1 MiB, until the quotes are sound. If they never are, only the first line is broken, and reading
 *   goes on at the second.
 * - A line of more than 1 MiB is broken; it is dropped while it streams by.
 *
 * Each record that passes gets its row as an additional first field. The memory used does not
 * depend on the size of the file.
 */
import { StringDecoder } from 'node:string_decoder';
import { Transform, TransformCallback } from 'node:stream';

/** The largest record in characters. */
export const maxRecordLength = 1024 * 1024;

/** The most lines that a quoted record may span. */
export const maxRecordLines = 50;

type QuoteState =
  | { status: 'sound' }
  | { status: 'broken'; message: string }
  /** `from`: where to go on once more text is there. */
  | { status: 'open'; from: number };

/**
 * Checks the quotes of a record. A quote inside an unquoted field is an ordinary character.
 *
 * @param text - the record without its line end
 * @param from - 0, or where an earlier call on the beginning of `text` stopped inside a quote
 */
function checkQuotes(text: string, from: number): QuoteState {
  let position = from;
  let quoted = from > 0;
  while (position < text.length) {
    if (!quoted) {
      if (text[position] !== '"') {
        const comma = text.indexOf(',', position);
        if (comma < 0) {
          return { status: 'sound' };
        }
        position = comma + 1;
        continue;
      }
      quoted = true;
      position += 1;
    }
    const quote = text.indexOf('"', position);
    if (quote < 0) {
      break;
    }
    const next = text[quote + 1];
    if (next === '"') {
      position = quote + 2;
    } else if (next === undefined) {
      return { status: 'sound' };
    } else if (next === ',') {
      quoted = false;
      position = quote + 2;
    } else {
      return {
        status: 'broken',
        message: `A quoted field goes on after its closing quote, at character ${
          quote + 2
        }.`,
      };
    }
  }
  return quoted ? { status: 'open', from: text.length } : { status: 'sound' };
}

/**
 * A stream of bytes in, of well-formed CSV records out. See the top of the file.
 */
export class RecordGuard extends Transform {
  readonly #onBroken: (problem: { row: number; message: string }) => void;
  readonly #decoder = new StringDecoder('utf8');
  /** The beginning of a line whose end is not there yet. */
  #partial = '';
  /** Drops what comes until the next line end. */
  #dropping = false;
  /** Lines of a record with an open quote. */
  #open: { lines: string[]; text: string; from: number } | undefined;
  #row = 0;
  #first = true;

  /**
   * @param options.onBroken - told of each record that is left out; the header is row 1
   */
  constructor(options: {
    onBroken(problem: { row: number; message: string }): void;
  }) {
    super({ readableObjectMode: false });
    this.#onBroken = options.onBroken;
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: TransformCallback,
  ) {
    this.#take(this.#decoder.write(chunk));
    done();
  }

  override _flush(done: TransformCallback) {
    this.#take(this.#decoder.end());
    if (this.#partial || this.#dropping) {
      this.#endLine();
    }
    while (this.#open) {
      this.#giveUp('A quoted field is never closed.');
    }
    done();
  }

  #take(text: string) {
    let start = 0;
    if (this.#first && text) {
      this.#first = false;
      start = text.startsWith('\uFEFF') ? 1 : 0;
    }
    for (;;) {
      const end = text.indexOf('\n', start);
      const piece = text.slice(start, end < 0 ? undefined : end);
      if (this.#partial.length + piece.length > maxRecordLength) {
        this.#dropping = true;
        this.#partial = '';
      }
      if (!this.#dropping) {
        this.#partial += piece;
      }
      if (end < 0) {
        return;
      }
      this.#endLine();
      start = end + 1;
    }
  }

  #endLine() {
    const line = this.#partial.endsWith('\r')
      ? this.#partial.slice(0, -1)
      : this.#partial;
    this.#partial = '';
    if (this.#dropping) {
      this.#dropping = false;
      while (this.#open) {
        this.#giveUp('A quoted field is never closed.');
      }
      this.#row += 1;
      this.#onBroken({
        row: this.#row,
        message: `The row is longer than ${maxRecordLength} characters.`,
      });
      return;
    }
    this.#line(line);
  }

  #line(line: string) {
    if (!this.#open) {
      this.#check([line], line, 0);
      return;
    }
    const { lines, text, from } = this.#open;
    const joined = `${text}\n${line}`;
    if (lines.length >= maxRecordLines || joined.length > maxRecordLength) {
      this.#giveUp('A quoted field is never closed.');
      this.#line(line);
      return;
    }
    lines.push(line);
    this.#check(lines, joined, from);
  }

  #check(lines: string[], text: string, from: number) {
    const state = checkQuotes(text, from);
    if (state.status === 'open') {
      this.#open = { lines, text, from: state.from };
    } else if (state.status === 'broken') {
      this.#open = { lines, text, from: 0 };
      this.#giveUp(state.message);
    } else {
      this.#open = undefined;
      this.#row += 1;
      // A blank line counts as a row, as in a spreadsheet, but holds nothing.
      if (text.trim()) {
        this.push(`${this.#row},${text}\n`);
      }
    }
  }

  /** Leaves out the first line of the open record and reads the others again. */
  #giveUp(message: string) {
    const [, ...rest] = this.#open?.lines ?? [];
    this.#open = undefined;
    this.#row += 1;
    this.#onBroken({ row: this.#row, message });
    for (const line of rest) {
      this.#line(line);
    }
  }
}
