import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { ResponseError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { tarEntry } from './__fixtures__/gitHost';
import { DefaultEntityFiles } from './DefaultEntityFiles';
import { HostRequests } from './HostRequests';

const commit = 'c'.repeat(40);
const archive = gzipSync(
  Buffer.concat([
    tarEntry('root/README.md', Buffer.from('# It')),
    Buffer.alloc(1024),
  ]),
);

/** What hosts answer to the readers of Backstage, by method-less path with query. */
const answers: Array<[RegExp, (base: string) => object | Buffer]> = [
  [
    /^\/gh\/repos\/acme\/shop\/commits\/main\/status/,
    base => ({
      sha: commit,
      repository: {
        archive_url: `${base}/gh/repos/acme/shop/{archive_format}{/ref}`,
      },
    }),
  ],
  [/^\/gh\/repos\/acme\/shop$/, () => ({ default_branch: 'main' })],
  [/^\/gh\/repos\/acme\/shop\/tarball\//, () => archive],
  [/^\/lab\/projects\/acme%2Fshop$/, () => ({ id: 1, default_branch: 'main' })],
  [
    /^\/lab\/projects\/acme%2Fshop\/repository\/commits/,
    () => [{ id: commit }],
  ],
  [/^\/lab\/projects\/acme%2Fshop\/repository\/archive/, () => archive],
  [
    /^\/server\/projects\/ACME\/repos\/shop\/branches\?filterText=main/,
    () => ({ size: 1, values: [{ displayId: 'main', latestCommit: commit }] }),
  ],
  [
    /^\/server\/projects\/ACME\/repos\/shop\/branches\/default/,
    () => ({ displayId: 'main', latestCommit: commit }),
  ],
  [/^\/server\/projects\/ACME\/repos\/shop\/archive/, () => archive],
  [
    /^\/tea\/api\/v1\/repos\/acme\/shop\/git\/commits\/main/,
    () => ({ sha: commit }),
  ],
  [/^\/tea\/api\/v1\/repos\/acme\/shop\/archive\//, () => archive],
];

describe('HostRequests', () => {
  let server: Server;
  let host: string;
  let asked: string[];

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      const path = request.url ?? '';
      asked.push(path);
      const found = answers.find(([shape]) => shape.test(path));
      const body = found?.[1](`http://${host}`) ?? { message: 'Not Found' };
      response.writeHead(found ? 200 : 404);
      response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(done => server.close(done));
  });

  const api = (path: string) => `http://${host}/${path}`;

  it.each([
    ['github', 'acme/shop/blob/main/', 2, 1],
    ['github', '', 3, 2],
    ['gitlab', 'acme/shop/-/blob/main/', 3, 2],
    ['gitea', 'tea/acme/shop/src/branch/main/', 2, 1],
    ['bitbucketServer', 'projects/ACME/repos/shop/browse/?at=main', 2, 1],
    ['bitbucketServer', 'projects/ACME/repos/shop/browse/', 4, 1],
  ])(
    'counts no fewer requests than the reader of %s makes at %s',
    async (type, page, counted, unchanged) => {
      const integration = {
        github: { apiBaseUrl: api('gh') },
        gitlab: { apiBaseUrl: api('lab'), baseUrl: api('') },
        gitea: { baseUrl: api('tea') },
        bitbucketServer: { apiBaseUrl: api('server') },
      }[type];
      const config = mockServices.rootConfig({
        data: { integrations: { [type]: [{ host, ...integration }] } },
      });
      const logger = mockServices.logger.mock();
      const taken: Array<[string, number]> = [];
      const read = (knownRevision?: string) => {
        const [path, query] = page.split('?');
        const file = `http://${host}/${path}c.yaml${query ? `?${query}` : ''}`;
        // Without a page, the source location names the repository and no branch.
        const annotations = {
          'backstage.io/managed-by-location': `url:${
            page ? file : api('acme/shop/blob/main/c.yaml')
          }`,
          ...(page
            ? {}
            : { 'backstage.io/source-location': `url:${api('acme/shop')}` }),
        };
        return DefaultEntityFiles.create({
          config,
          logger,
          urlReader: UrlReaders.default({ config, logger }),
        }).list({
          entity: {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name: 'shop', annotations },
          },
          globs: ['*.md'],
          knownRevision,
          budget: {
            take: async (name, requests = 1) => {
              taken.push([name, requests]);
            },
          },
        });
      };
      const listing = await read();
      expect(listing?.files.map(file => file.path)).toEqual(['README.md']);
      expect(taken).toEqual([[host, counted]]);
      const made = asked.length;
      expect(made).toBeGreaterThan(unchanged);
      expect(made).toBeLessThanOrEqual(counted);
      asked = [];
      const again = await read(listing?.revision ?? undefined);
      expect(again?.unchanged).toBe(true);
      expect(asked).toHaveLength(unchanged);
    },
  );

  describe('explain', () => {
    const now = Date.UTC(2026, 0, 1);
    const create = () =>
      new HostRequests({
        integrations: ScmIntegrations.fromConfig(mockServices.rootConfig()),
        now: () => now,
      });
    const shop = 'https://github.com/acme/shop';

    it.each([
      'Request failed for https://x, 403 Forbidden (rate limit exceeded)',
      'https://x could not be read as https://y, 429 Too Many Requests',
      'Failed to read tree from https://x, 429 ',
    ])('takes "%s" for a host that limits requests', async message => {
      const requests = create();
      const until = new Date(now + 600_000);
      expect(requests.explain(shop, new Error(message))).toMatchObject({
        name: 'RetryLaterError',
        retryAt: until,
      });
      await expect(
        requests.take(`${shop}/other`, { type: 'file' }, undefined),
      ).rejects.toMatchObject({ retryAt: until });
      await requests.take(
        'https://gitlab.com/a/b',
        { type: 'file' },
        undefined,
      );
    });

    it.each([
      ['120', 120_000],
      ['Thu, 01 Jan 2026 00:05:00 GMT', 300_000],
      ['999999', 3_600_000],
      ['soon', 600_000],
    ])('waits as a response asks by Retry-After: %s', async (value, wait) => {
      const response = new Response('{}', {
        status: 429,
        headers: { 'retry-after': value },
      });
      const error = await ResponseError.fromResponse(response);
      expect(create().explain(shop, error)).toMatchObject({
        retryAt: new Date(now + wait),
      });
    });

    it('names a host that cannot be reached', async () => {
      const refused = await fetch('http://127.0.0.1:1/').catch(error => error);
      expect(create().explain(shop, refused)).toMatchObject({
        message: expect.stringMatching(
          /^[a-z.]+ cannot be reached( \([A-Z_]+\))?\.$/,
        ),
      });
    });

    it.each(['Request failed, 404 Not Found', 'a 429 of something', '500'])(
      'leaves "%s" as it is',
      async message => {
        const requests = create();
        const error = new Error(message);
        expect(requests.explain(shop, error)).toBe(error);
        await requests.take(shop, { type: 'file' }, undefined);
      },
    );
  });
});
