/** Documents in the configuration, on disk and behind URLs, in the whole plugin under the scheduler. */
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { urlReaderServiceFactory } from '@backstage/backend-defaults/urlReader';
import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ProblemItem,
  ScorecardDetails,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import request from 'supertest';
import {
  scorecardObject,
  scorecardText,
} from './definitions/__testUtils__/scorecardText';
import readinessPlugin from './index';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('documents, %s', id => {
  const directory = createMockDirectory();
  let knex: Knex;
  let backend: TestBackend | undefined;
  let server: Server;
  let origin: string;
  /** What the host answers, by path; undefined: an error. */
  let served: Record<string, string | undefined>;

  beforeAll(async () => {
    server = createServer((asked, response) => {
      const text = served[asked.url?.split('?')[0] ?? ''];
      response.writeHead(text === undefined ? 500 : 200).end(text);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await new Promise(resolve => server.close(resolve));
  });
  beforeEach(async () => {
    directory.clear();
    served = {};
    knex = await databases.init(id);
  });
  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  async function start(definitions: object) {
    const readiness = {
      definitions: {
        builtIn: [],
        frequency: { milliseconds: 200 },
        ...definitions,
      },
    };
    backend = await startTestBackend({
      features: [
        readinessPlugin,
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: JSON.parse(
            JSON.stringify({
              readiness,
              backend: {
                reading: { allow: [{ host: new URL(origin).host }] },
              },
            }),
          ),
        }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        catalogServiceMock.factory({ entities: [] }),
        schedulerServiceFactory,
        urlReaderServiceFactory,
      ],
    });
  }
  async function get<T>(path: string): Promise<T> {
    const { body, status } = await request(backend!.server)
      .get(`/api/readiness/v1${path}`)
      .set('Authorization', mockCredentials.user.header());
    expect(status).toBe(200);
    return body;
  }
  const versions = async () =>
    (await get<{ items: ScorecardDetails[] }>('/scorecards')).items
      .map(card => `${card.id}@${card.version} ${card.createdBy}`)
      .sort();
  const problems = async () =>
    (await get<{ items: ProblemItem[] }>('/problems?subject=definition')).items;
  async function until(isDone: () => Promise<boolean>) {
    const deadline = performance.now() + 20_000;
    while (!(await isDone()) && performance.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  it('are live within the schedule when they are edited on disk, and serve on when they are broken', async () => {
    const cards = `${directory.path}/*.yaml`;
    directory.setContent({ 'a.yaml': scorecardText('a') });
    await start({ files: [cards] });
    expect(await versions()).toEqual(['a@1 file']);

    const edited = scorecardText('a', [{ id: 'first', level: 2 }]);
    directory.setContent({ 'a.yaml': edited });
    await until(async () => (await versions())[0] === 'a@2 file');
    expect(await versions()).toEqual(['a@2 file']);
    const { items } = await get<{ items: object[] }>('/scorecards/a/versions');
    expect(items).toMatchObject([
      { version: 2, active: true, checks: [{ fields: ['level'] }] },
      { version: 1, active: false, checks: [] },
    ]);

    const broken = edited.replace(
      `entity.kind == 'Component'`,
      `entity.kin == 'Component'`,
    );
    directory.setContent({ 'a.yaml': broken });
    await until(async () => (await problems()).length > 0);
    expect(await versions()).toEqual(['a@2 file']);
    const line = broken.split('\n').findIndex(text => text.includes('.kin '));
    expect(await problems()).toMatchObject([
      { name: 'a', line: line + 1, column: expect.any(Number) },
    ]);
    expect((await problems())[0].message).toContain('kind');
    expect((await problems())[0].excerpt).toContain('entity.kin ==');
    const page = await get<ScorecardDetails>('/scorecards/a');
    expect(page.problems).toHaveLength(1);

    await backend?.stop();
    await start({ files: [cards] });
    expect(await versions()).toEqual(['a@2 file']);
    directory.setContent({ 'a.yaml': edited });
    await until(async () => (await problems()).length === 0);
    expect(await problems()).toEqual([]);
    expect(await versions()).toEqual(['a@2 file']);
  });

  it('serve on while their URL cannot be read, also after a restart', async () => {
    served = { '/cards/b.yaml': scorecardText('b') };
    const urls = [`${origin}/cards/b.yaml?token=hunter2`];
    await start({ urls });
    expect(await versions()).toEqual(['b@1 url']);
    served = {};
    await until(async () => (await problems()).length > 0);
    expect(await problems()).toMatchObject([
      {
        name: `${origin}/cards/b.yaml`,
        source: `${origin}/cards/b.yaml`,
        message: 'The URL cannot be read: the host answered 500.',
      },
    ]);
    expect(JSON.stringify(await knex('problems'))).not.toContain('hunter2');
    await backend?.stop();
    await start({ urls });
    expect(await versions()).toEqual(['b@1 url']);
    served = { '/cards/b.yaml': scorecardText('b', [{ id: 'new' }]) };
    await until(async () => (await versions())[0] === 'b@2 url');
    expect(await versions()).toEqual(['b@2 url']);
    expect(await problems()).toEqual([]);
  });

  it('stand in the configuration, where a problem names the key', async () => {
    const good = scorecardObject('c');
    const wrong = scorecardObject('d', [
      { id: 'one' },
      { id: 'two', condition: 'entity.kin == "x"' },
    ]);
    const mistyped = scorecardObject('e', [{ id: 'one', level: 'high' }]);
    await start({ documents: [good, wrong, mistyped] });
    expect(await versions()).toEqual(['c@1 config']);
    const said = (await problems())
      .map(({ source, line, message }) => ({ source, line, message }))
      .sort((a, b) => (a.source! < b.source! ? -1 : 1));
    const key = 'readiness.definitions.documents';
    expect(said).toEqual([
      {
        source: `${key}[1]`,
        line: null,
        message: expect.stringMatching(
          /^spec\.checks\[1\]\.condition: .*entity/,
        ),
      },
      {
        source: `${key}[2]`,
        line: null,
        message: expect.stringMatching(/^spec\.checks\[0\]\.level: /),
      },
    ]);
  });

  it('may be recipes of collectors, whose facts conditions may read', async () => {
    directory.setContent({
      'quality.yaml': JSON.stringify({
        apiVersion: 'team-readiness.dev/v1',
        kind: 'Collector',
        metadata: {
          name: 'quality',
          title: 'the quality gate',
          description: 'What the host of quality says.',
        },
        spec: {
          target: { kind: 'Component' },
          frequency: '1 hour',
          timeToLive: '1 day',
          request: {
            per: 'entity',
            url: 'https://quality.example.com/api?of={{ entity.metadata.name }}',
          },
          fact: {
            schema: {
              type: 'object',
              additionalProperties: false,
              required: ['open'],
              properties: {
                open: { type: 'integer', description: 'Open findings.' },
              },
            },
            example: { open: 3 },
          },
          mapping: { properties: { open: 'response.open' } },
        },
      }),
      'card.yaml': scorecardText('card', [
        { id: 'none-open', condition: 'facts.quality.open == 0' },
        { id: 'typo', condition: 'facts.quality.opn == 0' },
      ]),
    });
    await start({ files: [`${directory.path}/*.yaml`] });
    expect(await problems()).toMatchObject([
      {
        name: 'card',
        message: expect.stringContaining('"opn"'),
        excerpt: expect.stringContaining('facts.quality.opn'),
      },
    ]);
    const rows = await knex('definitions').where({ kind: 'Collector' });
    expect(rows).toMatchObject([
      { name: 'quality', version: 1, created_by: 'file' },
    ]);
    const { body } = await request(backend!.server)
      .post('/api/readiness/v1/definitions/refresh')
      .set('Authorization', mockCredentials.user.header());
    expect(body.active).toMatchObject([
      { kind: 'Collector', name: 'quality', version: 1 },
    ]);

    // Broken, its last good version says what conditions may read.
    directory.addContent({
      'quality.yaml': 'kind: Collector\nmetadata: { name: quality }\n',
      'card.yaml': scorecardText('card', [
        { id: 'none-open', condition: 'facts.quality.open == 0' },
      ]),
    });
    await until(async () => (await versions()).length > 0);
    expect(await versions()).toEqual(['card@1 file']);
    const names = (await problems()).map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set(['quality']));
    directory.setContent({ 'card.yaml': scorecardText('card') });
    await until(async () => (await problems()).length === 0);
    expect(
      await knex('active_definitions').where({ kind: 'Collector' }),
    ).toEqual([]);
  });
});
