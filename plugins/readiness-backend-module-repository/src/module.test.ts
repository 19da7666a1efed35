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
  it('adds the collectors with their default and their configured schedule', async () => {
    const added = await start({});
    for (const id of ['repository', 'codeowners']) {
      expect(added.find(collector => collector.id === id)).toMatchObject({
        source: 'files',
        frequency: { hours: 24 },
        timeToLive: { days: 3 },
      });
    }
    const own = { frequency: { minutes: 1 }, timeToLive: { minutes: 30 } };
    const collectors = { repository: own, codeowners: own };
    const configured = await start({ collectors });
    for (const id of ['repository', 'codeowners']) {
      expect(configured.find(collector => collector.id === id)).toMatchObject(
        own,
      );
    }
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
