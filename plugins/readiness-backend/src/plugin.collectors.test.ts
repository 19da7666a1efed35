/** Collectors of documents, and collectors that hear of changes, in the whole plugin under the scheduler. */
import { createBackendModule } from '@backstage/backend-plugin-api';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  CollectorHealth,
  DefinitionItem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  Collector,
  readinessCollectorsExtensionPoint,
  readinessRecipesExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import request from 'supertest';
import { entityOf } from './collection/__fixtures__/ChangingCatalog';
import { SayingCollector } from './collection/runs/__testUtils__/RunInstallation';
import readinessPlugin from './index';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const shop = 'https://git.example/acme/shop';
const service = (name: string, repository: string) =>
  entityOf(`component:default/${name}`, {
    annotations: {
      'backstage.io/source-location': `url:${repository}/tree/main/${name}/`,
    },
    spec: { type: 'service' },
  });
const entities = [
  service('cart', shop),
  service('checkout', shop),
  service('mail', 'https://git.example/acme/mail'),
];

const documentOf = (name: string, host: string, frequency = '6 hours') =>
  `apiVersion: team-readiness.dev/v1
kind: Collector
metadata: { name: ${name}, title: the ${name}, description: Measures. }
spec:
  target: { kind: Component }
  frequency: ${frequency}
  timeToLive: 1 day
  fact:
    schema:
      type: object
      properties: { passed: { type: boolean, description: Has it passed? } }
      required: [passed]
    example: { passed: true }
  request: { per: entity, url: 'https://${host}/api' }
  mapping:
    properties: { passed: response.passed }
  tests:
    - { name: one, response: { passed: true }, expect: { passed: true } }
`;

const collectorsModule = (...collectors: Collector[]) =>
  createBackendModule({
    pluginId: 'readiness',
    moduleId: 'collectors',
    register(reg) {
      reg.registerInit({
        deps: { extension: readinessCollectorsExtensionPoint },
        async init({ extension }) {
          extension.addCollector(...collectors);
        },
      });
    },
  });

/** Runs recipes without a network: the frequency of the document is the data of the fact. */
const recipesModule = (moduleId: string, made: SayingCollector[] = []) =>
  createBackendModule({
    pluginId: 'readiness',
    moduleId,
    register(reg) {
      reg.registerInit({
        deps: { extension: readinessRecipesExtensionPoint },
        async init({ extension }) {
          extension.setRecipeRunner({
            toCollector: ({ metadata, spec }) => {
              if (spec.request.url.includes('forbidden')) {
                throw new InputError(
                  'The host forbidden.example is not allowed.',
                );
              }
              const collector = new SayingCollector(metadata.name, {
                version: spec.frequency,
              });
              collector.say = () => ({
                status: 'observed',
                data: { passed: true, frequency: spec.frequency },
              });
              made.push(collector);
              return collector;
            },
          });
        },
      });
    },
  });

async function until<T>(
  read: () => Promise<T>,
  isDone: (value: T) => boolean,
): Promise<T> {
  const deadline = process.hrtime.bigint() + 30_000_000_000n;
  for (;;) {
    const value = await read();
    if (isDone(value) || process.hrtime.bigint() > deadline) {
      return value;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

describe.each(databases.eachSupportedId())('collectors, %s', id => {
  const directory = createMockDirectory();
  let knex: Knex;
  let backend: TestBackend | undefined;

  beforeEach(async () => {
    directory.clear();
    knex = await databases.init(id);
  });
  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  async function start(features: ReturnType<typeof collectorsModule>[]) {
    backend = await startTestBackend({
      features: [
        readinessPlugin,
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: JSON.parse(
            JSON.stringify({
              readiness: {
                definitions: {
                  builtIn: [],
                  files: [`${directory.path}/*.yaml`],
                  frequency: { milliseconds: 200 },
                },
              },
            }),
          ),
        }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        catalogServiceMock.factory({ entities }),
        schedulerServiceFactory,
        ...features,
      ],
    });
    return backend;
  }
  const health = async (): Promise<CollectorHealth[]> => {
    const answer = await request(backend!.server)
      .get('/api/readiness/v1/collectors')
      .set('Authorization', mockCredentials.user.header());
    expect(answer.status).toBe(200);
    return answer.body.items;
  };
  const documents = async (): Promise<DefinitionItem[]> => {
    const answer = await request(backend!.server)
      .get('/api/readiness/v1/definitions')
      .set('Authorization', mockCredentials.user.header());
    expect(answer.status).toBe(200);
    return answer.body.items;
  };
  const frequencies = async (collector: string): Promise<string[]> =>
    (await knex('facts').where({ collector }).pluck('data')).map(
      data => JSON.parse(data).frequency,
    );
  const problemsOfDocuments = async () =>
    await knex('problems').where({ reporter: 'recipes' }).orderBy('name');

  it('follow documents without a restart, and stop when these are gone', async () => {
    const fixture = new SayingCollector('fixture');
    const made: SayingCollector[] = [];
    directory.setContent({
      'forbidden.yaml': documentOf('secrets', 'forbidden.example'),
    });
    await start([collectorsModule(fixture), recipesModule('recipes', made)]);
    await until(
      () => knex('facts').where({ collector: 'catalog' }),
      rows => rows.length === 3,
    );
    expect(await problemsOfDocuments()).toMatchObject([
      {
        name: 'secrets',
        subject: 'definition',
        message: 'The host forbidden.example is not allowed.',
      },
    ]);
    expect((await health()).map(collector => collector.id)).not.toContain(
      'secrets',
    );
    expect(await documents()).toMatchObject([
      {
        name: 'secrets',
        title: 'the secrets',
        version: 1,
        inUse: false,
        problem: 'The host forbidden.example is not allowed.',
      },
    ]);

    directory.addContent({
      'quality.yaml': documentOf('quality', 'quality.example'),
      'fixture.yaml': documentOf('fixture', 'quality.example'),
    });
    expect(
      await until(
        () => frequencies('quality'),
        found => found.length === 3,
      ),
    ).toEqual(['6 hours', '6 hours', '6 hours']);
    expect(
      (await health()).find(collector => collector.id === 'quality'),
    ).toMatchObject({ kind: 'recipe', source: null });
    expect(
      (await documents()).map(({ name, inUse, problem }) => [
        name,
        inUse,
        problem !== null,
      ]),
    ).toEqual([
      ['secrets', false, true],
      ['quality', true, false],
    ]);
    // Whoever reads documents knows the facts of modules, and refuses that one already.
    expect(
      await knex('problems').where({ name: 'fixture', subject: 'definition' }),
    ).toHaveLength(1);
    expect(
      (await health()).find(collector => collector.id === 'fixture')?.kind,
    ).toBe('module');

    directory.addContent({
      'quality.yaml': documentOf('quality', 'quality.example', '2 hours'),
    });
    expect(
      await until(
        () => frequencies('quality'),
        found => found.every(frequency => frequency === '2 hours'),
      ),
    ).toEqual(['2 hours', '2 hours', '2 hours']);
    // One for each version: a collector lives as long as its document stays the same.
    expect(made.map(({ id: name }) => name)).toEqual(['quality', 'quality']);

    directory.setContent({
      'forbidden.yaml': documentOf('secrets', 'forbidden.example'),
    });
    await until(health, all => all.every(({ id: name }) => name !== 'quality'));
    // What is stored of it goes a moment after the collector itself.
    expect(
      await until(
        () => knex('collector_runs').where({ collector: 'quality' }),
        rows => rows.length === 0,
      ),
    ).toEqual([]);
    // They are kept until they are stale, in case the document comes back.
    expect(await frequencies('quality')).toHaveLength(3);
    expect((await problemsOfDocuments()).length).toBe(1);
  });

  it('blame the second module that runs recipes, and need none', async () => {
    await expect(
      start([recipesModule('first'), recipesModule('second')]),
    ).rejects.toThrow(/second.*Another module runs recipes already/s);
    directory.setContent({
      'quality.yaml': documentOf('quality', 'quality.example'),
    });
    knex = await databases.init(id);
    await start([]);
    expect((await health()).map(({ id: name }) => name)).not.toContain(
      'quality',
    );
    expect(await problemsOfDocuments()).toEqual([]);
    expect(await documents()).toMatchObject([
      { name: 'quality', inUse: false, problem: null },
    ]);
  });

  it('look at what a source says has changed, all that read it, and once', async () => {
    let tell: Parameters<NonNullable<Collector['watch']>>[0] | undefined;
    const docs = Object.assign(
      new SayingCollector('docs', { source: 'files' }),
      {
        watch: async (options: typeof tell) => {
          tell = options;
        },
      },
    );
    const code = new SayingCollector('code', { source: 'files' });
    const other = new SayingCollector('other');
    await start([collectorsModule(docs, code, other)]);
    await until(
      () => knex('facts').whereIn('collector', ['docs', 'code', 'other']),
      rows => rows.length === 9,
    );
    await until(
      () => knex('collector_runs').where({ status: 'succeeded' }),
      rows => rows.length === 4,
    );
    [docs, code, other].forEach(collector => collector.seen());
    tell?.refresh({ repositoryUrls: [`${shop}.git`, 'no url'] });
    tell?.refresh({
      entityRefs: ['component:default/cart', 'nonsense'],
      repositoryUrls: [`${shop}/commit/abc`],
    });
    await until(
      async () => code.batches,
      batches => batches.length > 0,
    );
    expect(docs.seen().sort()).toEqual(['cart', 'checkout']);
    expect(code.seen().sort()).toEqual(['cart', 'checkout']);
    expect(other.seen()).toEqual([]);

    const answer = await request(backend!.server)
      .post('/api/readiness/v1/collectors/other/run')
      .set('Authorization', mockCredentials.user.header());
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id: 'other', kind: 'module' });
    await until(
      async () => other.batches,
      batches => batches.length > 0,
    );
    expect(other.seen()).toHaveLength(3);
  });
});
