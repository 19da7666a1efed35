/**
 * Drives a portal of its own in a real browser: one file in e2e-tests/ per user story.
 *
 * Arguments that name a story, e.g. `compare-teams`, run these alone; others are handed to Node's test runner.
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { root } from '../toolchain.mjs';
import { startTestPortal } from './startTestPortal.mjs';

const stories = globSync('e2e-tests/*.test.ts', { cwd: root }).sort();
const named = process.argv.slice(2).filter(name => !name.startsWith('-'));
const options = process.argv.slice(2).filter(name => name.startsWith('-'));
const chosen = stories.filter(
  story => named.length === 0 || named.some(name => story.includes(name)),
);
if (chosen.length === 0) {
  console.error(`No story is named so. There are:\n${stories.join('\n')}`);
  process.exit(2);
}

const portal = await startTestPortal();
const runner = spawn(
  'node',
  [
    '--disable-warning=ExperimentalWarning',
    '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
    '--experimental-strip-types',
    '--test',
    // A story that fails may leave a browser behind.
    '--test-force-exit',
    '--test-timeout=300000',
    // One browser at a time: the stories share one portal.
    '--test-concurrency=1',
    ...options,
    ...chosen,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...portal.environment },
  },
);
const code = await new Promise(resolve => runner.on('exit', resolve));
if (code !== 0) {
  console.error(`The portal said:\n${portal.complaints().join('\n')}`);
}
await portal.stop();
process.exit(code ?? 1);
