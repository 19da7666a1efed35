import {
  AuthService,
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { MetricsService as BackstageMetrics } from '@backstage/backend-plugin-api/alpha';
import { MetricFamily } from '../../services/metrics/MetricFamily';
import { tellError } from '../tellError';

/** So that one reading of the database serves all instruments of a collection. */
const keptMs = 10_000;
/** Backstage does not name instruments after their plugin. */
const prefix = 'readiness.';

/** What it observes. */
export interface ObservedMetricsOptions {
  metrics: BackstageMetrics;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  read: (options: {
    credentials: BackstageCredentials;
  }) => Promise<MetricFamily[]>;
  clock: { now(): Date };
  logger: LoggerService;
}

/**
 * Counts evaluations of this replica.
 *
 * @returns to be called with each batch: how many entities were evaluated, and how many could not be
 */
export function countEvaluations(
  metrics: BackstageMetrics,
): (counts: { completed: number; failed: number }) => void {
  const counter = metrics.createCounter<{ outcome: string }>(
    `${prefix}evaluations`,
    {
      description: 'Entities that this replica has evaluated',
      unit: '{entity}',
    },
  );
  return ({ completed, failed }) => {
    counter.add(completed, { outcome: 'completed' });
    if (failed) {
      counter.add(failed, { outcome: 'failed' });
    }
  };
}

/**
 * Offers the numbers of Readiness to the metrics of Backstage, which hands them to the OpenTelemetry SDK
 * of the backend, if it has one; otherwise nothing is read. The only file that knows that service,
 * which is alpha.
 */
export class ObservedMetrics {
  readonly #options: ObservedMetricsOptions;
  #reading?: { at: number; families: Promise<MetricFamily[]> };

  constructor(options: ObservedMetricsOptions) {
    this.#options = options;
  }

  /**
   * Makes an instrument of each family. To be called once.
   *
   * @param families - what `read` will answer
   */
  start(families: ReadonlyArray<Omit<MetricFamily, 'samples'>>): void {
    families.forEach(family => this.#observe(family));
  }

  #observe({ name, type, help }: Omit<MetricFamily, 'samples'>): void {
    const { metrics } = this.#options;
    const instrument =
      type === 'counter'
        ? metrics.createObservableCounter(`${prefix}${name}`, {
            description: help,
          })
        : metrics.createObservableGauge(`${prefix}${name}`, {
            description: help,
          });
    instrument.addCallback(async result => {
      const families = await this.#read();
      const family = families.find(each => each.name === name);
      family?.samples.forEach(({ labels, value }) =>
        result.observe(value, { ...labels }),
      );
    });
  }

  /** A monitoring that cannot be read says nothing, once in the log each time. */
  #read(): Promise<MetricFamily[]> {
    const { clock, auth, read, logger } = this.#options;
    const now = clock.now().getTime();
    if (!this.#reading || now - this.#reading.at > keptMs) {
      const families = (async () => {
        try {
          const credentials = await auth.getOwnServiceCredentials();
          return await read({ credentials });
        } catch (error) {
          logger.warn(`Numbers cannot be read now: ${tellError(error)}`);
          return [];
        }
      })();
      this.#reading = { at: now, families };
    }
    return this.#reading.families;
  }
}
