import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ScorecardSource } from '@team-readiness/backstage-plugin-readiness-engine';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const packageName = '@team-readiness/backstage-plugin-readiness-standards';

/**
 * The scorecards that ship with Readiness, as texts for `readScorecards`.
 *
 * @returns one source a document, sorted by file name; `source` is the path
 *   within the package
 * @throws Error if the package is incomplete
 * @public
 */
export async function builtInScorecards(): Promise<ScorecardSource[]> {
  const directory = resolvePackagePath(packageName, 'documents');
  const files = (await readdir(directory))
    .filter(file => file.endsWith('.yaml'))
    .sort();
  return Promise.all(
    files.map(async file => ({
      source: `readiness-standards/documents/${file}`,
      text: await readFile(join(directory, file), 'utf8'),
    })),
  );
}
