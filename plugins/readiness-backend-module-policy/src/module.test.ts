import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  Collector,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import readinessModulePolicy from './index';

const start = async (readiness: object) => {
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
      readinessModulePolicy,
      mockServices.rootConfig.factory({ data: { readiness } }),
    ],
  });
  await backend.stop();
  return collectors;
};

describe('readinessModulePolicy', () => {
  it('adds a collector only for what is configured', async () => {
    expect(await start({})).toEqual([]);
    expect(await start({ policy: { reports: ['r.yaml'] } })).toMatchObject([
      { id: 'policy', frequency: { hours: 1 }, timeToLive: { days: 1 } },
    ]);
    expect(
      await start({ policy: { admissionPolicies: ['p.yaml'] } }),
    ).toMatchObject([
      { id: 'manifests', frequency: { hours: 24 }, timeToLive: { days: 3 } },
    ]);
  });

  it.each([
    [{ policy: { reports: [''] } }, /readiness\.policy\.reports/],
    [
      { policy: { admissionPolicies: ['https://example.org/p.yaml'] } },
      /readiness\.policy\.admissionPolicies takes paths/,
    ],
    [
      {
        policy: { reports: ['r.yaml'] },
        collectors: { policy: { frequency: 'soon' } },
      },
      /readiness\.collectors\.policy\.frequency/,
    ],
  ])('does not start with %j', async (readiness, message) => {
    await expect(start(readiness)).rejects.toThrow(message);
  });
});
