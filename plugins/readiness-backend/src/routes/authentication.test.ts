import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import request from 'supertest';
import readinessPlugin from '../index';
import { spec } from '../schema/generated/openapi';

jest.setTimeout(60_000);

/** Every operation of the document, with parts that need not exist. */
const operations = Object.entries(spec.paths).flatMap(([path, methods]) =>
  Object.keys(methods).map(method => ({
    method: method as 'get' | 'post',
    path: `/api/readiness${path
      .replace('/transitions/{id}', '/transitions/987654')
      .replace(/\{[a-z]+\}/g, 'anything')}`,
  })),
);

/** What operations need besides. */
const queries: Record<string, object | undefined> = {
  '/api/readiness/v1/rollups': { by: 'team' },
  '/api/readiness/v1/trends': { scope: 'organisation' },
  '/api/readiness/v1/movements': { scope: 'organisation' },
};
const pushPath = '/api/readiness/v1/facts';
const eventsPath = '/api/readiness/v1/events';
/** What operations need that take a body. */
const bodies: Record<string, object | undefined> = {
  [pushPath]: {
    items: [{ collector: 'toil', entityRef: 'group:default/a', data: null }],
  },
  [eventsPath]: [],
  '/api/readiness/v1/entities/levels': {
    refs: ['component:default/anything'],
  },
  '/api/readiness/v1/evaluation-queue/retry': {},
};

describe('the whole plugin', () => {
  let backend: TestBackend;

  const start = async (
    result: AuthorizeResult.ALLOW | AuthorizeResult.DENY,
  ) => {
    backend = await startTestBackend({
      features: [
        readinessPlugin,
        mockServices.database.factory(),
        mockServices.permissions.factory({ result }),
        catalogServiceMock.factory({ entities: [] }),
        mockServices.scheduler.mock().factory,
      ],
    });
  };
  const statuses = async (header: string) => {
    const answers: Record<string, number> = {};
    for (const { method, path } of operations) {
      const { status } = await request(backend.server)
        [method](path)
        .query(queries[path] ?? {})
        .set('Authorization', header)
        .send(bodies[path]);
      answers[`${method} ${path}`] = status;
    }
    return answers;
  };
  const same = (status: number) =>
    Object.fromEntries(
      operations.map(({ method, path }) => [`${method} ${path}`, status]),
    );

  afterEach(() => backend.stop());

  it('is closed to nobody, whatever the policy', async () => {
    await start(AuthorizeResult.ALLOW);
    expect(operations).toHaveLength(35);
    expect(await statuses(mockCredentials.none.header())).toEqual(same(401));
    expect(await statuses(mockCredentials.user.invalidHeader())).toEqual(
      same(401),
    );
  });

  it('is open to users and services', async () => {
    await start(AuthorizeResult.ALLOW);
    const expected = Object.fromEntries(
      Object.keys(same(200)).map(name => [
        name,
        /anything|987654/.test(name) ? 404 : 200,
      ]),
    );
    // A push takes a grant besides.
    expected[`post ${pushPath}`] = 403;
    // Together, since those who ask for definitions share the pause between two runs.
    expect(
      await Promise.all([
        statuses(mockCredentials.user.header()),
        statuses(mockCredentials.service.header()),
      ]),
    ).toEqual([expected, expected]);
  });

  it('is closed to who is denied everything', async () => {
    await start(AuthorizeResult.DENY);
    expect(await statuses(mockCredentials.user.header())).toEqual(same(403));
  });

  it('serves its document', async () => {
    await start(AuthorizeResult.ALLOW);
    const { body } = await request(backend.server)
      .get('/api/readiness/openapi.json')
      .set('Authorization', mockCredentials.user.header())
      .expect(200);
    expect(body.info.title).toBe('readiness');
    expect(Object.keys(body.paths)).toContain('/api/readiness/v1/overview');
  });

  it('tells the permission framework of its resource and rules', async () => {
    await start(AuthorizeResult.ALLOW);
    const { body } = await request(backend.server)
      .get('/api/readiness/.well-known/backstage/permissions/metadata')
      .set('Authorization', mockCredentials.service.header())
      .expect(200);
    expect(
      body.permissions.map((permission: { name: string }) => permission.name),
    ).toEqual([
      'readiness.scorecard.read',
      'readiness.entity.refresh',
      'readiness.definition.refresh',
      'readiness.problem.read',
      'readiness.fact.push',
      'readiness.event.push',
      'readiness.collector.run',
      'readiness.evaluation.retry',
      'readiness.metrics.read',
    ]);
    expect(
      body.rules.map((rule: { name: string; resourceType: string }) => [
        rule.name,
        rule.resourceType,
      ]),
    ).toEqual([
      ['HAS_OWNER', 'readiness-scorecard'],
      ['IS_SCORECARD', 'readiness-scorecard'],
    ]);
    const applied = await request(backend.server)
      .post('/api/readiness/.well-known/backstage/permissions/apply-conditions')
      .set('Authorization', mockCredentials.service.header())
      .send({
        items: [
          {
            id: '1',
            resourceType: 'readiness-scorecard',
            resourceRef: ['service-readiness', 'nothing', 'team-readiness'],
            conditions: {
              rule: 'IS_SCORECARD',
              resourceType: 'readiness-scorecard',
              params: { names: ['service-readiness'] },
            },
          },
        ],
      })
      .expect(200);
    expect(applied.body.items).toEqual([
      { id: '1', result: ['ALLOW', 'DENY', 'DENY'] },
    ]);
  });
});
