import { DeliveryRecord } from './DeliveryRecord';
import { LocalDays } from './LocalDays';
import { PooledDelivery } from './PooledDelivery';
import { eachInSteps, finish, Steps } from './Steps';

/**
 * What happened on a day.
 *
 * @public
 */
export interface DeliveryDay {
  /** `YYYY-MM-DD` in the time zone that was asked for. */
  readonly date: string;
  /** Production deployments that were finished on it. */
  readonly deployments: number;
  /** Those of them that failed, whenever that showed. */
  readonly failures: number;
  /** Incidents that were detected on it. */
  readonly incidents: number;
}

/** What is counted of a day. */
export interface DayCounts {
  deployments: number;
  failures: number;
  incidents: number;
}

/**
 * Counts by day.
 *
 * @param range - first and last day, both within it; `versions`: deployments of one version on one day are
 *   one, which failed if one of them did. Regions fail together: each by itself proves nothing anew
 * @returns days with something to count, in no order
 */
export function* countDays(
  records: readonly DeliveryRecord[],
  days: LocalDays,
  range: { first: number; last: number; versions?: boolean },
): Steps<Map<number, DayCounts>> {
  const counts = new Map<number, DayCounts>();
  // Times outside cost no look at the clock of the zone.
  const from = days.startOf(range.first);
  const to = days.startOf(range.last + 1);
  const countsAt = (time: number): DayCounts | undefined => {
    if (time < from || time >= to) {
      return undefined;
    }
    const day = days.dayAt(time);
    let known = counts.get(day);
    if (!known) {
      known = { deployments: 0, failures: 0, incidents: 0 };
      counts.set(day, known);
    }
    return known;
  };
  const pooled = yield* PooledDelivery.pool(records);
  const hasFailed = new Map<DayCounts, Map<string, boolean>>();
  yield* eachInSteps(pooled.deployments, ({ at, version, failed }) => {
    const day = countsAt(at);
    if (!day) {
      return;
    }
    let known: boolean | undefined;
    if (range.versions && version !== null) {
      const ofDay = hasFailed.get(day) ?? new Map<string, boolean>();
      hasFailed.set(day, ofDay);
      known = ofDay.get(version);
      ofDay.set(version, failed || known === true);
    }
    day.deployments += known === undefined ? 1 : 0;
    day.failures += failed && !known ? 1 : 0;
  });
  yield* eachInSteps(pooled.incidents, ({ detectedAt }) => {
    const day = countsAt(detectedAt);
    if (day) {
      day.incidents += 1;
    }
  });
  return counts;
}

/**
 * What happened day by day.
 *
 * @param records - of one entity, or of all entities of a team
 * @param range.from - first day, `YYYY-MM-DD`
 * @param range.to - last day, `YYYY-MM-DD`
 * @param range.timeZone - IANA name of the zone in which days are counted
 * @returns days with a production deployment or an incident, oldest first
 * @throws Error for a day or a time zone that is none
 * @public
 */
export function deliveryDays(
  records: readonly DeliveryRecord[],
  range: { from: string; to: string; timeZone: string },
): DeliveryDay[] {
  return finish(deliveryDaysInSteps(records, range));
}

/**
 * {@link deliveryDays} with pauses.
 *
 * @public
 */
export function* deliveryDaysInSteps(
  records: readonly DeliveryRecord[],
  range: { from: string; to: string; timeZone: string },
): Steps<DeliveryDay[]> {
  const days = new LocalDays(range.timeZone);
  const first = days.readDate(range.from);
  const last = days.readDate(range.to);
  if (first === null || last === null) {
    throw new Error('A range of days begins and ends with a YYYY-MM-DD');
  }
  return [...(yield* countDays(records, days, { first, last }))]
    .sort(([one], [other]) => one - other)
    .map(([day, counts]) => ({ date: days.toDate(day), ...counts }));
}
