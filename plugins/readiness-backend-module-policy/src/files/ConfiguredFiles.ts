/**
 * Finds and reads the files that the operator configured.
 *
 * The patterns are trusted, what lies in the files is not. Problems and results
 * name a file by what the operator wrote, never by its place on the machine.
 */
import { promises as fs } from 'node:fs';
import { basename, isAbsolute, join, posix, resolve, sep } from 'node:path';

/** One file that a pattern led to. */
export interface ConfiguredFile {
  /** For people: as in the pattern, or below the last directory of an absolute one. */
  source: string;
  /** When it was last written, in milliseconds since 1970. */
  modifiedAt: number;
  /**
   * Its text.
   *
   * @throws Error with one plain sentence, without the file's place on the machine
   */
  read(): Promise<string>;
}

/** What the patterns led to. */
export interface ConfiguredFilesFound {
  files: ConfiguredFile[];
  /** Patterns, as written, that no file matches. */
  unmatched: string[];
  /** There were more files than are read. */
  cut: boolean;
}

const wildcard = /[*?[\]{}()!]/;
const documentFile = /\.(ya?ml|json)$/i;

interface Pattern {
  written: string;
  /** The directory before the first wildcard, absolute. */
  directory: string;
  /** The same for people. */
  label: string;
  /** The rest, or null where the pattern names one file or directory. */
  rest: string | null;
}

function toPattern(written: string, workingDirectory: string): Pattern {
  const segments = written.split('/');
  const first = segments.findIndex(segment => wildcard.test(segment));
  const fixed = first < 0 ? segments : segments.slice(0, first);
  const base = fixed.join('/') || (isAbsolute(written) ? '/' : '.');
  return {
    written,
    directory: resolve(workingDirectory, base),
    label: isAbsolute(written) ? basename(base) : base,
    rest: first < 0 ? null : segments.slice(first).join('/'),
  };
}

async function* matches(pattern: Pattern): AsyncGenerator<string> {
  if (pattern.rest !== null) {
    yield* fs.glob(pattern.rest, { cwd: pattern.directory });
    return;
  }
  const stats = await fs.stat(pattern.directory).catch(() => undefined);
  if (stats?.isDirectory()) {
    yield* fs.glob('**/*', { cwd: pattern.directory });
  } else if (stats?.isFile()) {
    yield '';
  }
}

async function readBounded(path: string, maxBytes: number): Promise<string> {
  let text: string;
  try {
    const { size } = await fs.stat(path);
    if (size > maxBytes) {
      throw new RangeError(`The file has more than ${maxBytes} bytes.`);
    }
    text = await fs.readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof RangeError) {
      throw error;
    }
    // The system's own message holds the path.
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new Error(`The file cannot be read (${code}).`);
  }
  return text;
}

/**
 * Finds the YAML and JSON files that the patterns lead to: a file (with any
 * ending), a directory (everything below it), or a glob.
 *
 * @param patterns - absolute, or relative to the working directory
 * @param options.workingDirectory - default: that of the process
 * @param options.maxFiles - no more are found
 * @param options.maxBytes - larger files fail when they are read
 */
export async function findConfiguredFiles(
  patterns: readonly string[],
  options: { workingDirectory?: string; maxFiles: number; maxBytes: number },
): Promise<ConfiguredFilesFound> {
  const { workingDirectory = process.cwd(), maxFiles, maxBytes } = options;
  const found = new Map<string, ConfiguredFile>();
  const unmatched: string[] = [];
  let cut = false;
  for (const written of patterns) {
    const pattern = toPattern(written, workingDirectory);
    let count = 0;
    for await (const name of matches(pattern)) {
      const path = join(pattern.directory, name);
      if (name !== '' && !documentFile.test(name)) {
        continue;
      }
      const real = await fs.realpath(path).catch(() => path);
      const stats = await fs.stat(real).catch(() => undefined);
      if (!stats?.isFile()) {
        continue;
      }
      count += 1;
      if (found.size >= maxFiles && !found.has(real)) {
        cut = true;
        break;
      }
      if (!found.has(real)) {
        const relative = name.split(sep).join('/');
        found.set(real, {
          source: relative
            ? posix.join(pattern.label, relative)
            : pattern.label,
          modifiedAt: stats.mtimeMs,
          read: () => readBounded(real, maxBytes),
        });
      }
    }
    if (count === 0) {
      unmatched.push(written);
    }
  }
  const files = [...found.values()].sort((a, b) =>
    a.source < b.source ? -1 : Number(a.source > b.source),
  );
  return { files, unmatched, cut };
}
