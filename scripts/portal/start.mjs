/**
 * Runs the portal with the demo organisation: app on port 3000, backend on port 7007.
 * Says when it answers. Arguments are handed to `backstage-cli repo start`.
 */
import { spawn } from 'node:child_process';
import { root } from '../toolchain.mjs';
import { ensureDemo } from './demo.mjs';

if (ensureDemo() === 'written') {
  console.log('Wrote the demo organisation into .demo/');
}

const child = spawn(
  'yarn',
  ['backstage-cli', 'repo', 'start', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' },
);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}

while (
  !(await answers('http://localhost:7007/.backstage/health/v1/readiness')) ||
  !(await answers('http://localhost:3000'))
) {
  await new Promise(resolve => setTimeout(resolve, 2_000));
}
console.log('\nReadiness is up: http://localhost:3000/readiness\n');
