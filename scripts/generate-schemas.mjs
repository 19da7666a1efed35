/**
 * Makes the JSON Schemas of documents from the schemas that the product reads them with. Editors
 * take them by the line `# yaml-language-server: $schema=…`; they are committed and shipped.
 *
 *   node scripts/generate-schemas.mjs          writes the files
 *   node scripts/generate-schemas.mjs --check  writes nothing; fails if a file would change
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const common = join(root, 'plugins/readiness-common');

const requireFromCommon = createRequire(join(common, 'package.json'));
const requireFromRoot = createRequire(join(root, 'package.json'));
// Lets TypeScript be required, as the backend is started.
requireFromCommon('@backstage/cli/config/nodeTransform.cjs');
const schemas = requireFromCommon('./src/definitions/jsonSchemas.ts');
const prettier = requireFromRoot('prettier');

const files = {
  'scorecard.schema.json': schemas.scorecardJsonSchema,
  'scorecard-test.schema.json': schemas.scorecardTestJsonSchema,
  'collector.schema.json': schemas.collectorJsonSchema,
};

async function readIfThere(path) {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') {
      return '';
    }
    throw error;
  }
}

const isCheck = process.argv.includes('--check');
const changed = [];
for (const [name, make] of Object.entries(files)) {
  const path = join(common, 'schemas', name);
  const content = await prettier.format(JSON.stringify(make(), null, 2), {
    parser: 'json',
  });
  if ((await readIfThere(path)) === content) {
    continue;
  }
  changed.push(relative(root, path));
  if (!isCheck) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}

if (isCheck && changed.length > 0) {
  process.stderr.write(
    `Not up to date with the schemas of documents: ${changed.join(
      ', ',
    )}. Run \`yarn generate:schemas\` and commit the result.\n`,
  );
  process.exitCode = 1;
}
