import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { UrlReaderService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { RequestBudget, RetryLaterError } from '../requests';
import { GitHost, startGitHost } from './__fixtures__/gitHost';
import { DefaultEntityFiles } from './DefaultEntityFiles';

/** A budget that remembers what was taken, and ends. */
function countingBudget(left = Infinity) {
  const taken: Array<[string, number]> = [];
  let rest = left;
  const budget: RequestBudget = {
    async take(host, requests = 1) {
      if (requests > rest) {
        throw new RetryLaterError('Used up', new Date(Date.UTC(2026, 0, 2)));
      }
      rest -= requests;
      taken.push([host, requests]);
    },
  };
  return { budget, taken };
}

describe('what is asked of the hosts of repositories', () => {
  let host: GitHost;
  let now: number;

  beforeEach(async () => {
    host = await startGitHost();
    now = Date.UTC(2026, 0, 1);
    host.write('acme/mono', 'a/README.md', 'a');
    host.write('acme/mono', 'b/README.md', 'b');
  });

  afterEach(() => host.close());

  function create(urlReader?: (real: UrlReaderService) => UrlReaderService) {
    const config = mockServices.rootConfig({
      data: {
        backend: { reading: { allow: [{ host: host.plainHost }] } },
        integrations: {
          gitea: [{ host: host.host, baseUrl: `http://${host.host}` }],
        },
      },
    });
    const logger = mockServices.logger.mock();
    const real = UrlReaders.default({ config, logger });
    return DefaultEntityFiles.create({
      config,
      logger,
      urlReader: urlReader?.(real) ?? real,
      now: () => now,
    });
  }

  function entityAt(url: string): Entity {
    return {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'shop',
        annotations: { 'backstage.io/managed-by-location': `url:${url}` },
      },
    };
  }

  const inGitea = (directory: string) =>
    entityAt(
      `http://${host.host}/acme/mono/src/branch/main/${directory}/catalog-info.yaml`,
    );

  const globs = ['README.md'];
  const commitPath = '/api/v1/repos/acme/mono/git/commits/main';
  const archivePath = '/api/v1/repos/acme/mono/archive/main.tar.gz';

  it('reads nothing while the commit is the known one, also after a restart', async () => {
    const before = await create().list({ entity: inGitea('a'), globs });
    const knownRevision = before?.revision ?? undefined;
    host.takeRequests();

    const files = create();
    const list = (directory: string) =>
      files.list({ entity: inGitea(directory), globs, knownRevision });
    expect(await Promise.all([list('a'), list('b'), list('a')])).toEqual(
      ['a', 'b', 'a'].map(directory => ({
        location: `http://${host.host}/acme/mono/src/branch/main/${directory}`,
        revision: knownRevision,
        unchanged: true,
        files: [],
        problems: [],
      })),
    );
    expect(host.takeRequests()).toEqual([commitPath]);

    host.write('acme/mono', 'a/README.md', 'changed');
    expect((await list('a'))?.unchanged).toBe(true);
    now += 61_000;
    const changed = await list('a');
    expect(changed?.unchanged).toBeUndefined();
    expect(await changed?.files[0].content()).toBe('changed');
    expect(host.takeRequests()).toEqual([commitPath, archivePath]);
  });

  it('reads the tree once for all who know another revision, or none', async () => {
    const { revision } = (await create().list({
      entity: inGitea('a'),
      globs,
    }))!;
    host.takeRequests();
    const files = create();
    const known = [revision!, 'older', undefined, 'oldest', revision!];
    const listings = await Promise.all(
      known.map(knownRevision =>
        files.list({ entity: inGitea('a'), globs, knownRevision }),
      ),
    );
    expect(listings.map(it => it?.unchanged ?? false)).toEqual(
      known.map(it => it === revision),
    );
    expect(listings.map(it => it?.files.length)).toEqual([0, 1, 1, 1, 0]);
    expect(host.takeRequests()).toEqual([commitPath, commitPath, archivePath]);

    now += 61_000;
    for (const knownRevision of known) {
      await files.list({ entity: inGitea('b'), globs, knownRevision });
    }
    expect(host.takeRequests()).toEqual([commitPath]);
  });

  it('reads one tree for 600 listings: 100 entities of 6 collectors', async () => {
    for (let i = 0; i < 100; i++) {
      host.write('acme/mono', `services/${i}/README.md`, `I am ${i}`);
    }
    let trees = 0;
    const files = create(real => ({
      readUrl: (...args) => real.readUrl(...args),
      search: (...args) => real.search(...args),
      readTree: (...args) => {
        trees++;
        return real.readTree(...args);
      },
    }));
    const listings = await Promise.all(
      Array.from({ length: 600 }, (_, i) => {
        const entity = entityAt(
          `http://${host.host}/acme/mono/src/branch/main/catalog.yaml`,
        );
        entity.metadata.annotations![
          'backstage.io/source-location'
        ] = `url:http://${host.host}/acme/mono/src/branch/main/services/${
          i % 100
        }/`;
        return files.list({ entity, globs: [['README.md', '*.md'][i % 2]] });
      }),
    );
    expect(
      await Promise.all(listings.map(it => it?.files[0].content())),
    ).toEqual(listings.map((_, i) => `I am ${i % 100}`));
    expect(trees).toBe(1);
    expect(host.takeRequests()).toEqual([commitPath, archivePath]);
  });

  it('counts what is asked before it is asked, and asks nothing beyond', async () => {
    host.write('acme/mono', 'a/odd.txt', 'odd');
    const files = create();
    const { budget, taken } = countingBudget(3);
    const listing = await files.list({
      entity: inGitea('a'),
      globs: ['*'],
      budget,
    });
    const [, odd] = listing!.files;
    expect(await odd.content()).toBe('odd');
    await files.list({ entity: inGitea('b'), globs, budget });
    expect(taken).toEqual([
      [host.host, 2],
      [host.host, 1],
    ]);
    now += 61_000;
    host.takeRequests();
    await expect(odd.content()).rejects.toMatchObject({
      name: 'RetryLaterError',
      retryAt: new Date(Date.UTC(2026, 0, 2)),
    });
    await expect(
      files.list({ entity: inGitea('b'), globs, budget }),
    ).rejects.toThrow('Used up');
    expect(host.takeRequests()).toEqual([]);
  });

  it('keeps a refusal from those whose budget is not used up', async () => {
    const files = create();
    const list = (left: number) =>
      files
        .list({
          entity: inGitea('a'),
          globs,
          budget: countingBudget(left).budget,
        })
        .then(
          it => it?.files.length,
          error => error.name,
        );
    expect(await Promise.all([list(0), list(1), list(2), list(0)])).toEqual([
      'RetryLaterError',
      'RetryLaterError',
      1,
      1,
    ]);
    expect(host.takeRequests()).toEqual([commitPath, archivePath]);
    now += 61_000;
    expect(await list(0)).toBe('RetryLaterError');
    expect(await list(2)).toBe(1);
    expect(host.takeRequests()).toEqual([commitPath]);
  });

  it('leaves a host alone that limits requests', async () => {
    host.write('acme/other', 'README.md', 'other');
    const files = create();
    host.failWith(429);
    const other = entityAt(
      `http://${host.host}/acme/other/src/branch/main/c.yaml`,
    );
    for (const entity of [inGitea('a'), inGitea('b'), other]) {
      await expect(files.list({ entity, globs })).rejects.toMatchObject({
        name: 'RetryLaterError',
        retryAt: new Date(now + 10 * 60_000),
      });
    }
    host.failWith(undefined);
    now += 9 * 60_000;
    await expect(files.list({ entity: other, globs })).rejects.toThrow(
      /limits requests/,
    );
    expect(host.takeRequests()).toHaveLength(1);
    now += 60_000;
    expect((await files.list({ entity: other, globs }))?.files).toHaveLength(1);
  });

  it('asks again after a push, whatever it heard a moment ago', async () => {
    const files = create();
    const list = (knownRevision?: string) =>
      files.list({ entity: inGitea('a'), globs, knownRevision });
    const { revision } = (await list())!;
    host.write('acme/mono', 'a/README.md', 'pushed');
    files.outdate(['https://localhost/acme/else']);
    expect((await list(revision!))?.unchanged).toBe(true);
    files.outdate([`https://${host.host}/acme/mono`]);
    const listing = await list(revision!);
    expect(await listing?.files[0].content()).toBe('pushed');
    host.takeRequests();

    // A read that began before the push serves only those who asked before it.
    now += 61_000;
    const early = list();
    await new Promise(resolve => setImmediate(resolve));
    files.outdate([`https://${host.host}/acme/mono`]);
    await Promise.all([early, list()]);
    expect(host.takeRequests()).toEqual([commitPath, commitPath]);
  });

  it('tells all paths of an entity from the same tree', async () => {
    const files = create();
    host.write('acme/mono', 'a/src/main.c', 'x');
    host.write('acme/mono', 'a-b/x', 'x');
    expect(await files.paths({ entity: inGitea('a') })).toEqual({
      complete: true,
      paths: ['README.md', 'src/main.c'],
    });
    await files.list({ entity: inGitea('a'), globs });
    expect(host.takeRequests()).toEqual([commitPath, archivePath]);
    expect(
      await files.paths({
        entity: entityAt(`http://${host.plainHost}/plain/acme/mono/c.yaml`),
      }),
    ).toBeUndefined();
  });

  it('searches a host that gives no trees, where its reader can', async () => {
    const searched: string[] = [];
    const { budget, taken } = countingBudget();
    const files = create(real => ({
      readUrl: (...args) => real.readUrl(...args),
      readTree: (...args) => real.readTree(...args),
      async search(url) {
        searched.push(url);
        const base = `http://${host.plainHost}/plain/acme/mono/`;
        return {
          etag: '',
          files: ['docs/a b.md', 'docs/deep/x.md', '../other/x.md'].map(
            path => ({
              url: base + encodeURI(path),
              content: async () => Buffer.from(path),
            }),
          ),
        };
      },
    }));
    const listing = await files.list({
      entity: entityAt(`http://${host.plainHost}/plain/acme/mono/c.yaml`),
      globs: ['docs/*.md', 'a/README.md'],
      budget,
    });
    expect(searched).toEqual([
      `http://${host.plainHost}/plain/acme/mono/docs/*.md`,
    ]);
    expect(
      await Promise.all(
        listing!.files.map(async it => [it.path, await it.content()]),
      ),
    ).toEqual([
      ['docs/a b.md', 'docs/a b.md'],
      ['a/README.md', 'a'],
    ]);
    expect(listing?.problems).toEqual([]);
    expect(taken).toEqual([
      [host.plainHost, 3],
      [host.plainHost, 3],
      [host.plainHost, 1],
    ]);
  });
});
