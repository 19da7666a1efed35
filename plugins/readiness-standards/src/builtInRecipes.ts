import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ScorecardSource } from '@team-readiness/backstage-plugin-readiness-engine';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const packageName = '@team-readiness/backstage-plugin-readiness-standards';

/**
 * A recipe that ships with Readiness.
 *
 * @public
 */
export interface BuiltInRecipe extends ScorecardSource {
  /** By which the configuration switches it on: the name of its file, e.g. `sonarqube`. */
  name: string;
}

/**
 * The recipes that ship with Readiness, as texts for `readCollectors`. None runs unless it is named
 * in `readiness.definitions.recipes`.
 *
 * @returns sorted by name; `source` is the path within the package
 * @throws Error if the package is incomplete
 * @public
 */
export async function builtInRecipes(): Promise<BuiltInRecipe[]> {
  const directory = resolvePackagePath(packageName, 'recipes');
  const files = (await readdir(directory))
    .filter(file => file.endsWith('.yaml'))
    .sort();
  return Promise.all(
    files.map(async file => ({
      name: file.replace(/\.yaml$/, ''),
      source: `readiness-standards/recipes/${file}`,
      text: await readFile(join(directory, file), 'utf8'),
    })),
  );
}
