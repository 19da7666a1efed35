import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { GitHost, startGitHost } from './__fixtures__/gitHost';
import { DefaultEntityFiles } from './DefaultEntityFiles';
import { FileLimits } from './FileLimits';

const globs = ['README.md', 'docs/**', '*.md'];

describe('DefaultEntityFiles on hosted repositories', () => {
  let host: GitHost;
  let now: number;

  beforeEach(async () => {
    host = await startGitHost();
    now = Date.UTC(2026, 0, 1);
  });

  afterEach(() => host.close());

  function create(
    options: {
      limits?: Partial<FileLimits>;
      allow?: string[];
      clock?: 'own' | 'default';
    } = {},
  ) {
    const config = mockServices.rootConfig({
      data: {
        backend: { reading: { allow: [{ host: host.plainHost }] } },
        integrations: {
          gitea: [{ host: host.host, baseUrl: `http://${host.host}` }],
        },
        readiness: { repository: { url: { allow: options.allow ?? [] } } },
      },
    });
    const logger = mockServices.logger.mock();
    return DefaultEntityFiles.create({
      config,
      logger,
      urlReader: UrlReaders.default({ config, logger }),
      limits: options.limits,
      ...(options.clock === 'default' ? {} : { now: () => now }),
    });
  }

  function entityAt(managed: string, source?: string, name = 'shop'): Entity {
    return {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        annotations: {
          'backstage.io/managed-by-location': managed,
          ...(source ? { 'backstage.io/source-location': source } : {}),
        },
      },
    };
  }

  const inGitea = (path: string) =>
    `url:http://${host.host}/acme/mono/src/branch/main/${path}`;

  const archives = () =>
    host.takeRequests().filter(path => path.endsWith('.tar.gz')).length;

  it('reads one archive for a hundred entities, and none while it is unchanged', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `service-${i}`);
    for (const name of names) {
      host.write('acme/mono', `services/${name}/README.md`, `I am ${name}`);
      host.write('acme/mono', `services/${name}/src/main.md`, 'not asked for');
    }
    const files = create();
    const read = () =>
      Promise.all(
        names.map(async name => {
          const listing = await files.list({
            entity: entityAt(inGitea(`services/${name}/catalog-info.yaml`)),
            globs,
          });
          return Promise.all(listing?.files.map(f => f.content()) ?? []);
        }),
      );

    expect(await read()).toEqual(names.map(name => [`I am ${name}`]));
    expect(host.takeRequests()).toHaveLength(2);

    await read();
    expect(host.takeRequests()).toEqual([]);

    now += 61_000;
    await read();
    expect(host.takeRequests()).toEqual([
      '/api/v1/repos/acme/mono/git/commits/main',
    ]);

    host.write('acme/mono', 'services/service-7/README.md', 'changed');
    now += 61_000;
    expect((await read())[7]).toEqual(['changed']);
    expect(archives()).toBe(1);
  });

  it('shares what it read by the time of the machine where no other is given', async () => {
    host.write('acme/mono', 'docs/runbook.md', '# Runbook');
    host.write('acme/mono', 'reliability/targets.yaml', 'kind: SLO');
    const files = create({ clock: 'default' });
    const entity = entityAt(inGitea('catalog-info.yaml'));
    const read = async () => {
      const listing = await files.list({
        entity,
        globs: [...globs, 'reliability/**'],
      });
      return Promise.all(listing?.files.map(f => f.content()) ?? []);
    };
    expect(await read()).toEqual(['# Runbook', 'kind: SLO']);
    host.takeRequests();
    expect(await read()).toEqual(['# Runbook', 'kind: SLO']);
    expect(host.takeRequests()).toEqual([]);
  });

  it('gives addresses for people, a revision and no date', async () => {
    host.write('acme/mono', 'a b/docs/run #1.md', '# Runbook');
    const listing = await create().list({
      entity: entityAt(inGitea('a%20b/catalog-info.yaml')),
      globs,
    });
    const base = `http://${host.host}/acme/mono/src/branch/main`;
    expect(listing).toMatchObject({
      location: `${base}/a%20b`,
      revision: expect.stringMatching(/^[0-9a-f]{40}$/),
      problems: [],
    });
    expect(listing?.files).toMatchObject([
      { path: 'docs/run #1.md', url: `${base}/a%20b/docs/run%20%231.md` },
    ]);
    expect(await listing?.files[0].changedAt()).toBeNull();
  });

  it('reads files at unusual places one by one, without another archive', async () => {
    host.write('acme/mono', 'reliability/targets.yaml', 'kind: SLO');
    const files = create();
    const entity = entityAt(inGitea('catalog-info.yaml'));
    await files.list({ entity, globs });
    host.takeRequests();
    const listing = await files.list({ entity, globs: ['reliability/**'] });
    expect(await listing?.files[0].content()).toBe('kind: SLO');
    expect(host.takeRequests()).toEqual([
      '/api/v1/repos/acme/mono/contents/reliability/targets.yaml',
    ]);
  });

  it.each([
    ['another repository', 'acme/theirs/src/branch/main/'],
    [
      'a repository whose name only begins alike',
      'acme/mono-2/src/branch/main/',
    ],
    [
      'a way up and out',
      'acme/mono/src/branch/main/../../../../theirs/src/branch/main/',
    ],
    ['an encoded way out', 'acme/mono/src/branch/main/%2e%2e%2f%2e%2e/'],
    ['a page of no known shape', 'acme/theirs/raw/branch/main/'],
  ])('reads nothing for %s', async (_, path) => {
    for (const repository of ['acme/mono', 'acme/mono-2', 'acme/theirs']) {
      host.write(repository, 'README.md', 'secret');
    }
    const refused: Problem[] = [];
    const listing = await create().list({
      entity: entityAt(
        inGitea('services/shop/catalog-info.yaml'),
        `url:http://${host.host}/${path}`,
      ),
      globs,
      onRefused: problem => refused.push(problem),
    });
    expect(listing).toBeUndefined();
    expect(refused).toMatchObject([
      { subject: 'file', entityRef: 'component:default/shop' },
    ]);
    expect(host.takeRequests()).toEqual([]);
  });

  it('reads another directory or branch of the same repository, and what is allowed', async () => {
    host.write('acme/mono', 'shop/README.md', 'the shop');
    host.write('acme/theirs', 'README.md', 'shared');
    const managed = inGitea('catalog/all.yaml');
    const read = async (source: string, allow?: string[]) => {
      const entity = entityAt(managed, source);
      const listing = await create({ allow }).list({ entity, globs });
      return listing?.files[0]?.content();
    };
    expect(await read(inGitea('shop'))).toBe('the shop');
    expect(
      await read(`url:http://${host.host}/acme/mono/src/branch/stable/shop/`),
    ).toBe('the shop');
    const theirs = `url:http://${host.host}/acme/theirs/src/branch/main/`;
    expect(await read(theirs)).toBeUndefined();
    expect(await read(theirs, [`http://${host.host}/acm`])).toBeUndefined();
    expect(await read(theirs, [`http://${host.host}/acme`])).toBe('shared');
  });

  it('asks a host without trees for each exact path, and says what it cannot know', async () => {
    const files = create();
    const entity = entityAt(
      `url:http://${host.plainHost}/plain/acme/shop/c.yaml`,
    );
    host.write('acme/shop', 'README.md', 'plain');
    const read = async () => {
      const listing = await files.list({ entity, globs });
      return {
        files: await Promise.all(listing?.files.map(f => f.content()) ?? []),
        problems: listing?.problems.map(p => p.message),
      };
    };
    expect(await read()).toEqual({
      files: ['plain'],
      problems: [expect.stringMatching(/lists no directories/)],
    });
    const asked = host.takeRequests();
    expect(asked).toEqual(
      expect.arrayContaining([
        '/plain/acme/shop/README.md',
        '/plain/acme/shop/RUNBOOK.md',
        '/plain/acme/shop/docs/runbooks/README.md',
      ]),
    );
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).not.toContain('/plain/acme/shop/package.json');
    now += 61_000;
    expect((await read()).files).toEqual(['plain']);
    host.write('acme/shop', 'README.md', null);
    now += 61_000;
    expect((await read()).files).toEqual([]);
  });

  it('throws, for a minute the same error, where the host cannot be reached', async () => {
    host.write('acme/mono', 'README.md', 'back again');
    const files = create();
    const entity = entityAt(inGitea('catalog-info.yaml'));
    host.failWith(503);
    await expect(files.list({ entity, globs })).rejects.toThrow(/503/);
    await expect(files.list({ entity, globs })).rejects.toThrow(/503/);
    expect(host.takeRequests()).toHaveLength(1);
    host.failWith(undefined);
    now += 61_000;
    const listing = await files.list({ entity, globs });
    expect(await listing?.files[0].content()).toBe('back again');
  });

  it('does not take a host that cannot be asked for one that has nothing', async () => {
    const list = (...wanted: string[]) =>
      create().list({
        entity: entityAt(`url:http://${host.plainHost}/plain/acme/shop/c.yaml`),
        globs: wanted,
      });
    host.write('acme/shop', 'slo/shop.yaml', 'slo');
    await expect(list('slo/**', 'openslo/*.yaml')).rejects.toThrow(
      /lists no directories/,
    );
    const listing = await list('slo/**', 'slo/shop.yaml');
    expect(listing?.files.map(file => file.path)).toEqual(['slo/shop.yaml']);
    host.write('acme/shop', 'openslo/slos.yaml', 'slo');
    const byName = await list('slo/**', 'openslo/*.yaml');
    expect(byName?.files.map(file => file.path)).toEqual(['openslo/slos.yaml']);
    expect(byName?.problems).toMatchObject([{ name: '.' }]);
  });

  it('does not wait for a host once the caller has given up', async () => {
    host.stall();
    const controller = new AbortController();
    const listing = create().list({
      entity: entityAt(inGitea('catalog-info.yaml')),
      globs,
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(new Error('given up')), 5);
    await expect(listing).rejects.toThrow('given up');
  });

  it('leaves out large files and stops at its bounds, with a problem for each', async () => {
    host.write('acme/mono', 'README.md', 'x'.repeat(2_000));
    for (let i = 0; i < 5; i++) {
      host.write('acme/mono', `docs/${i}.md`, 'x');
    }
    const listing = await create({
      limits: { maxFileBytes: 1_000, maxFiles: 3 },
    }).list({ entity: entityAt(inGitea('catalog-info.yaml')), globs });
    expect(listing?.files.map(f => f.path)).toEqual([
      'docs/0.md',
      'docs/1.md',
      'docs/2.md',
    ]);
    expect(listing?.problems.map(p => p.name)).toEqual([
      'README.md',
      'docs/3.md',
    ]);
  });

  it('reads nothing for an entity that comes from no file', async () => {
    const entity = entityAt('bootstrap:somewhere');
    expect(await create().list({ entity, globs })).toBeUndefined();
  });
});
