import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  Collector,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import readinessModuleSecurity from './index';

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
      readinessModuleSecurity,
      mockServices.rootConfig.factory({ data: { readiness } }),
    ],
  });
  await backend.stop();
  return collectors;
};

describe('readinessModuleSecurity', () => {
  it('adds a collector only for what is configured', async () => {
    expect(await start({})).toEqual([]);
    expect(await start({ security: { sarif: {}, releases: {} } })).toEqual([]);
    expect(
      await start({
        security: {
          sarif: { urls: [{ url: 'https://x.example/a.sarif' }] },
          ossfScorecard: { files: ['a.json'] },
          releases: { files: ['tree'] },
        },
        collectors: { releases: { frequency: { hours: 2 } } },
      }),
    ).toMatchObject([
      { id: 'sarif', frequency: { hours: 1 }, timeToLive: { days: 2 } },
      { id: 'ossf-scorecard', frequency: { hours: 6 } },
      { id: 'releases', frequency: { hours: 2 }, timeToLive: { days: 3 } },
    ]);
  });

  it.each([
    [{ sarif: { files: [' '] } }, /readiness\.security\.sarif\.files/],
    [
      { ossfScorecard: { files: ['a'], maxReportAge: 'soon' } },
      /readiness\.security\.ossfScorecard\.maxReportAge/,
    ],
    [
      { releases: { files: ['a'], pattern: '{name}/**' } },
      /readiness\.security\.releases\.pattern/,
    ],
  ])('does not start with %j', async (security, message) => {
    await expect(start({ security })).rejects.toThrow(message);
  });
});
