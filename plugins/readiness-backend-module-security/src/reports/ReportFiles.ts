import { toError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import {
  ConfiguredFile,
  findConfiguredFiles,
  readJsonText,
} from '@team-readiness/backstage-plugin-readiness-node';
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { ProblemList } from './ProblemList';

/** Which files are looked for. */
export interface ReportFilesOptions {
  /** Files, directories or globs. */
  patterns: readonly string[];
  /** Of the configuration that holds the patterns, for messages. */
  key: string;
  /** Default: that of the process. */
  workingDirectory: string | undefined;
  maxFiles: number;
  maxBytes: number;
  /** Which paths of directories and globs are taken. */
  accepts: RegExp;
}

/** Files that were found and not read yet. */
export interface ReportFiles {
  files: ConfiguredFile[];
  /** Changes when a file comes, goes, or is written, and with the patterns. */
  digest: string;
}

/** A digest of what there is of files: their names, sizes and times. */
export function digestOfFiles(
  files: readonly ConfiguredFile[],
  ...further: readonly string[]
): string {
  const hash = createHash('sha256');
  for (const { source, size, modifiedAt } of files) {
    hash.update(JSON.stringify([source, size, modifiedAt]));
  }
  return hash.update(JSON.stringify(further)).digest('hex').slice(0, 32);
}

/**
 * Looks which files there are. A pattern that leads nowhere, and files beyond the bound, are told as lost.
 */
export async function findReportFiles(
  options: ReportFilesOptions,
  problems: ProblemList,
): Promise<ReportFiles> {
  const { patterns, key } = options;
  const found = await findConfiguredFiles(patterns, options);
  for (const pattern of found.unmatched) {
    problems.lose(pattern, `No file matches this entry of ${key}.`);
  }
  if (found.cut) {
    problems.lose(
      key,
      `More than ${options.maxFiles} files match; the others are not read.`,
    );
  }
  return {
    files: found.files,
    digest: digestOfFiles(found.files, ...found.unmatched, String(found.cut)),
  };
}

/**
 * Reads files one by one as JSON; what is wrong with one is told and stops no other.
 *
 * @param readOne - takes what is in a file; an error that it throws is the file's problem
 * @throws where the signal fires
 */
export async function readJsonFiles(
  files: readonly ConfiguredFile[],
  options: {
    problems: ProblemList;
    signal: AbortSignal;
    readOne: (value: JsonValue, file: ConfiguredFile) => void;
    /** Called with each file that could not be read. */
    onLost?: (file: ConfiguredFile) => void;
  },
): Promise<void> {
  const { problems, signal, readOne, onLost } = options;
  for (const file of files) {
    signal.throwIfAborted();
    // Parsing blocks; others get their turn between two files.
    await setImmediate();
    try {
      const text = await file.read();
      const json = readJsonText(text.replace(/^\uFEFF/, ''));
      if ('problem' in json) {
        throw new Error(`The file is ${json.problem}.`);
      }
      readOne(json.value, file);
    } catch (error) {
      problems.lose(file.source, toError(error).message);
      onLost?.(file);
    }
  }
}
