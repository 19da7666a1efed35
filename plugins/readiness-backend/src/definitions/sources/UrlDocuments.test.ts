import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { maxDefinitionBytes, UnreadSource } from './DefinitionText';
import { UrlDocuments } from './UrlDocuments';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

describe('UrlDocuments', () => {
  let server: Server;
  let origin: string;
  let handlers: Record<string, Handler>;
  let asked: Array<{ path?: string; etag?: string }>;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = request.url?.split('?')[0] ?? '';
      asked.push({ path: request.url, etag: request.headers['if-none-match'] });
      const handler = handlers[path];
      if (handler) {
        handler(request, response);
      } else {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    origin = `http://127.0.0.1:${port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  beforeEach(() => {
    handlers = {};
    asked = [];
  });

  function documents(paths: string[], timeoutMs?: number) {
    const { host } = new URL(origin);
    const reader = UrlReaders.default({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig({
        data: { backend: { reading: { allow: [{ host }] } } },
      }),
    });
    return new UrlDocuments({
      reader,
      urls: paths.map(path => (path.startsWith('/') ? origin + path : path)),
      timeoutMs,
    });
  }
  async function read(urls: UrlDocuments) {
    const unread: UnreadSource[] = [];
    const texts = await urls.read(unread);
    return {
      texts: texts.map(({ source, text }) => [
        source.replace(origin, ''),
        text,
      ]),
      unread: unread.map(({ source, message }) => [
        source.replace(origin, ''),
        message,
      ]),
    };
  }
  const serve =
    (text: string, etag?: string): Handler =>
    (request, response) => {
      if (etag && request.headers['if-none-match'] === etag) {
        response.writeHead(304).end();
        return;
      }
      response.writeHead(200, etag ? { etag } : {}).end(text);
    };

  it('reads in the configured order, and what did not change only once', async () => {
    handlers = { '/a.yaml': serve('a: 1', '"v1"'), '/b.yaml': serve('b: 1') };
    const urls = documents(['/b.yaml', '/a.yaml']);
    const expected = {
      texts: [
        ['/b.yaml', 'b: 1'],
        ['/a.yaml', 'a: 1'],
      ],
      unread: [],
    };
    expect(await read(urls)).toEqual(expected);
    expect(await read(urls)).toEqual(expected);
    expect(asked.filter(({ path }) => path === '/a.yaml')).toEqual([
      { path: '/a.yaml', etag: undefined },
      { path: '/a.yaml', etag: '"v1"' },
    ]);
    handlers['/a.yaml'] = serve('a: 2', '"v2"');
    expect((await read(urls)).texts).toContainEqual(['/a.yaml', 'a: 2']);
  });

  it('names a URL without its query, and never says the secret in it', async () => {
    const urls = documents(['/gone.yaml?token=hunter2', '/gone.yaml?token=x']);
    const { unread } = await read(urls);
    expect(unread).toEqual([
      ['/gone.yaml', 'There is nothing at this URL.'],
      ['/gone.yaml (2)', 'There is nothing at this URL.'],
    ]);
    expect(asked.map(({ path }) => path).sort()).toEqual([
      '/gone.yaml?token=hunter2',
      '/gone.yaml?token=x',
    ]);
  });

  it('goes on reading what it can', async () => {
    const seven = Array.from({ length: 7 }, (_, i) => `/${i}.yaml`);
    for (const path of seven) {
      handlers[path] = serve(path);
    }
    handlers['/3.yaml'] = (_, response) => {
      response.writeHead(503).end('secret page');
    };
    handlers['/4.yaml'] = (_, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    };
    const { texts, unread } = await read(
      documents([...seven, 'http://elsewhere.example/a.yaml?key=s']),
    );
    expect(texts.map(([source]) => source)).toEqual(
      seven.filter(path => !['/3.yaml', '/4.yaml'].includes(path)),
    );
    expect(unread).toEqual([
      ['/3.yaml', 'The URL cannot be read: the host answered 503.'],
      [
        '/4.yaml',
        'The URL may not be read: it needs an integration, or an entry in backend.reading.allow.',
      ],
      [
        'http://elsewhere.example/a.yaml',
        'The URL may not be read: it needs an integration, or an entry in backend.reading.allow.',
      ],
    ]);
  });

  it('gives up on a document that is too large', async () => {
    let isOpen = true;
    let closed = () => {};
    const end = new Promise<void>(resolve => {
      closed = resolve;
    });
    handlers = {
      '/large.yaml': (_, response) => {
        const more = () => {
          while (isOpen && response.write('x'.repeat(65_536)));
        };
        response.on('close', () => {
          isOpen = false;
          closed();
        });
        response.on('drain', more);
        more();
      },
    };
    const { texts, unread } = await read(documents(['/large.yaml']));
    expect(texts).toEqual([]);
    expect(unread).toEqual([
      [
        '/large.yaml',
        `The document has more than ${maxDefinitionBytes} bytes.`,
      ],
    ]);
    // Nobody reads the rest of it.
    await end;
  });

  it('gives up on a document that does not end', async () => {
    handlers = {
      '/slow.yaml': (_, response) => {
        response.write('kind:');
      },
      '/silent.yaml': () => {},
    };
    const { texts, unread } = await read(
      documents(['/slow.yaml', '/silent.yaml'], 300),
    );
    expect(texts).toEqual([]);
    expect(unread).toEqual([
      ['/slow.yaml', 'The URL did not answer within 0.3 seconds.'],
      ['/silent.yaml', 'The URL did not answer within 0.3 seconds.'],
    ]);
  });
});
