import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { EventsService } from '@backstage/plugin-events-node';
import { EventReader } from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { DeliveryConfig } from '../config';
import { deleteOldEvents } from '../database/operations/events';
import { EventIntake } from './EventIntake';
import { EventReaders } from './EventReaders';
import { EventRefusals } from './EventRefusals';
import { EventSubscription } from './EventSubscription';
import { PushedEvents } from './PushedEvents';

/** What {@link createDeliveryEvents} needs. */
export interface DeliveryEventsOptions {
  knex: Knex;
  config: DeliveryConfig;
  readers: readonly EventReader[];
  /** Asks a collector to look at entities again soon; never throws. */
  refreshSoon: (
    collector: string,
    changed: { entityRefs: readonly string[] },
  ) => void;
  events: EventsService;
  scheduler: SchedulerService;
  clock: { now(): Date };
  logger: LoggerService;
  /** Fires when the backend stops. */
  signal: AbortSignal;
}

/** Events as they are configured. */
export interface DeliveryEvents {
  /** Takes what is sent by HTTP. */
  pushed: PushedEvents;
  /**
   * Listens to the topics of the readers, and deletes what is too old. To be called once, after the
   * collectors are there.
   */
  start(): Promise<void>;
}

/** Collectors whose facts are made of events. */
const ofEvents = ['delivery', 'incidents', 'track-record'];
const deletedPerStep = 1_000;
const mostSteps = 1_000;

/** Makes the store of events, the ways into it, and its retention. */
export function createDeliveryEvents(
  options: DeliveryEventsOptions,
): DeliveryEvents {
  const { knex, config, clock, scheduler, signal } = options;
  const readers = new EventReaders(options.readers);
  const refusals = new EventRefusals(options);
  const intake = new EventIntake({
    knex,
    clock,
    retentionDays: config.retentionDays,
    refresh: entityRefs =>
      ofEvents.forEach(id => options.refreshSoon(id, { entityRefs })),
  });
  return {
    pushed: new PushedEvents({ readers, intake, grants: config.push }),
    start: async () => {
      await new EventSubscription({
        ...options,
        readers,
        intake,
        refusals,
      }).start();
      await scheduler.scheduleTask({
        id: 'readiness-forget-events',
        frequency: { hours: 1 },
        timeout: { hours: 1 },
        fn: async own => {
          const any = AbortSignal.any([own, signal]);
          await forgetOldEvents(knex, { config, clock, signal: any });
          await refusals.forgetOld();
        },
      });
    },
  };
}

/**
 * Deletes events that are older than they are kept for, in steps of a thousand, at most a million at
 * a time; what is left goes the next time.
 *
 * @throws What the database throws.
 */
export async function forgetOldEvents(
  knex: Knex,
  options: {
    config: Pick<DeliveryConfig, 'retentionDays'>;
    clock: { now(): Date };
    signal: AbortSignal;
  },
): Promise<void> {
  const { config, clock, signal } = options;
  const before = new Date(
    clock.now().getTime() - config.retentionDays * 86_400_000,
  );
  for (let step = 0; step < mostSteps && !signal.aborted; step += 1) {
    const limit = deletedPerStep;
    if ((await deleteOldEvents(knex, { before, limit })) < limit) {
      return;
    }
  }
}
