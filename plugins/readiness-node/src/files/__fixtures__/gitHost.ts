import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A Git host on loopback, with the parts of Gitea's API that a URL reader asks for. */
export interface GitHost {
  /** `localhost:<port>`, for the Gitea integration. */
  host: string;
  /** `127.0.0.1:<port>`: the same files, from a host of which nothing is known. */
  plainHost: string;
  /** Puts a file into `<owner>/<repository>`; null removes it. */
  write(repository: string, path: string, content: string | null): void;
  /** Paths asked for since the last call. */
  takeRequests(): string[];
  /** Answers everything with this status, until told otherwise by undefined. */
  failWith(status: number | undefined): void;
  /** Answers nothing from now on. */
  stall(): void;
  close(): Promise<void>;
}

/** One entry of a tar archive in the POSIX ustar format. */
export function tarEntry(path: string, content: Buffer): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0, 100);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  const sum = header.reduce((a, b) => a + b, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([header, content, padding]);
}

/** Starts a Git host on a free port. */
export async function startGitHost(): Promise<GitHost> {
  const repositories = new Map<string, Map<string, string>>();
  let requests: string[] = [];
  let failure: number | undefined;
  let stalled = false;

  const revision = (files: Map<string, string>) =>
    createHash('sha1')
      .update(JSON.stringify([...files]))
      .digest('hex');

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    requests.push(pathname);
    const answer = (status: number, body?: Buffer | object, etag?: string) => {
      const json = body && !Buffer.isBuffer(body);
      response.writeHead(status, etag ? { ETag: etag } : {});
      response.end(json ? JSON.stringify(body) : body);
    };
    if (stalled) {
      return;
    }
    if (failure) {
      answer(failure);
      return;
    }
    const api = pathname.match(
      /^\/api\/v1\/repos\/([^/]+\/[^/]+)\/(git\/commits|archive|contents)\/(.*)$/,
    );
    const plain = pathname.match(/^\/plain\/([^/]+\/[^/]+)\/(.*)$/);
    const [, repository, action, rest] = api ?? [];
    const files = repositories.get(repository ?? plain?.[1] ?? '');
    const path = decodeURIComponent(plain?.[2] ?? rest ?? '');
    const content = files?.get(path);
    if (!files) {
      answer(404);
    } else if (plain) {
      const etag =
        content === undefined
          ? ''
          : `"${revision(new Map([[path, content]]))}"`;
      if (content === undefined) {
        answer(404);
      } else if (request.headers['if-none-match'] === etag) {
        answer(304);
      } else {
        answer(200, Buffer.from(content), etag);
      }
    } else if (action === 'git/commits') {
      answer(200, { sha: revision(files) });
    } else if (action === 'archive') {
      const entries = [...files].map(([name, text]) =>
        tarEntry(`root/${name}`, Buffer.from(text)),
      );
      answer(200, gzipSync(Buffer.concat([...entries, Buffer.alloc(1024)])));
    } else if (content === undefined) {
      answer(404);
    } else {
      const encoded = Buffer.from(content).toString('base64');
      answer(200, { encoding: 'base64', content: encoded });
    }
  });
  await new Promise<void>(resolve => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;

  return {
    host: `localhost:${port}`,
    plainHost: `127.0.0.1:${port}`,
    write(repository, path, content) {
      const files = repositories.get(repository) ?? new Map<string, string>();
      repositories.set(repository, files);
      if (content === null) {
        files.delete(path);
      } else {
        files.set(path, content);
      }
    },
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    failWith(status) {
      failure = status;
    },
    stall() {
      stalled = true;
    },
    close: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections();
        server.close(error => (error ? reject(error) : resolve()));
      }),
  };
}
