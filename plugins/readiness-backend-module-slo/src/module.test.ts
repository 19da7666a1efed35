import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  Collector,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import readinessModuleSlo from './index';

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
      readinessModuleSlo,
      mockServices.rootConfig.factory({ data: { readiness } }),
    ],
  });
  await backend.stop();
  return collectors;
};

describe('readinessModuleSlo', () => {
  it('adds its collectors with their default and their configured schedule', async () => {
    expect(await start({})).toMatchObject([
      { id: 'slo', frequency: { hours: 24 }, timeToLive: { days: 3 } },
      { id: 'alerts', frequency: { hours: 24 }, timeToLive: { days: 3 } },
    ]);
    expect(
      await start({ collectors: { slo: { frequency: { minutes: 5 } } } }),
    ).toMatchObject([
      { id: 'slo', frequency: { minutes: 5 } },
      { id: 'alerts', frequency: { hours: 24 } },
    ]);
  });

  it('measures where a Prometheus is configured, and only there', async () => {
    const prometheus = [{ url: 'http://prometheus.example.org:9090' }];
    expect((await start({ prometheus })).map(it => it.id)).toEqual([
      'slo',
      'alerts',
      'prometheus',
    ]);
    expect(
      (
        await start({
          prometheus,
          collectors: { prometheus: { frequency: 'PT1H' } },
        })
      )[2],
    ).toMatchObject({
      frequency: { hours: 1 },
      timeToLive: { days: 2 },
    });
    await expect(start({ prometheus: [{ url: 'nowhere' }] })).rejects.toThrow(
      /readiness\.prometheus\[0\]\.url/,
    );
  });

  it('does not start with a schedule that cannot work', async () => {
    await expect(
      start({ collectors: { slo: { timeToLive: { hours: 1 } } } }),
    ).rejects.toThrow(/readiness\.collectors\.slo\.timeToLive/);
  });
});
