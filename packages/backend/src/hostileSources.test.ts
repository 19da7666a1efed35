/**
 * What hostile sources do to answers, through the whole plugin: nothing is lost, and nothing is turned
 * to pass or fail. What was known stays until it is stale, and is unknown from then on.
 */
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import readinessPlugin from '@team-readiness/backstage-plugin-readiness-backend';
import readinessModuleHttp from '@team-readiness/backstage-plugin-readiness-backend-module-http';
import {
  HostileAnswer,
  hostileAnswers,
  HostileServer,
} from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { Knex } from 'knex';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
/** As many as it takes for a source that knows none of them any more to be taken for broken. */
const others = Array.from({ length: 12 }, (_, index) => `other-${index}`);
const names = ['fine', 'poor', ...others];
const answersOf = (fine: string, poor: string) =>
  [`fine: ${fine}`, `poor: ${poor}`, ...others.map(it => `${it}: pass`)].sort();
const kept = answersOf('pass', 'fail');

const recipe = {
  apiVersion: 'team-readiness.dev/v1',
  kind: 'Collector',
  metadata: { name: 'project', title: 'the projects', description: 'State.' },
  spec: {
    target: { kind: 'Component' },
    frequency: '6 hours',
    timeToLive: '1 day',
    fact: {
      schema: {
        type: 'object',
        properties: { state: { type: 'string', description: 'Its state.' } },
        required: ['state'],
      },
      example: { state: 'good' },
    },
    request: {
      per: 'entity',
      host: { from: 'projects' },
      url: '/projects/{{ entity.metadata.name }}',
      absentWhen: [404],
    },
    rateLimit: { requestsPerMinute: 6000 },
    mapping: { properties: { state: 'response.state' } },
  },
};

const scorecard = {
  apiVersion: 'team-readiness.dev/v1',
  kind: 'Scorecard',
  metadata: { name: 'card', title: 'Card', description: 'Of a test.' },
  spec: {
    target: { kind: 'Component' },
    levels: [1, 2, 3].map(level => ({
      level,
      name: `Level ${level}`,
      description: 'A rung.',
    })),
    checks: [
      {
        id: 'state',
        title: 'Its state is good',
        question: 'Is it?',
        rationale: 'Since it must.',
        area: 'ownership',
        level: 1,
        gate: true,
        effort: 1,
        condition: `facts.project.state == 'good'`,
        messages: { pass: 'Yes.', fail: 'No.' },
        lookedFor: 'A good state.',
        remediation: { text: 'Do it.' },
      },
    ],
  },
};

const good = { state: 'good' };
/** Where a hostile server sends whoever asks. */
const redirectTo = (location: string) => hostileAnswers.redirect(location);

const suddenlyNobody = 'suddenly knows nobody';
const hostile: Array<[string, HostileAnswer]> = [
  ['hangs', hostileAnswers.hang()],
  ['hangs in the middle', hostileAnswers.hangAfterHeaders()],
  ['answers 500', hostileAnswers.status(500)],
  ['answers 403', hostileAnswers.status(403)],
  ['answers 429 with Retry-After', hostileAnswers.tooManyRequests('3600')],
  ['answers half a page', hostileAnswers.half(good)],
  ['answers half without a length', hostileAnswers.halfWithoutLength(good)],
  ['never ends', hostileAnswers.endless()],
  ['answers HTML', hostileAnswers.html()],
  ['leads to a private address', redirectTo('http://169.254.169.254/latest')],
  ['leads elsewhere on the machine', redirectTo('http://127.0.0.1:1/x')],
  ['answers in another form', hostileAnswers.json({ data: [good] })],
  ['answers nothing', hostileAnswers.text('')],
  ['answers null', hostileAnswers.json(null)],
  [suddenlyNobody, hostileAnswers.status(404)],
];

describe.each(databases.eachSupportedId())('a source, %s', id => {
  let server: HostileServer;
  let backend: TestBackend;
  let knex: Knex;

  beforeEach(async () => {
    server = await HostileServer.start();
    for (const name of names) {
      const state = name === 'poor' ? 'bad' : 'good';
      server.answerAt(`/projects/${name}`, hostileAnswers.json({ state }));
    }
    knex = await databases.init(id);
    const data = {
      readiness: {
        definitions: {
          builtIn: [],
          warnDays: 0,
          documents: [recipe, scorecard],
        },
        http: {
          hosts: [
            {
              name: 'projects',
              url: server.url('').replace(/\/$/, ''),
              allowPrivateAddresses: true,
              timeout: { seconds: 1 },
            },
          ],
        },
      },
    };
    backend = await startTestBackend({
      features: [
        readinessPlugin,
        readinessModuleHttp,
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: JSON.parse(JSON.stringify(data)),
        }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        catalogServiceMock.factory({
          entities: names.map(name => ({
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name },
            spec: { type: 'service', lifecycle: 'production', owner: 'team' },
          })),
        }),
        schedulerServiceFactory,
      ],
    });
  });
  afterEach(async () => {
    await backend.stop();
    await server.close();
  });

  const call = async (path: string, method = 'GET') => {
    const response = await fetch(
      `http://127.0.0.1:${backend.server.port()}/api/readiness/v1${path}`,
      { method, headers: { authorization: mockCredentials.user.header() } },
    );
    expect([path, response.status]).toEqual([path, 200]);
    return await response.json();
  };
  const outcomes = async (): Promise<string[]> => {
    const { items } = await call('/checks/card/state/results');
    return items
      .map(
        ({ name, outcome }: { name: string; outcome: string }) =>
          `${name}: ${outcome}`,
      )
      .sort();
  };
  const refresh = async () => {
    for (const name of ['fine', 'poor']) {
      await call(`/entities/component/default/${name}/refresh`, 'POST');
    }
  };
  const health = async () =>
    (await call('/collectors')).items.find(
      (it: { id: string }) => it.id === 'project',
    );
  async function until(isDone: () => Promise<boolean>) {
    const deadline = performance.now() + 30_000;
    while (!(await isDone())) {
      expect(performance.now()).toBeLessThan(deadline);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }

  it.each(hostile)(
    'that %s changes no answer, until it is stale',
    async (how, answer) => {
      await until(async () => (await outcomes()).join() === kept.join());
      const before = await health();
      const facts = await knex('facts')
        .where({ collector: 'project' })
        .orderBy('entity_id');

      names.forEach(name => server.answerAt(`/projects/${name}`, answer));
      await call('/collectors/project/run', 'POST');
      await until(async () => {
        const { status, startedAt } = await health();
        return status !== 'running' && startedAt !== before.startedAt;
      });
      // Of one entity alone, a person may see that it is gone.
      if (how !== suddenlyNobody) {
        await refresh();
      }
      expect(await outcomes()).toEqual(kept);
      const data = (rows: Array<{ data: string }>) => rows.map(it => it.data);
      expect(
        data(
          await knex('facts')
            .where({ collector: 'project' })
            .orderBy('entity_id'),
        ),
      ).toEqual(data(facts));

      // Answers change by the clock at full hours.
      await knex('facts')
        .where({ collector: 'project' })
        .whereIn(
          'entity_id',
          knex('entities').whereIn('name', ['fine', 'poor']).select('id'),
        )
        .update({ expires_at: Date.now() - 2 * 3_600_000 });
      await refresh();
      expect(await outcomes()).toEqual(answersOf('unknown', 'unknown'));
    },
  );
});
