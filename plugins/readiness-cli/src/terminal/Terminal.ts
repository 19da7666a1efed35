import { Colors, createColors, safeText } from './colors';

/**
 * What a command talks to. Commands know nothing of the process, so that they
 * can be run within a test.
 */
export interface Terminal {
  /** Absolute path that relative ones begin at. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Now. */
  readonly now: () => Date;
  /** For what is written to standard output. */
  readonly colors: Colors;
  /** Columns that a table may take. */
  readonly width: number;
  /** Writes what was asked for to standard output, as it is. */
  write(text: string): void;
  /** Writes a line for people to standard error. */
  note(text: string): void;
  /** Shows what is going on, on one line of a terminal that is taken back; null takes it back. */
  progress(text: string | null): void;
}

const defaultWidth = 100;
const maxWidth = 140;

function readWidth(columns: number | undefined): number {
  return Math.max(60, Math.min(columns ?? defaultWidth, maxWidth));
}

/**
 * The terminal of this process.
 *
 * Colours are used on a terminal only, never with `NO_COLOR`, always with
 * `FORCE_COLOR`. Progress is shown only where standard error is a terminal.
 */
export function processTerminal(): Terminal {
  const { env, stdout, stderr } = process;
  const hasColors =
    !env.NO_COLOR && (Boolean(env.FORCE_COLOR) || stdout.isTTY === true);
  let shown = false;
  const clear = () => {
    if (shown) {
      stderr.write('\r\u001b[2K');
      shown = false;
    }
  };
  return {
    cwd: process.cwd(),
    env,
    now: () => new Date(),
    colors: createColors(hasColors),
    width: readWidth(stdout.columns),
    write: text => {
      clear();
      stdout.write(safeText(text));
    },
    note: text => {
      clear();
      stderr.write(`${safeText(text)}\n`);
    },
    progress: text => {
      if (stderr.isTTY !== true || env.CI) {
        return;
      }
      clear();
      if (text !== null) {
        stderr.write(safeText(text).slice(0, readWidth(stderr.columns) - 1));
        shown = true;
      }
    },
  };
}
