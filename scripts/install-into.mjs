/**
 * Packs the packages of this repository and installs them into a Backstage app, as if they had
 * been published: `npm run install-into -- ../my-backstage`.
 *
 * In the app it writes `readiness-packages/*.tgz`, dependencies of `packages/app` and
 * `packages/backend`, resolutions that lead to the tarballs, and the lines of the README
 * in `packages/backend/src/index.ts`. Nothing in the app is changed before everything is packed,
 * and doing it twice changes nothing the second time. When the packages are published, deleting
 * `readiness-packages` and the resolutions is all there is to do.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './toolchain.mjs';

const SCOPE = '@team-readiness/backstage-plugin-';
const TARBALLS = 'readiness-packages';
const APP_PACKAGES = [`${SCOPE}readiness`];
const BACKEND_PACKAGES = [
  'readiness-backend',
  ...[
    'repository',
    'slo',
    'policy',
    'cost',
    'security',
    'delivery',
    'http',
  ].map(name => `readiness-backend-module-${name}`),
].map(name => `${SCOPE}${name}`);

const readJson = file => JSON.parse(readFileSync(file, 'utf8'));
const writeJson = (file, value) =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

/** Runs a program in a folder; throws if it fails. What it says is shown unless it is quiet. */
function run(command, args, cwd, { quiet = false } = {}) {
  execFileSync(command, args, {
    cwd,
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
}

/**
 * Builds and packs every package of `plugins/`.
 *
 * @param {string} target - absolute path of the folder for the tarballs
 * @returns {{ name: string, version: string, file: string }[]} what is in the folder
 */
function packAll(target) {
  console.log('Generating types …');
  // Of the workspaces alone; `yarn tsc` looks at the tests of the portal as well.
  run('yarn', ['exec', 'tsc'], root);
  return readdirSync(path.join(root, 'plugins'))
    .sort()
    .map(folder => path.join(root, 'plugins', folder))
    .filter(cwd => existsSync(path.join(cwd, 'package.json')))
    .map(cwd => {
      const { name, version } = readJson(path.join(cwd, 'package.json'));
      console.log(`Packing ${name} …`);
      run('yarn', ['build'], cwd);
      const packed = path.join(target, 'package.tgz');
      run('yarn', ['pack', '--out', packed], cwd, { quiet: true });
      // Yarn keeps what it once read under the name of a file: other content needs another name.
      const digest = createHash('sha256')
        .update(readFileSync(packed))
        .digest('hex')
        .slice(0, 10);
      const file = `${path.basename(cwd)}-${version}-${digest}.tgz`;
      renameSync(packed, path.join(target, file));
      return { name, version, file };
    });
}

function addDependencies(manifestFile, names, packages) {
  const manifest = readJson(manifestFile);
  const added = packages
    .filter(({ name }) => names.includes(name))
    .map(({ name, version }) => [name, `^${version}`]);
  manifest.dependencies = Object.fromEntries(
    Object.entries({
      ...manifest.dependencies,
      ...Object.fromEntries(added),
    }).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  writeJson(manifestFile, manifest);
}

function addResolutions(manifestFile, packages) {
  const manifest = readJson(manifestFile);
  manifest.resolutions = {
    ...manifest.resolutions,
    ...Object.fromEntries(
      packages.map(({ name, file }) => [name, `file:./${TARBALLS}/${file}`]),
    ),
  };
  writeJson(manifestFile, manifest);
}

/**
 * @param {string} source - text of a backend's `index.ts`
 * @returns {string} the text with the lines that were missing, before the backend starts
 * @throws Error with the missing lines if there is no place for them
 */
function withBackendLines(source) {
  const lines = BACKEND_PACKAGES.filter(
    name => !source.includes(`'${name}'`),
  ).map(name => {
    const line = `backend.add(import('${name}'));`;
    if (line.length <= 80) {
      return line;
    }
    const argument = `  import('${name}'),`;
    return argument.length <= 80
      ? `backend.add(\n${argument}\n);`
      : `backend.add(\n  import(\n    '${name}'\n  ),\n);`;
  });
  if (lines.length === 0) {
    return source;
  }
  const start = source.lastIndexOf('backend.start()');
  if (start < 0) {
    throw new Error(
      `There is no 'backend.start()' in packages/backend/src/index.ts. Add these lines yourself and try again:\n${lines.join(
        '\n',
      )}`,
    );
  }
  return `${source.slice(0, start)}// readiness: team scorecards\n${lines.join(
    '\n',
  )}\n\n${source.slice(start)}`;
}

/**
 * @param {string} app - absolute path of a Backstage app
 * @throws Error if something cannot be built, packed or installed
 */
function installInto(app) {
  const backendFile = path.join(app, 'packages/backend/src/index.ts');
  const backendSource = withBackendLines(readFileSync(backendFile, 'utf8'));

  const scratch = mkdtempSync(path.join(tmpdir(), 'readiness-pack-'));
  let packages;
  try {
    packages = packAll(scratch);
    rmSync(path.join(app, TARBALLS), { recursive: true, force: true });
    cpSync(scratch, path.join(app, TARBALLS), { recursive: true });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }

  addResolutions(path.join(app, 'package.json'), packages);
  addDependencies(
    path.join(app, 'packages/app/package.json'),
    APP_PACKAGES,
    packages,
  );
  addDependencies(
    path.join(app, 'packages/backend/package.json'),
    BACKEND_PACKAGES,
    packages,
  );
  writeFileSync(backendFile, backendSource);
  run('yarn', ['install'], app);
}

// npm runs scripts in the root of the repository; paths are meant from where it was called.
const app =
  process.argv[2] &&
  path.resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2]);
const needed = [
  'package.json',
  'packages/app/package.json',
  'packages/backend/package.json',
  'packages/backend/src/index.ts',
];
if (!app || needed.some(file => !existsSync(path.join(app, file)))) {
  console.error(
    'Usage: npm run install-into -- <folder of a Backstage app>\nThe folder has to hold packages/app and packages/backend/src/index.ts, as @backstage/create-app makes them.',
  );
  process.exit(2);
}
try {
  installInto(app);
  console.log(
    `\nReadiness is installed in ${path.basename(
      app,
    )}. Start it with 'yarn start' there.`,
  );
} catch (error) {
  // What Yarn or the compiler had to say stands above.
  console.error(`\nCould not install: ${error.message}`);
  process.exit(1);
}
