/**
 * Red Hat's Scorecard over N entities with C checks, in a backend of its own: the time of one pull of all
 * metrics (it stores a row for each metric of each entity at each pull, every hour by default), what
 * that takes, and its API: one entity, and the sum of one metric over all entities for somebody who owns
 * them. The metrics come from one provider that computes all of an entity at once, which is the fastest that
 * it has. Prints one line of JSON.
 *
 * Usage: node scorecard.mjs <entities> <checks> <PostgreSQL connection string of an empty database>
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const {
  mockCredentials,
  mockServices,
  startTestBackend,
} = require('@backstage/backend-test-utils');
const {
  coreServices,
  createBackendModule,
  createServiceFactory,
} = require('@backstage/backend-plugin-api');
const {
  databaseServiceFactory,
} = require('@backstage/backend-defaults/database');
const { catalogServiceRef } = require('@backstage/plugin-catalog-node');
const {
  scorecardMetricsExtensionPoint,
} = require('@red-hat-developer-hub/backstage-plugin-scorecard-node');
const pg = require('pg');

const entities = Number(process.argv[2]);
const checks = Number(process.argv[3]);
const connection = process.argv[4];

const services = Array.from({ length: entities }, (_, index) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: `service-${index}` },
  spec: { type: 'service', owner: 'group:default/team' },
}));
const reader = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { namespace: 'default', name: 'mock' },
  relations: [{ type: 'memberOf', targetRef: 'group:default/team' }],
};
/** Answers at once, which the real one does not. */
const catalog = {
  async queryEntities({ filter, limit, cursor }) {
    const owner = filter?.['relations.ownedBy'];
    const found = !owner || owner === 'group:default/team' ? services : [];
    const from = Number(cursor ?? 0);
    const next = from + limit;
    return {
      items: found.slice(from, next),
      totalItems: found.length,
      pageInfo: next < found.length ? { nextCursor: String(next) } : {},
    };
  },
  async getEntityByRef(ref) {
    const text =
      typeof ref === 'string'
        ? ref
        : `${ref.kind}:${ref.namespace}/${ref.name}`;
    return text.startsWith('user:')
      ? reader
      : services[Number(text.split('-').at(-1))];
  },
};

const metrics = Array.from({ length: checks }, (_, index) => ({
  id: `benchmark.check${index}`,
  title: `Check ${index}`,
  description: 'Is it so?',
  type: 'number',
}));
const provider = {
  getProviderDatasourceId: () => 'benchmark',
  getProviderId: () => 'benchmark.check0',
  getMetricType: () => 'number',
  getMetric: () => metrics[0],
  getMetricIds: () => metrics.map(({ id }) => id),
  getMetrics: () => metrics,
  getMetricThresholds: () => ({
    rules: [
      { key: 'success', expression: '>=50' },
      { key: 'error', expression: '<50' },
    ],
  }),
  getCatalogFilter: () => ({ kind: 'component' }),
  calculateMetric: async () => 0,
  async calculateMetrics(entity) {
    const number = Number(entity.metadata.name.split('-').at(-1));
    return new Map(
      metrics.map(({ id }, index) => [id, (number * 7 + index * 13) % 100]),
    );
  },
};

/** They are run when it is their turn here, so that nothing else is in the time. */
const tasks = new Map();

const featureOf = loaded => loaded.default ?? loaded;
const backend = await startTestBackend({
  features: [
    featureOf(
      require('@red-hat-developer-hub/backstage-plugin-scorecard-backend'),
    ),
    createBackendModule({
      pluginId: 'scorecard',
      moduleId: 'benchmark',
      register(reg) {
        reg.registerInit({
          deps: { providers: scorecardMetricsExtensionPoint },
          async init({ providers }) {
            providers.addMetricProvider(provider);
          },
        });
      },
    }),
    createServiceFactory({
      service: catalogServiceRef,
      deps: {},
      factory: () => catalog,
    }),
    mockServices.rootConfig.factory({
      data: { backend: { database: { client: 'pg', connection } } },
    }),
    databaseServiceFactory,
    createServiceFactory({
      service: coreServices.scheduler,
      deps: {},
      factory: () => ({
        createScheduledTaskRunner: () => ({
          run: async task => tasks.set(task.id, task.fn),
        }),
        scheduleTask: async task => tasks.set(task.id, task.fn),
        triggerTask: async () => {},
        getScheduledTasks: async () => [],
      }),
    }),
    mockServices.rootLogger.factory({ level: 'error' }),
  ],
});

const database = new pg.Client({
  connectionString: connection.replace(
    /\/[^/]*$/,
    '/backstage_plugin_scorecard',
  ),
});
await database.connect();
const count = async () =>
  Number(
    (await database.query('select count(*) as n from metric_values')).rows[0].n,
  );
const bytes = async () =>
  Number(
    (
      await database.query(
        `select pg_total_relation_size('metric_values') as n`,
      )
    ).rows[0].n,
  );

const pull = () => tasks.get('benchmark.check0')();
const timed = async work => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
const base = `http://localhost:${backend.server.port()}/api/scorecard`;
const headers = { authorization: mockCredentials.user.header() };
const read = async path => {
  const response = await fetch(`${base}${path}`, { headers });
  if (!response.ok) {
    throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }
  return response.json();
};
const times = async (rounds, path) => {
  const each = [];
  for (let round = 0; round < rounds; round += 1) {
    each.push(await timed(() => read(path)));
  }
  return each.sort((a, b) => a - b);
};

while (!tasks.has('benchmark.check0')) {
  await new Promise(resolve => setTimeout(resolve, 20));
}
const pullMs = await timed(pull);
const rows = await count();
const firstBytes = await bytes();
const secondPullMs = await timed(pull);
const secondBytes = await bytes();
await database.query('analyze metric_values');
const entity = await times(
  20,
  `/metrics/catalog/component/default/service-${Math.floor(entities / 2)}`,
);
const sum = await times(3, '/aggregations/benchmark.check1');

await database.end();
await backend.stop();
console.log(
  JSON.stringify({
    pullMs: Math.round(pullMs),
    secondPullMs: Math.round(secondPullMs),
    rows,
    bytesPerPull: secondBytes - firstBytes,
    entityP50Ms: Math.round(entity[10] * 10) / 10,
    entityP95Ms: Math.round(entity[18] * 10) / 10,
    sumOfOneCheckMs: Math.round(sum[1]),
  }),
);
process.exit(0);
