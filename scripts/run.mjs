/**
 * The commands of the project on a machine that has only Node 20 or newer and npm:
 * brings what is missing, then runs the command with it.
 *
 * Usage: node scripts/run.mjs <start|test|test:laws|test:killed|test:e2e|test:prometheus|test:real-data|demo:reset|install-into|benchmark|budgets|screenshots|readiness|exec> [arguments]
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { installDependencies } from './dependencies.mjs';
import { root, toolchainEnvironment } from './toolchain.mjs';

const scripts = {
  start: 'scripts/portal/start.mjs',
  test: 'scripts/tests/unit.mjs',
  'test:killed': 'scripts/tests/killed.mjs',
  'test:laws': 'scripts/tests/laws.mjs',
  'test:e2e': 'scripts/tests/e2e.mjs',
  'test:prometheus': 'prometheus-tests/run.mjs',
  'test:real-data': 'real-data-tests/run.mjs',
  'demo:reset': 'scripts/portal/reset-demo.mjs',
  'install-into': 'scripts/install-into.mjs',
  benchmark: 'benchmarks/run.mjs',
  budgets: 'scripts/tests/budgets.mjs',
  screenshots: 'scripts/screenshots/screenshots.mjs',
  readiness: 'plugins/readiness-cli/bin/readiness',
};

const [command, ...rest] = process.argv.slice(2);
if (command !== 'exec' && !(command in scripts)) {
  console.error(
    `Unknown command '${command ?? ''}'. One of: ${Object.keys(scripts).join(
      ', ',
    )}, exec`,
  );
  process.exit(2);
}

let env;
try {
  env = toolchainEnvironment();
  installDependencies(env);
} catch (error) {
  // What npm or Yarn had to say stands above.
  console.error(`Could not prepare the workspace: ${error.message}`);
  process.exit(1);
}

// Some scripts share what the stories in e2e-tests/ are made of.
const typescript = [
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
  '--experimental-strip-types',
];
const [program, args] =
  command === 'exec'
    ? [rest[0], rest.slice(1)]
    : ['node', [...typescript, path.join(root, scripts[command]), ...rest]];
const child = spawn(program, args, {
  cwd: root,
  env,
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.on('error', error => {
  console.error(error.message);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
