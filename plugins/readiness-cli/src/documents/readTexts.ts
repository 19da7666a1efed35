import { promises as fs } from 'node:fs';
import { UsageError } from '../terminal';
import { FoundFile } from './findFiles';

/** A file and what stands in it. */
export interface FileText extends FoundFile {
  text: string;
}

const limits = { bytes: 5_000_000, totalBytes: 100_000_000 };

/**
 * Reads files as UTF-8.
 *
 * @throws UsageError that names the file, for one that cannot be read or is too large
 */
export async function readTexts(
  files: readonly FoundFile[],
): Promise<FileText[]> {
  const texts: FileText[] = [];
  let total = 0;
  for (const file of files) {
    try {
      const { size } = await fs.stat(file.path);
      total += size;
      if (size > limits.bytes) {
        throw new UsageError(
          `${file.source} is larger than ${limits.bytes / 1_000_000} MB`,
        );
      }
      if (total > limits.totalBytes) {
        throw new UsageError(
          `The files are larger than ${
            limits.totalBytes / 1_000_000
          } MB together`,
        );
      }
      texts.push({ ...file, text: await fs.readFile(file.path, 'utf8') });
    } catch (error) {
      if (error instanceof UsageError) {
        throw error;
      }
      // The message of the system holds the absolute path.
      const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
      throw new UsageError(`${file.source} cannot be read (${code})`);
    }
  }
  return texts;
}
