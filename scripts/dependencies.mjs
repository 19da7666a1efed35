/**
 * Installs the workspaces' dependencies when the lock file or a manifest has changed since the
 * last time, so that a second run starts at once.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { execFileSync } from 'node:child_process';
import { root } from './toolchain.mjs';

const marker = path.join(root, 'node_modules/.readiness-install');

function manifests() {
  const folders = ['packages', 'plugins'].flatMap(parent =>
    readdirSync(path.join(root, parent)).map(name =>
      path.join(root, parent, name, 'package.json'),
    ),
  );
  return [
    path.join(root, 'yarn.lock'),
    path.join(root, '.yarnrc.yml'),
    path.join(root, 'package.json'),
    ...folders.filter(file => existsSync(file)).sort(),
  ];
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of manifests()) {
    hash.update(path.relative(root, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/**
 * @param {NodeJS.ProcessEnv} env - from `toolchainEnvironment`
 * @throws if Yarn fails
 */
export function installDependencies(env) {
  const wanted = fingerprint();
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) {
    return;
  }
  // Standard output belongs to the command that follows.
  console.error(
    'Installing dependencies; the first time takes a minute or two …',
  );
  execFileSync('yarn', ['install', '--immutable'], {
    cwd: root,
    env,
    stdio: ['ignore', process.stderr, 'inherit'],
    shell: process.platform === 'win32',
  });
  writeFileSync(marker, wanted);
}
