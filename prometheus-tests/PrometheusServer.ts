import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A series with its samples: seconds since 1970, and a value. */
export interface Series {
  /** As PromQL selects it, e.g. `requests_total{code="200"}`. */
  name: string;
  samples: Array<readonly [time: number, value: number]>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise<void>(resolve => {
    server.close(() => resolve());
  });
  if (typeof address !== 'object' || address === null) {
    throw new Error('There is no free port.');
  }
  return address.port;
}

/** A real Prometheus on loopback that knows a history from its first moment on, and scrapes nothing. */
export class PrometheusServer {
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, process: ChildProcess, folder: string) {
    this.url = url;
    this.#process = process;
    this.#folder = folder;
  }

  /**
   * Writes the history and starts the server.
   *
   * @throws if it does not answer within 30 seconds
   */
  static async start(history: readonly Series[]): Promise<PrometheusServer> {
    const folder = mkdtempSync(path.join(tmpdir(), 'readiness-history-'));
    const data = path.join(folder, 'data');
    if (history.length > 0) {
      const text = path.join(folder, 'history.txt');
      const lines = history.flatMap(({ name, samples }) =>
        samples.map(([time, value]) => `${name} ${value} ${time}`),
      );
      writeFileSync(text, `${lines.join('\n')}\n# EOF\n`);
      // One block for all of it: by default there would be one for every two hours.
      const create = ['tsdb', 'create-blocks-from'];
      const options = ['--max-block-duration=4608h', 'openmetrics', '-q'];
      execFileSync('promtool', [...create, ...options, text, data]);
    }
    const config = path.join(folder, 'prometheus.yml');
    writeFileSync(config, 'global: { scrape_interval: 1m }\n');
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const child = spawn(
      'prometheus',
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${data}`,
        '--storage.tsdb.retention.time=1y',
        `--web.listen-address=127.0.0.1:${port}`,
        '--log.level=error',
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    const server = new PrometheusServer(url, child, folder);
    const deadline = Date.now() + 30_000;
    while (!(await server.#isReady())) {
      if (Date.now() > deadline || child.exitCode !== null) {
        await server.stop();
        throw new Error('Prometheus did not start.');
      }
      await sleep(100);
    }
    return server;
  }

  /** Ends it and takes its data away. May be called twice. */
  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = new Promise(resolve => {
        this.#process.once('exit', resolve);
      });
      this.#process.kill('SIGTERM');
      await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/-/ready`)).ok;
    } catch {
      return false;
    }
  }
}
