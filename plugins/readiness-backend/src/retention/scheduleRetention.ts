import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { RetentionConfig } from '../config';
import { forgetOld } from './forgetOld';

/**
 * Deletes old history once a day. One replica does it for all.
 *
 * @param options - `signal`: fires when the backend stops.
 */
export async function scheduleRetention(options: {
  knex: Knex;
  scheduler: SchedulerService;
  config: RetentionConfig;
  clock: { now(): Date };
  logger: LoggerService;
  signal: AbortSignal;
}): Promise<void> {
  const { knex, scheduler, config, clock, logger, signal } = options;
  await scheduler.scheduleTask({
    id: 'readiness-forget-history',
    frequency: { days: 1 },
    initialDelay: { minutes: 30 },
    timeout: { hours: 2 },
    fn: async own => {
      const counts = await forgetOld(knex, {
        config,
        now: clock.now(),
        signal: AbortSignal.any([own, signal]),
      });
      const told = Object.entries(counts).map(
        ([name, count]) => `${count} ${name}`,
      );
      if (told.length) {
        logger.info(`Deleted what is too old: ${told.join(', ')}`);
      }
    },
  });
}
