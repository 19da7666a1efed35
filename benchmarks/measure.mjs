/** Starts processes that measure, and reads what they print. */
import { fork } from 'node:child_process';
import { once } from 'node:events';

const children = new Set();
process.on('exit', () => children.forEach(child => child.kill('SIGKILL')));
let isStopped = false;
/** What waits for a child fails, and whoever waits cleans up. */
function stop() {
  isStopped = true;
  children.forEach(child => child.kill('SIGKILL'));
}
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

/**
 * @typedef {object} Measuring
 * @property {Promise<void>} ready - once the process says that it is
 * @property {() => void} go - tells it to begin
 * @property {Promise<any>} result - the JSON of its last line
 */

/**
 * Starts a script of Node.
 *
 * @param {string} script - path
 * @param {string[]} args - of it
 * @param {string[]} [execArgv] - of Node
 * @returns {Measuring}
 * @throws once the whole run is to stop
 */
export function start(script, args, execArgv = []) {
  if (isStopped) {
    throw new Error('Stopped');
  }
  const child = fork(script, args, {
    execArgv,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  children.add(child);
  let output = '';
  child.stdout.on('data', chunk => {
    output += chunk;
  });
  const result = new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      children.delete(child);
      if (code === 0) {
        resolve(JSON.parse(output.trim().split('\n').at(-1)));
      } else {
        reject(new Error(`${script} ended with ${code ?? signal}`));
      }
    });
  });
  // Whoever waits for it hears of it; nobody else has to.
  result.catch(() => {});
  return {
    ready: Promise.race([once(child, 'message'), result]).then(() => {}),
    go: () => child.send('go'),
    result,
  };
}

/**
 * Runs a script of Node to its end.
 *
 * @returns {Promise<any>} the JSON of its last line
 */
export function measure(script, args, execArgv) {
  return start(script, args, execArgv).result;
}
