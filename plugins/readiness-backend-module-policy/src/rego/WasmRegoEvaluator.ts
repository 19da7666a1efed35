/**
 * Runs a compiled Rego policy in a thread that can be stopped.
 *
 * Guarantees: a policy that loops, traps, or asks for more memory than it gets
 * makes its own answers unknown, and nothing else. One thread serves a run; it
 * is ended when an input takes too long, and begun anew for the next one. After
 * three such inputs in a row the policy is not run any more.
 */
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { JsonObject, JsonValue } from '@backstage/types';
import { createHash } from 'node:crypto';
import { readRegoBundle, RegoBundle } from './readRegoBundle';
import { readWasmLayout } from './readWasmLayout';
import { RegoAnswer, RegoEvaluator } from './RegoEvaluator';
import { RegoReply, RegoThread } from './RegoThread';

/** 64 KiB each: 128 MiB. */
const maxPages = 2_048;
const initialPages = 64;
const startLimitMs = 10_000;
const maxInputLength = 5_000_000;
const maxStopsInARow = 3;

const workerFile = () =>
  resolvePackagePath(
    '@team-readiness/backstage-plugin-readiness-backend-module-policy',
    'assets',
    'regoWorker.cjs',
  );

/** The value of the rule in a result set; an empty one means that it is not defined. */
function toAnswer(text: string): RegoAnswer {
  const set: unknown = JSON.parse(text);
  const [first] = Array.isArray(set) ? set : [];
  return typeof first === 'object' && first !== null && 'result' in first
    ? { value: (first as { result: JsonValue }).result }
    : { reason: 'The rule is not defined for it.' };
}

/** @see RegoEvaluator */
export class WasmRegoEvaluator implements RegoEvaluator {
  readonly revision: string;
  readonly #bundle: RegoBundle;
  readonly #memory: { initial: number; maximum: number };
  readonly #entrypoint: string;
  readonly #timeLimitMs: number;
  #thread: RegoThread | undefined;
  #stopsInARow = 0;
  #closed = false;
  #broken: string | undefined;
  /** Inputs go through one after the other, also those of several callers. */
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(options: {
    bundle: RegoBundle;
    memory: { initial: number; maximum: number };
    revision: string;
    entrypoint: string;
    timeLimitMs: number;
  }) {
    this.#bundle = options.bundle;
    this.#memory = options.memory;
    this.#entrypoint = options.entrypoint;
    this.#timeLimitMs = options.timeLimitMs;
    this.revision = options.revision;
  }

  /**
   * @param options.bytes - a WebAssembly module, or a bundle
   * @param options.entrypoint - the rule, e.g. `readiness/deny`
   * @param options.timeLimitMs - for one input
   * @throws Error with one plain sentence where this is no policy that can run
   */
  static async open(options: {
    bytes: Uint8Array;
    entrypoint: string;
    timeLimitMs: number;
  }): Promise<WasmRegoEvaluator> {
    const { bytes, entrypoint, timeLimitMs } = options;
    const bundle = await readRegoBundle(bytes, entrypoint);
    const layout = readWasmLayout(bundle.wasm);
    if (layout.minimum > maxPages) {
      throw new Error(
        `The policy wants ${layout.minimum} pages of memory; it gets ${maxPages} at most.`,
      );
    }
    const maximum = Math.min(layout.maximum ?? maxPages, maxPages);
    const evaluator = new WasmRegoEvaluator({
      bundle,
      memory: {
        initial: Math.min(Math.max(layout.minimum, initialPages), maximum),
        maximum,
      },
      revision: createHash('sha256')
        .update(bytes)
        .update(entrypoint)
        .digest('hex'),
      entrypoint,
      timeLimitMs,
    });
    try {
      await evaluator.#start();
    } catch (error) {
      await evaluator.close();
      throw error;
    }
    return evaluator;
  }

  async evaluate(
    inputs: readonly JsonObject[],
    { signal }: { signal: AbortSignal },
  ): Promise<RegoAnswer[]> {
    const answers: RegoAnswer[] = [];
    for (const input of inputs) {
      signal.throwIfAborted();
      const next = this.#queue.then(() => this.#evaluateOne(input));
      this.#queue = next.catch(() => undefined);
      answers.push(await next);
    }
    return answers;
  }

  async close(): Promise<void> {
    // An input that waits for its turn must not begin another thread.
    this.#closed = true;
    await this.#stop();
  }

  async #stop(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.close();
  }

  async #evaluateOne(input: JsonObject): Promise<RegoAnswer> {
    const stopped = this.#closed ? 'The run is over.' : this.#broken;
    if (stopped !== undefined) {
      return { reason: stopped, mayPass: true };
    }
    const text = JSON.stringify(input);
    if (text.length > maxInputLength) {
      return { reason: 'The manifest is too large to be given to the policy.' };
    }
    let reply: RegoReply;
    try {
      const thread = await this.#start();
      reply = await thread.ask(this.#timeLimitMs, {
        entrypoint: this.#entrypoint,
        input: text,
      });
    } catch (error) {
      await this.#stop();
      this.#stopsInARow += 1;
      const reason = (error as Error).message;
      if (this.#stopsInARow >= maxStopsInARow) {
        this.#broken = `The policy is not run any more: ${reason}`;
      }
      return { reason, mayPass: true };
    }
    this.#stopsInARow = 0;
    if ('error' in reply) {
      return { reason: `The policy failed: ${reply.error}` };
    }
    return 'result' in reply
      ? toAnswer(reply.result)
      : { reason: 'The policy gave no answer.' };
  }

  async #start(): Promise<RegoThread> {
    if (this.#thread) {
      return this.#thread;
    }
    const thread = new RegoThread(workerFile(), {
      library: require.resolve('@open-policy-agent/opa-wasm'),
      wasm: this.#bundle.wasm,
      data: this.#bundle.data,
      ...this.#memory,
    });
    this.#thread = thread;
    const reply = await thread.ask(startLimitMs);
    if ('broken' in reply) {
      throw new Error(`The policy cannot be loaded: ${reply.broken}`);
    }
    if ('ready' in reply && !reply.ready.includes(this.#entrypoint)) {
      throw new Error(
        `The policy has no entry point ${this.#entrypoint}; it has ${reply.ready
          .slice(0, 10)
          .map(it => it.slice(0, 100))
          .join(', ')}.`,
      );
    }
    return thread;
  }
}
