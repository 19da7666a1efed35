/**
 * Packs the packages of this repository and installs them into a Backstage app, as if they had
 * been published: `npm run install-into -- ../my-backstage`.
 *
 * In the app it writes `readiness-packages/*.tgz`, dependencies of `packages/app` and
 * `packages/backend`, resolutions that lead to the tarballs, and the five lines of the README
 * in `packages/backend/src/index.ts`. Doing it twice changes nothing the second time.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './toolchain.mjs';

const SCOPE = '@team-readiness/backstage-plugin-';
const MODULES = ['repository', 'slo', 'policy', 'cost'];
const BACKEND_PACKAGES = [
  'readiness-backend',
  ...MODULES.map(name => `readiness-backend-module-${name}`),
];

const readJson = file => JSON.parse(readFileSync(file, 'utf8'));
const writeJson = (file, value) =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

function run(command, args, cwd) {
  execFileSync(command, args, {
    cwd,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

/**
 * Builds and packs every package of `plugins/`.
 *
 * @param {string} target - absolute path of the folder for the tarballs
 * @returns {Map<string, string>} file name by package name
 */
export function packAll(target) {
  console.log('Generating types …');
  run('yarn', ['tsc'], root);
  const packed = new Map();
  mkdirSync(target, { recursive: true });
  for (const folder of readdirSync(path.join(root, 'plugins')).sort()) {
    const cwd = path.join(root, 'plugins', folder);
    if (!existsSync(path.join(cwd, 'package.json'))) {
      continue;
    }
    const { name, version } = readJson(path.join(cwd, 'package.json'));
    // The content decides whether the app's lock file takes a tarball anew.
    const file = `${folder}-${version}.tgz`;
    console.log(`Packing ${name} …`);
    run('yarn', ['build'], cwd);
    run('yarn', ['pack', '--out', path.join(target, file)], cwd);
    packed.set(name, file);
  }
  return packed;
}

function addDependencies(manifestFile, names, packed, relative) {
  const manifest = readJson(manifestFile);
  for (const name of names) {
    manifest.dependencies[name] = `file:${relative}/${packed.get(name)}`;
  }
  manifest.dependencies = Object.fromEntries(
    Object.entries(manifest.dependencies).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  writeJson(manifestFile, manifest);
}

function addBackendLines(file) {
  const source = readFileSync(file, 'utf8');
  const lines = BACKEND_PACKAGES.map(
    name => `backend.add(import('${SCOPE}${name}'));`,
  ).filter(line => !source.includes(line));
  if (lines.length === 0) {
    return;
  }
  const start = source.lastIndexOf('backend.start()');
  if (start < 0) {
    throw new Error(
      `There is no 'backend.start()' in ${path.basename(
        file,
      )}; add these lines yourself:\n${lines.join('\n')}`,
    );
  }
  writeFileSync(
    file,
    `${source.slice(0, start)}${lines.join('\n')}\n\n${source.slice(start)}`,
  );
}

const app = process.argv[2] && path.resolve(process.argv[2]);
if (!app || !existsSync(path.join(app, 'packages/backend/src/index.ts'))) {
  console.error(
    'Usage: npm run install-into -- <folder of a Backstage app>\nThe folder has to hold packages/app and packages/backend/src/index.ts.',
  );
  process.exit(2);
}

const scratch = mkdtempSync(path.join(tmpdir(), 'readiness-pack-'));
const packed = packAll(scratch);
const target = path.join(app, 'readiness-packages');
rmSync(target, { recursive: true, force: true });
cpSync(scratch, target, { recursive: true });
rmSync(scratch, { recursive: true, force: true });

const manifestFile = path.join(app, 'package.json');
const manifest = readJson(manifestFile);
manifest.resolutions = {
  ...manifest.resolutions,
  ...Object.fromEntries(
    [...packed].map(([name, file]) => [
      name,
      `file:./readiness-packages/${file}`,
    ]),
  ),
};
writeJson(manifestFile, manifest);
addDependencies(
  path.join(app, 'packages/app/package.json'),
  [`${SCOPE}readiness`],
  packed,
  '../../readiness-packages',
);
addDependencies(
  path.join(app, 'packages/backend/package.json'),
  BACKEND_PACKAGES.map(name => `${SCOPE}${name}`),
  packed,
  '../../readiness-packages',
);
addBackendLines(path.join(app, 'packages/backend/src/index.ts'));
run('yarn', ['install'], app);
console.log(
  `\nReadiness is installed in ${path.basename(
    app,
  )}. Start it with 'yarn start'.`,
);
