import { SchedulerService } from '@backstage/backend-plugin-api';
import { catalogCollector } from './catalog';
import { CollectionService } from './CollectionService';
import { CollectorSet } from './CollectorSet';
import { tickFrequency } from './runs';

const longestRun = { hours: 24 };

/**
 * The task that looks whether a collector is due.
 *
 * @param collector - Id.
 */
export function collectionTaskId(collector: string): string {
  return `readiness-collect-${collector}`;
}

/**
 * Makes every replica look twice a minute whether collectors are due. Tasks are local: which
 * replica runs what is decided by leases, which a killed process loses at once rather than at the
 * end of a task's time.
 */
export class CollectionTasks {
  readonly #scheduler: SchedulerService;
  readonly #collection: CollectionService;
  readonly #collectors: CollectorSet;
  readonly #scheduled = new Map<string, AbortController>();

  constructor(options: {
    scheduler: SchedulerService;
    collection: CollectionService;
    collectors: CollectorSet;
  }) {
    this.#scheduler = options.scheduler;
    this.#collection = options.collection;
    this.#collectors = options.collectors;
  }

  /** Begins with collectors that are new, and ends with those that left. */
  async follow(): Promise<void> {
    const wanted = new Set([
      catalogCollector,
      ...this.#collectors.all().map(({ collector }) => collector.id),
    ]);
    for (const [id, controller] of this.#scheduled) {
      if (!wanted.has(id)) {
        controller.abort(new Error('The collector is no longer connected'));
        this.#scheduled.delete(id);
      }
    }
    for (const id of wanted) {
      if (!this.#scheduled.has(id)) {
        const controller = new AbortController();
        this.#scheduled.set(id, controller);
        await this.#schedule(id, controller.signal);
      }
    }
  }

  async #schedule(id: string, signal: AbortSignal): Promise<void> {
    await this.#scheduler.scheduleTask({
      id: collectionTaskId(id),
      scope: 'local',
      frequency: tickFrequency,
      timeout: longestRun,
      signal,
      fn: async inner => {
        if (!signal.aborted) {
          await this.#collection.runIfDue(id, { signal: inner });
        }
      },
    });
  }
}
