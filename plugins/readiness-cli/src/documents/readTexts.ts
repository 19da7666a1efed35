import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { promises as fs } from 'node:fs';
import { UsageError } from '../terminal';
import { FoundFile } from './findFiles';

/** A file and what stands in it. */
export interface FileText extends FoundFile {
  text: string;
}

/** What came out of reading files. */
export interface ReadTexts {
  texts: FileText[];
  /** Files in directories that are not wanted. */
  passedOver: number;
  /** Files in directories that are wanted, or may be, and cannot be read. */
  problems: Problem[];
}

const limits = { bytes: 5_000_000, totalBytes: 100_000_000 };
/** What is looked at of a file that is too large, to tell whether it is wanted. */
const headBytes = 65_536;

async function readHead(path: string): Promise<string> {
  const file = await fs.open(path);
  try {
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(headBytes),
    });
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The text, or why there is none. */
async function readText(
  path: string,
  maxBytes: number,
): Promise<{ text: string } | { problem: string; head: string | null }> {
  try {
    const { size } = await fs.stat(path);
    return size > maxBytes
      ? {
          problem: `is larger than ${maxBytes / 1_000_000} MB`,
          head: await readHead(path),
        }
      : { text: await fs.readFile(path, 'utf8') };
  } catch (error) {
    // The message of the system holds the absolute path.
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return { problem: `cannot be read (${code})`, head: null };
  }
}

/**
 * Reads files as UTF-8. What lies in a directory by chance stops nothing: it is
 * passed over, or is a problem where it is wanted and cannot be read.
 *
 * @param options - `accepts`: is a file in a directory wanted, by its text; default: all are;
 *   `maxBytes`: of one file
 * @throws UsageError that names the file, for one that was named itself and cannot be read or is
 *   too large, and where all that is wanted is too large together
 */
export async function readTexts(
  files: readonly FoundFile[],
  options: { accepts?: (text: string) => boolean; maxBytes?: number } = {},
): Promise<ReadTexts> {
  const { accepts = () => true, maxBytes = limits.bytes } = options;
  const totalBytes = Math.max(limits.totalBytes, maxBytes);
  const result: ReadTexts = { texts: [], passedOver: 0, problems: [] };
  let total = 0;
  for (const file of files) {
    const { source, named } = file;
    const read = await readText(file.path, maxBytes);
    if ('problem' in read) {
      if (named) {
        throw new UsageError(`${source} ${read.problem}`);
      }
      if (read.head !== null && !accepts(read.head)) {
        result.passedOver += 1;
        continue;
      }
      result.problems.push({
        subject: 'file',
        name: source,
        reporter: 'files',
        message: `the file ${read.problem}`,
        source,
      });
      continue;
    }
    if (!named && !accepts(read.text)) {
      result.passedOver += 1;
      continue;
    }
    total += read.text.length;
    if (total > totalBytes) {
      throw new UsageError(
        `The files are larger than ${totalBytes / 1_000_000} MB together`,
      );
    }
    result.texts.push({ ...file, text: read.text });
  }
  return result;
}
