import {
  Collector,
  EventReader,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { ReadinessConfig } from '../config';
import { DeliveryCollector, IncidentsCollector } from './delivery';
import { toDeliveryRules } from './deliveryRules';
import { TrackRecordCollector } from './trackRecord';

/**
 * Makes the collectors over what is stored here itself: they ask nobody outside.
 *
 * @param options - `readers`: of events; without any, nothing of delivery and incidents is observed
 */
export function createObservationCollectors(options: {
  knex: Knex;
  config: ReadinessConfig;
  clock: { now(): Date };
  readers: readonly EventReader[];
}): Collector[] {
  const { knex } = options;
  const { timeZone, windowDays } = options.config.delivery;
  const rules = toDeliveryRules(options.config.delivery);
  const ofEvents = [
    new DeliveryCollector({ knex, rules, timeZone, windowDays }),
    new IncidentsCollector({ knex, rules, timeZone }),
  ];
  return [
    ...(options.readers.length ? ofEvents : []),
    new TrackRecordCollector({ knex, rules }),
  ];
}
