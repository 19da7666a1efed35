/**
 * Makes docs/facts.md, the catalogue of facts, from the schemas of the facts.
 *
 *   node scripts/generate-facts.mjs          writes the file
 *   node scripts/generate-facts.mjs --check  writes nothing; fails if the file would change
 */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'docs/facts.md');
const prettier = createRequire(join(root, 'package.json'))('prettier');

const printed = execFileSync(
  process.execPath,
  [
    join(root, 'plugins/readiness-cli/bin/readiness'),
    'facts',
    '--format',
    'markdown',
  ],
  { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 },
);
const style = await prettier.resolveConfig(join(root, 'docs/facts.md'));
const content = await prettier.format(printed, {
  ...style,
  parser: 'markdown',
});
const present = await readFile(target, 'utf8').catch(() => '');

if (present !== content) {
  if (process.argv.includes('--check')) {
    process.stderr.write(
      'docs/facts.md is not what the facts are. Run `yarn generate:facts` and commit the result.\n',
    );
    process.exitCode = 1;
  } else {
    await writeFile(target, content);
  }
}
