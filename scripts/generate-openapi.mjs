/**
 * Makes what is generated from the OpenAPI document of the backend: the document
 * as a constant, from which the router takes its validation and its types, and
 * the types of the client. Both are committed.
 *
 *   node scripts/generate-openapi.mjs          writes the files
 *   node scripts/generate-openapi.mjs --check  writes nothing; fails if a file would change
 */
import { readFile, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const document = join(
  root,
  'plugins/readiness-backend/src/schema/openapi.yaml',
);
const targets = {
  spec: join(root, 'plugins/readiness-backend/src/schema/generated/openapi.ts'),
  types: join(root, 'plugins/readiness-common/src/api/generated/openapi.ts'),
};

// The generators are dependencies of the package of the client.
const requireFromClient = createRequire(
  join(root, 'plugins/readiness-common/package.json'),
);
const { parse } = requireFromClient('yaml');
const generator = await import(
  pathToFileURL(requireFromClient.resolve('openapi-typescript'))
);

const notice = `/* eslint-disable */
/*
 * Generated from ${relative(
   root,
   document,
 )}. Do not edit: run \`yarn generate:openapi\`.
 */
`;

/** @returns {Promise<Map<string, string>>} what each file has to hold */
async function generate() {
  const text = await readFile(document, 'utf8');
  // Not the module's default: the CommonJS build has it one level deeper.
  const openapiTS = generator.default.default ?? generator.default;
  const astToString = generator.astToString ?? generator.default.astToString;
  const types = astToString(await openapiTS(text, { silent: true }))
    // The package exports these, so that they need what its other exports have.
    .replace(
      /^export interface components /m,
      '/** What the REST API takes and returns, by kind and name. @public */\n$&',
    )
    .replace(
      /^export interface operations /m,
      '/** What can be asked of the REST API: parameters and answers by `operationId`. @public */\n$&',
    );
  return new Map([
    [
      targets.spec,
      `${notice}export const spec = ${JSON.stringify(
        parse(text),
        null,
        2,
      )} as const;\n`,
    ],
    [targets.types, `${notice}\n${types}`],
  ]);
}

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

const changed = [];
for (const [path, content] of await generate()) {
  if ((await readIfThere(path)) === content) {
    continue;
  }
  changed.push(relative(root, path));
  if (!process.argv.includes('--check')) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
}

if (process.argv.includes('--check') && changed.length > 0) {
  process.stderr.write(
    `Not up to date with ${relative(root, document)}: ${changed.join(
      ', ',
    )}. Run \`yarn generate:openapi\` and commit the result.\n`,
  );
  process.exitCode = 1;
}
