import { UrlReaderService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { createSourceClient } from '../../http';
import { RequestBudget } from '../../requests';
import { CommitHost, startCommitHost } from '../__fixtures__/commitHost';
import { DefaultEntityFiles } from '../DefaultEntityFiles';
import { DefaultEntityHistory } from '../DefaultEntityHistory';
import { bitbucketCloudCommitList, ListedCommits } from './ListedCommits';

const token = 'hush-0123456789';
const revision = `${'a'.repeat(39)}0`;

describe('dates and histories of hosted repositories', () => {
  let host: CommitHost;

  beforeEach(async () => {
    host = await startCommitHost(token);
  });

  afterEach(() => host.close());

  /** Each kind of host: its integration, and where its page of a file would be. */
  const kinds = (): Record<string, { config: JsonObject; page: string }> => ({
    github: {
      config: {
        github: [
          { host: host.host, apiBaseUrl: `http://${host.host}/gh/v3`, token },
        ],
      },
      page: '/acme/shop/blob/main/',
    },
    gitlab: {
      config: {
        gitlab: [
          {
            host: host.host,
            apiBaseUrl: `http://${host.host}/lab`,
            baseUrl: `http://${host.host}`,
            token,
          },
        ],
      },
      page: '/acme/shop/-/blob/main/',
    },
    gitea: {
      config: {
        gitea: [
          {
            host: host.host,
            baseUrl: `http://${host.host}/tea`,
            password: token,
          },
        ],
      },
      page: '/tea/acme/shop/src/branch/main/',
    },
    bitbucketServer: {
      config: {
        bitbucketServer: [
          { host: host.host, apiBaseUrl: `http://${host.host}/server`, token },
        ],
      },
      page: '/projects/ACME/repos/shop/browse/',
    },
  });

  function create(
    options: { config: JsonObject },
    paths: string[] = ['a.md', 'b.md'],
  ) {
    const config = mockServices.rootConfig({
      data: { integrations: options.config },
    });
    const urlReader: UrlReaderService = {
      readUrl: async () => ({ buffer: async () => Buffer.from('') }),
      search: async () => ({ etag: '', files: [] }),
      readTree: async () => ({
        etag: revision,
        archive: async () => {
          throw new Error('not asked for');
        },
        dir: async () => '',
        files: async () =>
          paths.map(path => ({
            path: `docs/${path}`,
            content: async () => Buffer.from('x'),
          })),
      }),
    };
    const logger = mockServices.logger.mock();
    const files = DefaultEntityFiles.create({ config, logger, urlReader });
    return { files, history: DefaultEntityHistory.create({ config, files }) };
  }

  const entityAt = (page: string): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'shop',
      annotations: {
        'backstage.io/managed-by-location': `url:http://${host.host}${page}docs/catalog-info.yaml`,
      },
    },
  });

  async function datesOf(
    options: { config: JsonObject; page: string },
    paths?: string[],
    budget?: RequestBudget,
  ) {
    const { files } = create(options, paths);
    const entity = entityAt(options.page);
    const listing = await files.list({ entity, globs: ['*'], budget });
    const dates = () =>
      Promise.all(
        listing!.files.map(
          async it => [it.path, await it.changedAt()] as const,
        ),
      );
    return { dates, listing };
  }

  it.each(['github', 'gitlab', 'gitea'])(
    'passes over small commits at %s, where a commit tells its lines',
    async kind => {
      host.commits.push(
        { at: '2026-05-01T00:00:00Z', paths: ['docs/a.md'], added: 2 },
        { at: '2026-04-01T00:00:00Z', paths: ['docs/b.md'], added: 9 },
        {
          at: '2026-03-01T00:00:00+01:00',
          paths: ['docs/a.md', 'docs/b.md'],
          added: 0,
          removed: 3,
        },
      );
      const { dates } = await datesOf(kinds()[kind]);
      const expected = [
        ['a.md', '2026-02-28T23:00:00.000Z'],
        ['b.md', '2026-04-01T00:00:00.000Z'],
      ];
      expect(await dates()).toEqual(expected);
      const asked = host.takeRequests();
      expect(asked).toHaveLength(kind === 'github' ? 1 : 2);
      expect(asked.join()).toContain(revision);
      expect(await dates()).toEqual(expected);
      expect(host.takeRequests()).toEqual([]);
    },
  );

  it('tells the last commit at Bitbucket Server, however small', async () => {
    host.commits.push(
      { at: '2026-05-01T00:00:00Z', paths: ['docs/a.md'], added: 1 },
      { at: '2026-04-01T00:00:00Z', paths: ['docs/a.md'], added: 9 },
    );
    const { dates } = await datesOf(kinds().bitbucketServer);
    expect(await dates()).toEqual([
      ['a.md', '2026-05-01T00:00:00.000Z'],
      ['b.md', null],
    ]);
  });

  it('reads the list of Bitbucket Cloud', async () => {
    host.commits.push(
      { at: '2026-05-01T00:00:00+02:00', paths: ['a b.md'], added: 1 },
      { at: '2026-04-01T00:00:00Z', paths: ['a b.md'], added: 9 },
    );
    const client = createSourceClient({
      name: 'Commits',
      hosts: [host.host],
      allowPrivateAddresses: true,
      secretHeaders: { authorization: `Bearer ${token}` },
    });
    const baseUrl = `http://${host.host}/cloud`;
    const dates = await new ListedCommits(bitbucketCloudCommitList).lastChanges(
      {
        name: 'acme/shop',
        api: { type: 'bitbucketCloud', baseUrl, authorized: true, client },
      },
      revision,
      ['a b.md', 'gone.md'],
    );
    await client.close();
    expect([...dates]).toEqual([
      ['a b.md', '2026-04-30T22:00:00.000Z'],
      ['gone.md', null],
    ]);
  });

  it('asks GitHub for fifty files at once, and for none that nobody asks for', async () => {
    const paths = Array.from({ length: 230 }, (_, i) => `"${i}$f0}.md`);
    host.commits.push({
      at: '2026-05-01T00:00:00Z',
      paths: paths.map(path => `docs/${path}`),
      added: 5,
    });
    const taken: number[] = [];
    const budget: RequestBudget = {
      take: async (_, requests = 1) => {
        taken.push(requests);
      },
    };
    const { dates, listing } = await datesOf(kinds().github, paths, budget);
    expect(taken).toEqual([2]);
    expect(host.takeRequests()).toEqual([]);
    const told = (await dates()).filter(([, date]) => date !== null);
    expect(told).toHaveLength(200);
    expect(listing!.files).toHaveLength(230);
    expect(host.takeRequests()).toHaveLength(4);
    expect(taken).toEqual([2, 1, 1, 1, 1]);
  });

  it('asks GitHub for a few files only where there is no token', async () => {
    const paths = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    host.commits.push({
      at: '2026-05-01T00:00:00Z',
      paths: paths.map(path => `docs/${path}`),
      added: 1,
    });
    const { page } = kinds().github;
    const config = {
      github: [{ host: host.host, apiBaseUrl: `http://${host.host}/gh` }],
    };
    const { dates } = await datesOf({ config, page }, paths);
    expect((await dates()).map(([, date]) => date !== null)).toEqual(
      paths.map((_, i) => i < 5),
    );
    expect(host.takeRequests()).toHaveLength(5);
  });

  it.each([401, 403, 404])(
    'knows no date where the host answers %d, and fails nothing',
    async status => {
      host.failWith({ status });
      for (const kind of Object.values(kinds())) {
        const { dates } = await datesOf(kind);
        expect(await dates()).toEqual([
          ['a.md', null],
          ['b.md', null],
        ]);
      }
    },
  );

  it('asks again for what failed, and leaves a host alone that limits requests', async () => {
    host.commits.push({
      at: '2026-05-01T00:00:00Z',
      paths: ['docs/a.md', 'docs/b.md'],
      added: 5,
    });
    const { dates } = await datesOf(kinds().github);
    host.failWith({
      status: 403,
      headers: {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Math.ceil(Date.now() / 1_000) + 600),
      },
    });
    await expect(dates()).rejects.toMatchObject({ name: 'RetryLaterError' });
    const odd = await datesOf(kinds().gitlab);
    host.failWith({ status: 200, body: [{ unexpected: true }] });
    expect((await odd.dates())[0]).toEqual(['a.md', null]);
    host.failWith({ status: 500 });
    const broken = await datesOf(kinds().gitea);
    const error = await broken.dates().catch(it => it);
    expect(error).toMatchObject({ name: 'SourceError', status: 500 });
    expect(error.message).not.toContain(token);
    host.failWith(undefined);
    expect(await broken.dates()).toEqual([
      ['a.md', '2026-05-01T00:00:00.000Z'],
      ['b.md', '2026-05-01T00:00:00.000Z'],
    ]);
  });

  it.each(['github', 'gitlab'])(
    'tells the commits of an entity at %s, page by page',
    async kind => {
      for (let i = 0; i < 230; i++) {
        host.commits.push({
          at: new Date(Date.UTC(2026, 5, 1) - i * 86_400_000).toISOString(),
          paths: [i % 2 ? 'other/x' : 'docs/x'],
          added: 1,
          ...(i === 2
            ? {
                name: 'renovate[bot]',
                email: 'bot@example.org',
                coAuthors: ['Zed <zed@example.org>', 'Jane <jane@example.org>'],
                parents: 2,
              }
            : {}),
        });
      }
      const { config, page } = kinds()[kind];
      const { history } = create({ config });
      const answer = await history.commits({
        entity: entityAt(page),
        since: new Date(Date.UTC(2026, 5, 1) - 210 * 86_400_000),
      });
      expect(answer).toMatchObject({ complete: true });
      expect(answer!.commits).toHaveLength(106);
      expect(host.takeRequests()).toHaveLength(2);
      const [first, second] = answer!.commits;
      expect(first).toMatchObject({
        hash: revision,
        at: '2026-06-01T00:00:00.000Z',
        coAuthorKeys: [],
        bot: false,
        merge: false,
        files: null,
      });
      expect(second).toMatchObject({ bot: true, merge: true });
      expect(second.coAuthorKeys).toHaveLength(2);
      expect(second.coAuthorKeys).toContain(first.authorKey);
      expect(JSON.stringify(answer)).not.toMatch(/jane|zed|example/i);
      expect(
        await history.commits({
          entity: entityAt(page.replace('shop', 'gone')),
          since: new Date(0),
        }),
      ).toBeUndefined();
    },
  );

  it('tells no history where it would take too many requests, or the host is not asked for it', async () => {
    const since = new Date(0);
    const { config, page } = kinds().gitea;
    expect(
      await create({ config }).history.commits({
        entity: entityAt(page),
        since,
      }),
    ).toBeUndefined();
    const { github } = kinds();
    expect(
      await create(github).history.commits({
        entity: entityAt(github.page),
        since,
        paths: ['1', '2', '3', '4', '5', '6'],
      }),
    ).toBeUndefined();
    expect(host.takeRequests()).toEqual([]);
  });
});
