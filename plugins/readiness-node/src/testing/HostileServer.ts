import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { HostileAnswer } from './hostileAnswers';

const maxRecordedBytes = 1024 * 1024;

/**
 * A request as the server saw it.
 *
 * @public
 */
export interface RecordedRequest {
  method: string;
  /** Path and query. */
  path: string;
  /** By lower-case name, as Node tells them. */
  headers: IncomingMessage['headers'];
  /** The body as text, at most 1 MiB of it. */
  body: string;
}

/**
 * An HTTP server on loopback that answers as badly as real ones do.
 *
 * @example
 * ```ts
 * const server = await HostileServer.start();
 * server.answerAt('/api/slos', hostileAnswers.status(500), hostileAnswers.json([]));
 * const client = createSourceClient({ name: 'Test', hosts: [server.host], allowPrivateAddresses: true });
 * // the first request of /api/slos meets a 500, each further one an empty list
 * await server.close();
 * ```
 *
 * @public
 */
export class HostileServer {
  /** What was asked, oldest first. */
  readonly requests: RecordedRequest[] = [];
  /** The port that it listens on, or listened. */
  readonly port: number;
  readonly #server: Server;
  readonly #answers = new Map<string, HostileAnswer[]>();
  #otherwise: HostileAnswer[] = [];
  #connections = 0;

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  /** Starts a server on a free port of 127.0.0.1; each path answers 404 until it is told otherwise. */
  static async start(): Promise<HostileServer> {
    const server = createServer();
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const hostile = new HostileServer(server);
    server.on('connection', () => {
      hostile.#connections += 1;
    });
    server.on('request', async (request, response) => {
      const path = request.url ?? '/';
      // Whoever asked may have hung up, which is nothing to fail about here.
      response.on('error', () => {});
      request.on('error', () => {});
      const body = await readText(request).catch(() => '');
      hostile.requests.push({
        method: request.method ?? 'GET',
        path,
        headers: request.headers,
        body,
      });
      const answer = hostile.#next(path.split('?')[0]);
      if (answer) {
        await answer(response, request);
      } else {
        response.writeHead(404).end();
      }
    });
    return hostile;
  }

  /** Address and port, as a URL writes them: `127.0.0.1:40123`. */
  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** How many connections were made. */
  get connections(): number {
    return this.#connections;
  }

  /** URL of a path, which begins with a slash. */
  url(path: string): string {
    return `http://${this.host}${path}`;
  }

  /** What is answered at each path that nothing else is said of: in turn, the last one for good. */
  answer(...answers: HostileAnswer[]): void {
    this.#otherwise = [...answers];
  }

  /** What is answered at one path (without query): in turn, the last one for good. */
  answerAt(path: string, ...answers: HostileAnswer[]): void {
    this.#answers.set(path, [...answers]);
  }

  /** Hangs up on everybody and listens no more. May be called twice. */
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) {
      await new Promise<void>(resolve => {
        this.#server.close(() => resolve());
      });
    }
  }

  #next(path: string): HostileAnswer | undefined {
    const answers = this.#answers.get(path) ?? this.#otherwise;
    return answers.length > 1 ? answers.shift() : answers[0];
  }
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= maxRecordedBytes) {
      chunks.push(chunk);
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}
