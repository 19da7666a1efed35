import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { repairCounters } from './recountCounters';
import { SnapshotScorecard, writeDaySnapshots } from './writeDaySnapshots';

/**
 * Keeps what is summed up: the snapshot of the day is written anew every ten minutes, and
 * counters and movements are compared with the results once a day. One replica does it for all.
 *
 * @param options - `scorecards`: the versions that are active now.
 */
export async function scheduleRollups(options: {
  knex: Knex;
  scheduler: SchedulerService;
  scorecards: () => readonly SnapshotScorecard[];
  clock: { now(): Date };
  logger: LoggerService;
}): Promise<void> {
  const { knex, scheduler, scorecards, clock, logger } = options;
  await scheduler.scheduleTask({
    id: 'readiness-write-day-snapshots',
    frequency: { minutes: 10 },
    initialDelay: { minutes: 2 },
    timeout: { minutes: 10 },
    fn: () =>
      writeDaySnapshots(knex, { scorecards: scorecards(), at: clock.now() }),
  });
  await scheduler.scheduleTask({
    id: 'readiness-repair-counters',
    frequency: { days: 1 },
    initialDelay: { minutes: 10 },
    timeout: { minutes: 30 },
    fn: async () => {
      await repairCounters(knex, { logger, at: clock.now() });
    },
  });
}
