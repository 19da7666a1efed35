import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { MetricsServiceObservableCallback } from '@backstage/backend-plugin-api/alpha';
import { MetricFamily } from '../../services/metrics/MetricFamily';
import { countEvaluations, ObservedMetrics } from './ObservedMetrics';

const families: MetricFamily[] = [
  {
    name: 'adoption_ratio',
    type: 'gauge',
    help: 'A share.',
    samples: [{ labels: { scorecard: 'first' }, value: 0.5 }],
  },
  {
    name: 'collector_runs',
    type: 'counter',
    help: 'Runs.',
    samples: [{ labels: { collector: 'slo' }, value: 3 }],
  },
];

describe('ObservedMetrics', () => {
  it('reads once for all instruments of a collection, and says nothing where it cannot', async () => {
    const observed: unknown[] = [];
    const callbacks = new Map<string, MetricsServiceObservableCallback>();
    const instrument = (name: string) => ({
      addCallback: (callback: MetricsServiceObservableCallback) => {
        callbacks.set(name, callback);
      },
      removeCallback: () => {},
    });
    const collect = async () => {
      for (const [name, callback] of callbacks) {
        await callback({
          observe: (value, labels) => observed.push([name, value, labels]),
        });
      }
    };
    let reads = 0;
    let now = 0;
    let isAway = false;
    const logger = mockServices.logger.mock();
    new ObservedMetrics({
      metrics: metricsServiceMock.mock({
        createObservableCounter: instrument,
        createObservableGauge: instrument,
      }),
      auth: mockServices.auth(),
      read: async () => {
        reads += 1;
        if (isAway) {
          throw new Error('no connection to /var/run/postgres/x');
        }
        return families;
      },
      clock: { now: () => new Date(now) },
      logger,
    }).start(families);
    expect([...callbacks.keys()]).toEqual([
      'readiness.adoption_ratio',
      'readiness.collector_runs',
    ]);
    expect(reads).toBe(0);
    await collect();
    expect(observed).toEqual([
      ['readiness.adoption_ratio', 0.5, { scorecard: 'first' }],
      ['readiness.collector_runs', 3, { collector: 'slo' }],
    ]);
    expect(reads).toBe(1);

    now += 60_000;
    isAway = true;
    observed.length = 0;
    await collect();
    expect(observed).toEqual([]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(jest.mocked(logger.warn).mock.calls[0][0]).not.toContain('/var');
  });

  it('counts evaluations, and failures only where there are some', () => {
    const counted: unknown[] = [];
    const count = countEvaluations(
      metricsServiceMock.mock({
        createCounter: () => ({
          add: (value: number, labels?: object) => {
            counted.push([value, labels]);
          },
        }),
      }),
    );
    count({ completed: 5, failed: 0 });
    count({ completed: 0, failed: 2 });
    expect(counted).toEqual([
      [5, { outcome: 'completed' }],
      [0, { outcome: 'completed' }],
      [2, { outcome: 'failed' }],
    ]);
  });
});
