import { SchedulerService } from '@backstage/backend-plugin-api';
import { catalogCollector } from './catalog';
import { CollectionService } from './CollectionService';
import { RegisteredCollector } from './registerCollectors';
import { tickFrequency } from './runTimes';

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
export async function scheduleCollection(options: {
  scheduler: SchedulerService;
  collection: CollectionService;
  collectors: readonly RegisteredCollector[];
}): Promise<void> {
  const { scheduler, collection } = options;
  for (const id of [
    catalogCollector,
    ...options.collectors.map(({ collector }) => collector.id),
  ]) {
    await scheduler.scheduleTask({
      id: collectionTaskId(id),
      scope: 'local',
      frequency: tickFrequency,
      timeout: longestRun,
      fn: signal => collection.runIfDue(id, { signal }),
    });
  }
}
