import { globSync } from 'node:fs';
import path from 'node:path';

/**
 * The folder with the data, absolute. `run.mjs` has made sure that it is there.
 */
export const realDataFolder = path.resolve(
  process.env.READINESS_REAL_DATA ?? '',
);

/** One file of the folder. */
export interface RealFile {
  /** Absolute. */
  path: string;
  /** Relative to the folder, with forward slashes: what reports show. */
  name: string;
}

/**
 * Lists files of the folder, sorted by name.
 *
 * @param globs - relative to the folder, e.g. `slo/**\/*.yaml`
 */
export function realFiles(...globs: string[]): RealFile[] {
  if (!process.env.READINESS_REAL_DATA) {
    throw new Error(
      'READINESS_REAL_DATA is not set. Run this suite with `npm run test:real-data`.',
    );
  }
  return globSync(globs, { cwd: realDataFolder, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => path.join(entry.parentPath, entry.name))
    .sort()
    .map(file => ({
      path: file,
      name: path.relative(realDataFolder, file).split(path.sep).join('/'),
    }));
}
