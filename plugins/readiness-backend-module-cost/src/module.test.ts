import { createBackendPlugin } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  Collector,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { collectionTarget } from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { focusCsv } from './__fixtures__/focusCsv';
import readinessModuleCost from '.';

/** The least plugin that takes collectors. */
async function collectorsWith(data: object): Promise<Collector[]> {
  const collectors: Collector[] = [];
  const host = createBackendPlugin({
    pluginId: 'readiness',
    register(env) {
      env.registerExtensionPoint(readinessCollectorsExtensionPoint, {
        addCollector: (...added) => collectors.push(...added),
      });
      env.registerInit({ deps: {}, async init() {} });
    },
  });
  const backend = await startTestBackend({
    features: [
      host,
      readinessModuleCost,
      catalogServiceMock.factory({ entities: [] }),
      mockServices.rootConfig.factory({
        data: JSON.parse(JSON.stringify(data)),
      }),
    ],
  });
  await backend.stop();
  return collectors;
}

describe('readinessModuleCost', () => {
  const directory = createMockDirectory({
    content: { 'focus.csv': focusCsv([{}]) },
  });

  it('adds nothing without files', async () => {
    expect(await collectorsWith({})).toEqual([]);
  });

  it('adds a collector that reads the configured files', async () => {
    const [cost, ...others] = await collectorsWith({
      readiness: {
        cost: { focus: { files: [directory.resolve('*.csv')] } },
        collectors: { cost: { frequency: '1h' } },
      },
    });
    expect(others).toEqual([]);
    expect(cost).toMatchObject({
      id: 'cost',
      frequency: { hours: 1 },
      timeToLive: { days: 2 },
    });
    const run = await cost.open({
      now: new Date('2026-03-02T00:00:00Z'),
      signal: new AbortController().signal,
    });
    expect(
      await run.collect([], { signal: AbortSignal.timeout(1_000) }),
    ).toEqual([]);
  });

  it('adds a second one where accounts are given to groups, over the same source', async () => {
    const [cost, accountSpend, ...others] = await collectorsWith({
      readiness: {
        cost: {
          focus: { files: [directory.resolve('*.csv')] },
          accounts: { '112233445566': 'payments', 'prod-*': 'group:emea/ops' },
        },
      },
    });
    expect(others).toEqual([]);
    expect(accountSpend).toMatchObject({
      id: 'account-spend',
      source: cost.source,
      target: { kind: 'Group' },
    });
    const run = await accountSpend.open({
      now: new Date('2026-03-02T00:00:00Z'),
      signal: new AbortController().signal,
    });
    const observations = await run.collect(
      [
        collectionTarget({
          apiVersion: 'x/v1',
          kind: 'Group',
          metadata: { name: 'payments' },
        }),
      ],
      { signal: new AbortController().signal },
    );
    expect(observations).toMatchObject([
      { data: { accounts: ['112233445566'], month: null, spend: [] } },
    ]);
  });
});
