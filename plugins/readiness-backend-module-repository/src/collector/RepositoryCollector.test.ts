import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { JsonObject } from '@backstage/types';
import { RepositoryFact } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  DefaultEntityFiles,
  EntityFiles,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { CatalogEntities } from '../code';
import { OutsideReviewers } from './OutsideReviewers';
import { RepositoryCollector } from './RepositoryCollector';

const schedule = { frequency: { hours: 24 }, timeToLive: { days: 3 } };
const now = new Date('2026-06-15T12:00:00Z');
const text = 'Customers cannot pay, and orders pile up quickly.';

describe('RepositoryCollector', () => {
  const root = createMockDirectory();

  beforeEach(() => root.clear());

  const localFiles = () =>
    DefaultEntityFiles.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
      urlReader: mockServices.urlReader.mock(),
    });

  function targetOf(
    name: string,
    options: {
      annotations?: Record<string, string>;
      dependencies?: string[];
      previous?: JsonObject;
    } = {},
  ): CollectionTarget {
    return {
      entityRef: `component:default/${name}`,
      entity: {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name,
          annotations: {
            'backstage.io/managed-by-location': `file:${root.resolve(
              name,
              'catalog-info.yaml',
            )}`,
            ...options.annotations,
          },
        },
      },
      catalog: {
        entity: {},
        tier: null,
        tierDeclared: null,
        lifecycle: null,
        dependencies: options.dependencies ?? [],
        runbookLinks: [],
        budget: null,
        onCall: false,
      },
      previous: options.previous,
    };
  }

  async function collect(
    targets: CollectionTarget[],
    files: EntityFiles = localFiles(),
    signal = new AbortController().signal,
    reviewers?: OutsideReviewers,
  ): Promise<Observation[]> {
    const run = await new RepositoryCollector({
      files,
      schedule,
      reviewers,
    }).open({ now, signal });
    return run.collect(targets, { signal });
  }

  async function factOf(
    target: CollectionTarget,
    files?: EntityFiles,
    reviewers?: OutsideReviewers,
  ) {
    const [observation] = await collect([target], files, undefined, reviewers);
    if (observation.status !== 'observed') {
      throw new Error(`Not observed: ${JSON.stringify(observation)}`);
    }
    return {
      fact: observation.data as RepositoryFact,
      problems: observation.problems ?? [],
    };
  }

  it('observes the documents at their default paths', async () => {
    root.setContent({
      shop: {
        'readme.MD': `# Shop\n\n${text} See \`make\`.`,
        'docs/runbook.md': `---\nreviewed: 2026-06-01\n---\n## Impact\n\n${text}\n\n## Rollback\n\n${text}`,
        'docs/runbooks/disk.md': `## Impact\n\n${text}`,
        'docs/runbooks/_template.md': `## Impact\n\n${text}`,
        'docs/runbooks/picture.png': 'x',
        'ARCHITECTURE.md': 'Uses the payments service.',
        'CHANGELOG.md': 'x'.repeat(2_000_000),
      },
    });
    const { fact, problems } = await factOf(
      targetOf('shop', { dependencies: ['payments', 'orders'] }),
    );
    expect(problems).toEqual([]);
    expect(fact).toMatchObject({
      location: 'shop',
      revision: null,
      readme: {
        path: 'readme.MD',
        url: null,
        words: 10,
        hasCommandOrLink: true,
        changedAt: null,
      },
      runbook: {
        path: 'docs/runbook.md',
        sections: ['impact', 'rollback'],
        reviewedAt: '2026-06-01',
      },
      runbooks: 2,
      architecture: {
        path: 'ARCHITECTURE.md',
        dependenciesNamed: ['payments'],
      },
    });
    expect(JSON.stringify(fact)).not.toContain('pile up');
  });

  it('observes that nothing is there', async () => {
    root.setContent({ shop: { 'src/main.ts': '' } });
    expect((await factOf(targetOf('shop'))).fact).toEqual({
      location: 'shop',
      revision: null,
      readme: null,
      runbook: null,
      runbooks: 0,
      architecture: null,
      unread: [],
      links: { complete: true, checked: 0, broken: [] },
    });
  });

  it('finds the relative links that lead nowhere', async () => {
    root.setContent({
      shop: {
        'README.md': `[a](docs/runbook.md) [b](LICENSE) [c](src) [d](./big.bin)
          [e](docs/none.md) [f](https://example.org) [g](#part) [h](../../other) [i](/absolute) [j](docs/none.md?x#y)
          ![k](docs/pictures/one%20two.png) [l](mailto:a@example.org) [m](node_modules/x.md) [n](what*.md)`,
        'docs/runbook.md':
          '[up](../README.md#x) [away](gone/) [self](runbook.md)',
        'docs/runbooks/disk.md': '[no](../../docs/lost.md)',
        'docs/pictures/one two.png': 'x',
        'src/main/java/org/Shop.java': 'x',
        'node_modules/x.md': 'x',
        LICENSE: 'x',
        'big.bin': 'x'.repeat(1_100_000),
      },
      other: { 'README.md': text },
    });
    const { fact, problems } = await factOf(targetOf('shop'));
    expect(fact.links).toEqual({
      complete: true,
      checked: 10,
      broken: [
        { path: 'README.md', target: 'docs/none.md' },
        { path: 'docs/runbook.md', target: 'docs/gone' },
        { path: 'docs/runbooks/disk.md', target: 'docs/lost.md' },
      ],
    });
    expect(problems).toEqual([]);
  });

  it('looks up a bounded number of links', async () => {
    root.setContent({
      shop: {
        'README.md': Array.from({ length: 500 }, (_, i) => `[x](${i}.md)`).join(
          ' ',
        ),
      },
    });
    const { links } = (await factOf(targetOf('shop'))).fact;
    expect(links.checked).toBe(90);
    expect(links.broken).toHaveLength(50);
  });

  it('does not know where links lead on a host that lists no directories', async () => {
    const problem = {
      subject: 'file' as const,
      name: '.',
      reporter: 'repository',
      message: 'The host lists no directories',
    };
    const files: EntityFiles = {
      list: async () => ({
        location: 'x',
        revision: null,
        files: [
          {
            path: 'README.md',
            url: null,
            content: async () => '[a](none.md)',
            changedAt: async () => null,
          },
        ],
        problems: [problem],
      }),
    };
    expect((await factOf(targetOf('shop'), files)).fact.links).toEqual({
      complete: false,
      checked: 0,
      broken: [],
    });
  });

  describe('tells whether the overview was reviewed from outside', () => {
    const person = (name: string, ...groups: string[]): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'User',
      metadata: { name, namespace: 'default' },
      relations: groups.map(group => ({
        type: 'memberOf',
        targetRef: `group:default/${group}`,
      })),
    });
    const group = (name: string): Entity => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Group',
      metadata: { name, namespace: 'default' },
    });
    const reviewers = new OutsideReviewers({
      entities: new CatalogEntities({
        auth: mockServices.auth(),
        catalog: catalogServiceMock({
          entities: [
            person('mara', 'payments', 'guild'),
            person('li', 'search'),
            group('payments'),
            group('platform'),
          ],
        }),
      }),
    });

    it.each([
      ['a member of another team', 'li', true],
      ['a member, and somebody else', '[mara, li]', true],
      ['another team', 'group:default/platform', true],
      ['members only', 'mara', false],
      ['the owner itself', 'group:default/payments', false],
      ['somebody whom the catalog does not know', 'nobody', null],
      ['a member, and an unknown team', '[mara, group:x/y]', null],
      ['what is no person and no team', 'component:default/li', null],
    ])('%s', async (_name, reviewedBy, outside) => {
      root.setContent({
        shop: {
          'docs/architecture.md': `---\nreviewed_by: ${reviewedBy}\n---\n${text}`,
        },
      });
      const target = targetOf('shop');
      target.entity.relations = [
        { type: 'ownedBy', targetRef: 'group:default/payments' },
      ];
      const { fact } = await factOf(target, undefined, reviewers);
      expect(fact.architecture?.reviewedOutside).toBe(outside);
    });

    it('knows nothing without a catalog or an owner, and nobody where nobody is named', async () => {
      root.setContent({
        shop: {
          'README.md': text,
          'docs/architecture.md': `---\nreviewed_by: li\n---\n${text}`,
        },
      });
      const { fact } = await factOf(targetOf('shop'));
      expect(fact).toMatchObject({
        readme: { reviewedBy: [], reviewedOutside: false },
        architecture: {
          reviewedBy: ['user:default/li'],
          reviewedOutside: null,
        },
      });
      const ownerless = await factOf(targetOf('shop'), undefined, reviewers);
      expect(ownerless.fact.architecture?.reviewedOutside).toBeNull();
    });
  });

  it('takes the annotated documents, files or directories, and says which are not there', async () => {
    root.setContent({
      shop: {
        'docs/runbook.md': `## Impact\n\n${text}\n\n## Symptoms\n\n${text}`,
        'ops/disk.md': `## Diagnosis\n\n${text}`,
        'ops/cpu.md': text,
        'wiki/overview.md': text,
      },
    });
    const found = await factOf(
      targetOf('shop', {
        annotations: {
          'team-readiness.dev/runbook': './ops/',
          'team-readiness.dev/architecture': 'wiki/overview.md',
        },
      }),
    );
    expect(found).toMatchObject({
      fact: {
        runbook: { path: 'ops/disk.md' },
        runbooks: 2,
        architecture: { path: 'wiki/overview.md' },
      },
      problems: [],
    });

    const missing = await factOf(
      targetOf('shop', {
        annotations: {
          'team-readiness.dev/runbook': 'https://wiki.example.org/runbook',
          'team-readiness.dev/architecture': 'docs/nowhere.md',
        },
      }),
    );
    expect(missing).toMatchObject({
      fact: { runbook: { path: 'docs/runbook.md' }, architecture: null },
      problems: [
        {
          subject: 'file',
          name: 'docs/nowhere.md',
          message: expect.stringMatching(/team-readiness\.dev\/architecture/),
          entityRef: 'component:default/shop',
        },
      ],
    });
  });

  it('names file, line and column of a broken front matter, and counts the document', async () => {
    root.setContent({
      shop: { 'RUNBOOK.md': `---\ntitle: x\nreviewed: [\n---\n${text}` },
    });
    const { fact, problems } = await factOf(targetOf('shop'));
    expect(fact.runbook).toMatchObject({ words: 8, reviewedAt: null });
    expect(problems).toMatchObject([
      {
        subject: 'file',
        reporter: 'repository',
        name: 'RUNBOOK.md',
        entityRef: 'component:default/shop',
        line: expect.any(Number),
        column: expect.any(Number),
      },
    ]);
  });

  it('reads nothing outside of the entity, and says why', async () => {
    root.setContent({
      shop: { 'catalog-info.yaml': '' },
      theirs: { 'README.md': text, 'docs/runbook.md': text },
    });
    const [pointing] = await collect([
      targetOf('shop', {
        annotations: {
          'backstage.io/source-location': `file:${root.resolve('theirs')}`,
        },
      }),
    ]);
    expect(pointing).toMatchObject({
      status: 'absent',
      problems: [{ name: 'backstage.io/source-location' }],
    });

    const { fact, problems } = await factOf(
      targetOf('shop', {
        annotations: {
          'team-readiness.dev/runbook': '../theirs/docs/runbook.md',
          'team-readiness.dev/architecture': '/etc/passwd',
        },
      }),
    );
    expect(fact).toMatchObject({ runbook: null, architecture: null });
    expect(problems.map(p => p.name)).toEqual([
      '../theirs/docs/runbook.md',
      '/etc/passwd',
    ]);
  });

  it('says one thing about each of a hundred entities, whatever happens to one', async () => {
    const names = Array.from({ length: 100 }, (_, i) => `service-${i}`);
    root.setContent(
      Object.fromEntries(
        names
          .filter(name => name !== 'service-42')
          .map(name => [name, { 'README.md': text }]),
      ),
    );
    let running = 0;
    let most = 0;
    const inner = localFiles();
    const files: EntityFiles = {
      async list(options) {
        most = Math.max(most, ++running);
        try {
          return await inner.list(options);
        } finally {
          running--;
        }
      },
    };
    const observations = await collect(
      names.map(name => targetOf(name)),
      files,
    );
    expect(observations.map(o => o.entityRef).sort()).toEqual(
      names.map(name => `component:default/${name}`).sort(),
    );
    expect(observations.filter(o => o.status !== 'observed')).toMatchObject([
      { entityRef: 'component:default/service-42', status: 'failed' },
    ]);
    expect(most).toBe(8);
  });

  it('keeps the revision in which the documents were first seen like this', async () => {
    let revision = 'one';
    let readme = text;
    const files: EntityFiles = {
      list: async () => ({
        location: 'https://git.example.org/shop',
        revision,
        files: [
          {
            path: 'README.md',
            url: 'https://git.example.org/shop/README.md',
            content: async () => readme,
            changedAt: async () => null,
          },
        ],
        problems: [],
      }),
    };
    const first = (await factOf(targetOf('shop'), files)).fact;
    expect(first.revision).toBe('one');

    revision = 'two';
    const previous = { ...first };
    const second = (await factOf(targetOf('shop', { previous }), files)).fact;
    expect(second).toEqual(first);

    readme = `${text} More.`;
    const third = (await factOf(targetOf('shop', { previous }), files)).fact;
    expect(third).toMatchObject({ revision: 'two', readme: { words: 9 } });
  });

  it.each([
    ['README.rst', 'docs/runbook.adoc', 'doc/architecture.md'],
    ['Readme.txt', 'doc/runbook.md', 'docs/architecture/index.adoc'],
    ['README', 'runbooks/disk.rst', 'docs/architecture/README.md'],
    ['.github/README.md', 'doc/runbooks/a/b.md', 'architecture.rst'],
    ['docs/readme.adoc', 'RUNBOOK.markdown', 'doc/architecture/overview.md'],
  ])(
    'finds what others keep at %s, %s and %s',
    async (readme, runbook, architecture) => {
      root.setContent({
        shop: {
          [readme]: text,
          [runbook]: text,
          [architecture]: text,
          'READMEs/x': text,
        },
      });
      expect((await factOf(targetOf('shop'))).fact).toMatchObject({
        readme: { path: readme, words: 8 },
        runbook: { path: runbook, words: 8 },
        architecture: { path: architecture, words: 8 },
        unread: [],
      });
    },
  );

  it('does not say that there is none of what could not be read', async () => {
    root.setContent({
      shop: {
        'README.md': 'x'.repeat(2_000_000),
        'docs/runbooks/disk.md': 'x'.repeat(2_000_000),
      },
    });
    expect((await factOf(targetOf('shop'))).fact).toMatchObject({
      readme: null,
      runbook: null,
      architecture: null,
      unread: ['readme', 'runbook'],
    });
    root.addContent({ shop: { 'docs/runbook.md': text } });
    expect((await factOf(targetOf('shop'))).fact).toMatchObject({
      runbook: { words: 8 },
      unread: ['readme'],
    });
  });

  it('does not say that there is none of what could not be listed', async () => {
    const listing = (name: string): EntityFiles => ({
      list: async () => ({
        location: 'x',
        revision: null,
        files: [],
        problems: [
          { subject: 'file', name, reporter: 'files', message: 'Too many' },
        ],
      }),
    });
    const unread = async (name: string) =>
      (await factOf(targetOf('shop'), listing(name))).fact.unread;
    expect(await unread('.')).toEqual(['readme', 'runbook', 'architecture']);
    expect(await unread('docs/runbooks')).toEqual(['runbook']);
    expect(await unread('docs/runbooks/a.md')).toEqual(['runbook']);
    expect(await unread('docs/architecture.md')).toEqual(['architecture']);
    expect(await unread('docs/pictures')).toEqual([]);
  });

  it('tells a broken file from a source that is gone', async () => {
    const failing = (error: Error): EntityFiles => ({
      list: async () => ({
        location: 'x',
        revision: null,
        files: ['README.md', 'docs/runbook.md'].map(path => ({
          path,
          url: null,
          content: async () => {
            if (path === 'README.md') {
              throw error;
            }
            return text;
          },
          changedAt: async () => null,
        })),
        problems: [],
      }),
    });
    const removed = Object.assign(new Error('The file is gone'), {
      name: 'NotFoundError',
    });
    expect(await factOf(targetOf('shop'), failing(removed))).toMatchObject({
      fact: { readme: null, runbook: { words: 8 } },
      problems: [{ name: 'README.md', message: 'The file is gone' }],
    });
    const [down] = await collect(
      [targetOf('shop')],
      failing(new Error('503 Service Unavailable')),
    );
    expect(down).toMatchObject({
      status: 'failed',
      error: { message: '503 Service Unavailable' },
    });
  });

  it('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('stop'));
    await expect(
      collect([targetOf('shop')], localFiles(), signal),
    ).rejects.toThrow('stop');
  });
});
