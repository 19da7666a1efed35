import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ScorecardSource } from '@team-readiness/backstage-plugin-readiness-engine';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const packageName = '@team-readiness/backstage-plugin-readiness-standards';

/**
 * The tests of the scorecards that ship with Readiness, as texts for
 * `readScorecardTests`.
 *
 * @returns one source a document, sorted by path; `source` is the path within
 *   the package
 * @throws Error if the package is incomplete
 * @public
 */
export async function builtInScorecardTests(): Promise<ScorecardSource[]> {
  const directory = resolvePackagePath(packageName, 'documents', 'tests');
  const files = (await readdir(directory, { recursive: true }))
    .filter(file => file.endsWith('.test.yaml'))
    .sort();
  return Promise.all(
    files.map(async file => ({
      source: `readiness-standards/documents/tests/${file.replace(/\\/g, '/')}`,
      text: await readFile(join(directory, file), 'utf8'),
    })),
  );
}
