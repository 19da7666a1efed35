import { Worker } from 'node:worker_threads';

/** What the thread says. */
export type RegoReply =
  | { ready: string[] }
  | { broken: string }
  | { result: string }
  | { error: string };

/** What a thread is made of. */
export interface RegoThreadData {
  /** Path of the SDK of OPA. */
  library: string;
  wasm: Uint8Array;
  /** The data document as JSON, or null. */
  data: string | null;
  /** Pages of 64 KiB. */
  initial: number;
  maximum: number;
}

/**
 * One thread that runs one policy. It is asked one thing at a time; once it
 * has failed to answer it has to be ended.
 */
export class RegoThread {
  readonly #worker: Worker;
  #settle: ((reply: RegoReply | Error) => void) | undefined;
  #ended: Error | undefined;

  constructor(file: string, workerData: RegoThreadData) {
    this.#worker = new Worker(file, {
      workerData,
      // Nothing of the process is the policy's business.
      env: {},
      resourceLimits: {
        maxOldGenerationSizeMb: 256,
        maxYoungGenerationSizeMb: 32,
        stackSizeMb: 4,
      },
    });
    this.#worker.unref();
    this.#worker.on('message', (reply: RegoReply) => this.#settle?.(reply));
    this.#worker.on('error', () =>
      this.#end('The policy broke the thread that ran it.'),
    );
    this.#worker.on('exit', () =>
      this.#end('The policy ended the thread that ran it.'),
    );
  }

  /**
   * Waits for what the thread says next.
   *
   * @param limitMs - how long
   * @param message - sent before; nothing for the first reply of a new thread
   * @throws Error if the thread ends, or says nothing in time
   */
  async ask(limitMs: number, message?: object): Promise<RegoReply> {
    if (this.#ended) {
      throw this.#ended;
    }
    let timer: NodeJS.Timeout | undefined;
    const reply = await new Promise<RegoReply | Error>(resolve => {
      this.#settle = resolve;
      timer = setTimeout(
        () =>
          resolve(
            new Error(`The policy took longer than ${limitMs} milliseconds.`),
          ),
        limitMs,
      );
      if (message) {
        this.#worker.postMessage(message);
      }
    });
    clearTimeout(timer);
    this.#settle = undefined;
    if (reply instanceof Error) {
      throw reply;
    }
    return reply;
  }

  /** Ends it, whatever it does. */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #end(message: string): void {
    this.#ended ??= new Error(message);
    this.#settle?.(this.#ended);
  }
}
