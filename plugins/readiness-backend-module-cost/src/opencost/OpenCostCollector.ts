import { HumanDuration } from '@backstage/types';
import {
  openCostFact,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  kubernetesKeys,
  Observation,
  RequestBudget,
} from '@team-readiness/backstage-plugin-readiness-node';
import { AllocationIndex } from './AllocationIndex';
import { OpenCostApi } from './OpenCostApi';
import { AllocationWindow, openCostFactOf } from './openCostFactOf';
import { OpenCostConfig } from './readOpenCostConfig';

const dayMs = 86_400_000;

/**
 * Observes what the workloads of entities cost in their clusters, and how much of what they request
 * they use.
 *
 * Each server is asked once a day of the window, for all entities together; what is kept is a sum a
 * workload. If one server cannot be asked for one day, the run fails and facts stay as they were:
 * half a sum would look like a saving.
 */
export class OpenCostCollector implements Collector {
  readonly id = 'opencost';
  readonly title = 'Cost allocation of clusters';
  readonly description =
    'What the workloads of the entity cost and use of what they request, from the configured OpenCost or Kubecost.';
  readonly schema = openCostFact.schema;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly #apis: readonly OpenCostApi[];
  readonly #days: number;

  constructor(config: OpenCostConfig) {
    this.#apis = config.servers.map(server => new OpenCostApi(server));
    this.#days = config.days;
    this.frequency = config.schedule.frequency;
    this.timeToLive = config.schedule.timeToLive;
  }

  async open(options: {
    now: Date;
    signal: AbortSignal;
    budget?: RequestBudget;
  }): Promise<CollectionRun> {
    const days = this.#windowBefore(options.now);
    const window = { from: days[0], to: days[days.length - 1] };
    const index = new AllocationIndex();
    const problems: Problem[] = [];
    for (const api of this.#apis) {
      const before = index.size;
      const broken = new Set<string>();
      for (const day of days) {
        options.signal.throwIfAborted();
        const read = await api.day(day, options);
        const from = { ...api.server, server: api.server.name, day };
        read.allocations.forEach(it => index.add(it, from));
        read.broken.forEach(row => broken.add(row));
      }
      if (index.size === before) {
        throw new Error(
          `OpenCost ${api.server.name} knows of no workload from ${window.from} to ${window.to}; it has lost its data or cannot reach its Prometheus.`,
        );
      }
      if (broken.size > 0) {
        problems.push(this.#tell(api, [...broken]));
      }
    }
    return {
      collect: async targets =>
        targets.map(target => this.#observe(target, index, window)),
      problems: () => problems,
    };
  }

  /** Closes connections. */
  async close(): Promise<void> {
    await Promise.all(this.#apis.map(api => api.close()));
  }

  /** Whole days up to yesterday, in UTC. */
  #windowBefore(now: Date): string[] {
    const today = Math.floor(now.getTime() / dayMs) * dayMs;
    return Array.from({ length: this.#days }, (_, index) =>
      new Date(today - (this.#days - index) * dayMs).toISOString().slice(0, 10),
    );
  }

  #observe(
    { entityRef, entity }: CollectionTarget,
    index: AllocationIndex,
    window: AllocationWindow,
  ): Observation {
    const found = index.find(kubernetesKeys(entity));
    if (found.is === 'ambiguous') {
      return {
        entityRef,
        status: 'failed',
        error: new Error(
          `Workloads of its name are in several namespaces (${found.namespaces.join(
            ', ',
          )}); team-readiness.dev/namespace says which are its own.`,
        ),
      };
    }
    const sum = found.is === 'sum' ? found.sum : undefined;
    const currencies = [
      ...(sum?.currencies ??
        new Set(this.#apis.map(api => api.server.currency))),
    ].sort();
    if (sum && currencies.length > 1) {
      return {
        entityRef,
        status: 'failed',
        error: new Error(
          `Its workloads are in clusters that tell in several currencies (${currencies.join(
            ', ',
          )}), which are not added up.`,
        ),
      };
    }
    const currency = currencies.length === 1 ? currencies[0] : '';
    const data = openCostFactOf(sum, window, currency);
    return { entityRef, status: 'observed', data };
  }

  #tell(api: OpenCostApi, rows: string[]): Problem {
    return {
      subject: 'collector',
      name: `OpenCost ${api.server.name}`,
      reporter: this.id,
      message: `Some rows are no allocations and were left out: ${rows
        .slice(0, 10)
        .join(', ')}.`,
    };
  }
}
