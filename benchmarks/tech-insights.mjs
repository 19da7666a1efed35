/**
 * Tech Insights over N entities with C checks, in a backend of its own: the time until its facts are
 * stored, and the time to run all checks through its API in batches of 1,000 (it stores no results).
 * Prints one line of JSON.
 *
 * Usage: node tech-insights.mjs <entities> <checks> <PostgreSQL connection string>
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const {
  mockServices,
  startTestBackend,
} = require('@backstage/backend-test-utils');
const {
  catalogServiceMock,
} = require('@backstage/plugin-catalog-node/testUtils');
const { createBackendModule } = require('@backstage/backend-plugin-api');
const {
  databaseServiceFactory,
} = require('@backstage/backend-defaults/database');
const {
  techInsightsFactRetrieversExtensionPoint,
} = require('@backstage-community/plugin-tech-insights-node');

const entities = Number(process.argv[2]);
const checkCount = Number(process.argv[3]);
const connection = process.argv[4];

const names = Array.from(
  { length: entities },
  (_, index) => `service-${index}`,
);
const factNames = Array.from(
  { length: checkCount },
  (_, index) => `fact${index}`,
);
let collectionStarted = 0;
const retriever = {
  id: 'benchmark',
  version: '1.0.0',
  entityFilter: [{ kind: 'component' }],
  schema: Object.fromEntries(
    factNames.map(name => [name, { type: 'integer', description: name }]),
  ),
  async handler() {
    collectionStarted = performance.now();
    return names.map((name, entity) => ({
      entity: { namespace: 'default', kind: 'component', name },
      facts: Object.fromEntries(
        factNames.map((fact, index) => [fact, (entity * 7 + index * 13) % 100]),
      ),
    }));
  },
};
const module = createBackendModule({
  pluginId: 'tech-insights',
  moduleId: 'benchmark',
  register(reg) {
    reg.registerInit({
      deps: { retrievers: techInsightsFactRetrieversExtensionPoint },
      async init({ retrievers }) {
        retrievers.addFactRetrievers({ benchmark: retriever });
      },
    });
  },
});
const checks = Object.fromEntries(
  factNames.map((fact, index) => [
    `check${index}`,
    {
      type: 'json-rules-engine',
      name: `check${index}`,
      description: fact,
      factIds: ['benchmark'],
      rule: {
        conditions: {
          all: [{ fact, operator: 'greaterThanInclusive', value: 50 }],
        },
      },
    },
  ]),
);

const featureOf = loaded => loaded.default ?? loaded;
const backend = await startTestBackend({
  features: [
    featureOf(require('@backstage-community/plugin-tech-insights-backend')),
    featureOf(
      require('@backstage-community/plugin-tech-insights-backend-module-jsonfc'),
    ),
    module,
    catalogServiceMock.factory({ entities: [] }),
    mockServices.rootConfig.factory({
      data: {
        backend: { database: { client: 'pg', connection } },
        techInsights: {
          factRetrievers: {
            benchmark: {
              cadence: '*/15 * * * *',
              lifecycle: { timeToLive: { weeks: 2 } },
            },
          },
          factChecker: { checks },
        },
      },
    }),
    databaseServiceFactory,
    mockServices.scheduler.factory({
      includeInitialDelayedTasksOnStartup: true,
    }),
    mockServices.rootLogger.factory({ level: 'error' }),
  ],
});
const base = `http://localhost:${backend.server.port()}/api/tech-insights`;

for (;;) {
  const response = await fetch(
    `${base}/facts/latest?entity=component:default/service-${
      entities - 1
    }&ids=benchmark`,
  );
  if ((await response.json()).benchmark) {
    break;
  }
  await new Promise(resolve => setTimeout(resolve, 50));
}
const collectMs = performance.now() - collectionStarted;

const started = performance.now();
let results = 0;
for (let start = 0; start < entities; start += 1_000) {
  const response = await fetch(`${base}/checks/run`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      entities: names
        .slice(start, start + 1_000)
        .map(name => ({ namespace: 'default', kind: 'component', name })),
    }),
  });
  for (const entity of await response.json()) {
    results += entity.results.length;
  }
}
const evaluateMs = performance.now() - started;
await backend.stop();
console.log(
  JSON.stringify({
    storeFactsMs: Math.round(collectMs),
    evaluateMs: Math.round(evaluateMs),
    results,
  }),
);
process.exit(0);
