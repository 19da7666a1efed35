import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  Collector,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import readinessModuleRepository from './index';

async function start(readiness: object): Promise<Collector[]> {
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
      readinessModuleRepository,
      catalogServiceMock.factory({ entities: [] }),
      mockServices.rootConfig.factory({ data: { readiness } }),
    ],
  });
  await backend.stop();
  return collectors;
}

describe('readinessModuleRepository', () => {
  it('adds the collector with its default and its configured schedule', async () => {
    expect(await start({})).toMatchObject([
      { id: 'repository', frequency: { hours: 24 }, timeToLive: { days: 3 } },
    ]);
    const collectors = {
      repository: { frequency: { minutes: 1 }, timeToLive: { minutes: 30 } },
    };
    expect(await start({ collectors })).toMatchObject([
      { frequency: { minutes: 1 }, timeToLive: { minutes: 30 } },
    ]);
  });

  it.each([
    [
      { collectors: { repository: { timeToLive: { hours: 1 } } } },
      /readiness\.collectors\.repository\.timeToLive/,
    ],
    [
      { repository: { url: { allow: ['ssh://git.example.org'] } } },
      /readiness\.repository\.url\.allow\[0\]/,
    ],
  ])('does not start with the config %j', async (readiness, message) => {
    await expect(start(readiness)).rejects.toThrow(message);
  });
});
