/**
 * Finds or brings the Node and Yarn that the project needs.
 *
 * Backstage 1.55 runs on Node 22 and 24, and the workspaces on Yarn 4. A machine that has
 * only an older Node and npm gets both as npm packages into `.toolchain/`, which git ignores.
 * Nothing is installed outside the clone, and nothing that is already there is replaced.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '..',
);

const NODE_VERSION = '24.21.0';
const YARN_VERSION = '4.13.0';
const SUPPORTED_NODE_MAJORS = [22, 24];

const folder = path.join(root, '.toolchain');

function hasYarn4() {
  const { status, stdout } = spawnSync('yarn', ['--version'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, COREPACK_ENABLE_DOWNLOAD_PROMPT: '0' },
    timeout: 20_000,
  });
  return status === 0 && stdout.trim().startsWith('4.');
}

/**
 * @returns {NodeJS.ProcessEnv} an environment whose PATH begins with a Node and a Yarn that fit
 * @throws if they are missing and npm cannot bring them
 */
export function toolchainEnvironment() {
  const major = Number(process.versions.node.split('.')[0]);
  const needsNode = !SUPPORTED_NODE_MAJORS.includes(major);
  const needsYarn = !hasYarn4();
  if (!needsNode && !needsYarn) {
    return { ...process.env };
  }

  // The packages per platform hold the binary itself, so that no install script has to run.
  const nodePackage = `node-${
    process.platform === 'win32' ? 'win' : process.platform
  }-${process.arch}`;
  const nodeBinary = path.join(
    folder,
    'node_modules',
    nodePackage,
    process.platform === 'win32' ? 'bin/node.exe' : 'bin/node',
  );
  const yarnScript = path.join(
    folder,
    'node_modules/@yarnpkg/cli-dist/bin/yarn.js',
  );
  const wanted = [
    ...(needsNode && !existsSync(nodeBinary)
      ? [`${nodePackage}@${NODE_VERSION}`]
      : []),
    ...(needsYarn && !existsSync(yarnScript)
      ? [`@yarnpkg/cli-dist@${YARN_VERSION}`]
      : []),
  ];
  if (wanted.length > 0) {
    console.error(`Bringing ${wanted.join(' and ')} into .toolchain/ …`);
    mkdirSync(folder, { recursive: true });
    const manifest = path.join(folder, 'package.json');
    if (!existsSync(manifest)) {
      writeFileSync(
        manifest,
        `${JSON.stringify({ name: 'toolchain', private: true }, null, 2)}\n`,
      );
    }
    execFileSync(
      'npm',
      ['install', '--no-audit', '--no-fund', '--loglevel=error', ...wanted],
      {
        cwd: folder,
        stdio: ['inherit', process.stderr, 'inherit'],
        shell: process.platform === 'win32',
      },
    );
  }

  const folders = [
    ...(needsNode ? [path.dirname(nodeBinary)] : []),
    ...(needsYarn ? [path.join(folder, 'node_modules/.bin')] : []),
  ];
  return {
    ...process.env,
    PATH: [...folders, process.env.PATH].join(path.delimiter),
  };
}
