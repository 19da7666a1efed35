import { promises as fs } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Reads one file that the operator configured, whole.
 *
 * @param path - absolute, or relative to the working directory
 * @param options.workingDirectory - default: that of the process
 * @throws Error with one plain sentence, without the file's place on the machine
 */
export async function readConfiguredFile(
  path: string,
  options: { workingDirectory?: string; maxBytes: number },
): Promise<Buffer> {
  const { workingDirectory = process.cwd(), maxBytes } = options;
  const real = resolve(workingDirectory, path);
  let size: number;
  try {
    const stats = await fs.stat(real);
    if (stats.isFile() && stats.size <= maxBytes) {
      return await fs.readFile(real);
    }
    size = stats.isFile() ? stats.size : -1;
  } catch (error) {
    // The system's own message holds the path.
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new Error(`The file cannot be read (${code}).`);
  }
  throw new Error(
    size < 0 ? 'It is no file.' : `The file has more than ${maxBytes} bytes.`,
  );
}
