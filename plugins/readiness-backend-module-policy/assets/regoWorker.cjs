/**
 * Runs one compiled Rego policy in a thread of its own, so that it can be
 * stopped: WebAssembly cannot be interrupted from outside.
 *
 * It is given `workerData` { library, wasm, data, initial, maximum }: the path
 * of the SDK, the module, the data document as JSON, and the memory in pages
 * of 64 KiB. It answers `{ ready: [entry points] }` or `{ broken: reason }`
 * once, and each message `{ entrypoint, input }` with `{ result }` (JSON of the
 * result set) or `{ error }`.
 */
const { parentPort, workerData } = require('node:worker_threads');

const maxResult = 5_000_000;

/** The SDK throws texts and plain objects, too. */
function reasonOf(error) {
  const text = typeof error === 'string' ? error : error?.message;
  return String(text ?? 'no reason given').slice(0, 500);
}

// Outside of what is caught: what this throws names a place on the machine.
const { loadPolicySync } = require(workerData.library);

try {
  // Policies may print; nobody reads it.
  console.log = () => {};
  console.error = () => {};
  const { initial, maximum } = workerData;
  const policy = loadPolicySync(workerData.wasm, { initial, maximum });
  if (workerData.data !== null) {
    policy.setData(JSON.parse(workerData.data));
  }
  parentPort.on('message', ({ entrypoint, input }) => {
    try {
      const answer = policy.evaluate(JSON.parse(input), entrypoint);
      const result = JSON.stringify(answer);
      if (result.length > maxResult) {
        throw new Error('the answer is too large');
      }
      parentPort.postMessage({ result });
    } catch (error) {
      parentPort.postMessage({ error: reasonOf(error) });
    }
  });
  parentPort.postMessage({ ready: Object.keys(policy.entrypoints) });
} catch (error) {
  parentPort.postMessage({ broken: reasonOf(error) });
}
