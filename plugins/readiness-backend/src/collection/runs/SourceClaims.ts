import { durationToMilliseconds } from '@backstage/types';
import { Knex } from 'knex';
import {
  CollectorRunState,
  readCollectorRunStates,
} from '../../database/operations/collectors';
import { collectorSignature, RegisteredCollector } from '../registerCollectors';
import { CollectorLease } from './CollectorLease';
import { RunProgress } from './RunProgress';
import { earlyShare } from './runTimes';

/** Runs that are farther apart do not wait for each other. */
const mostApart = 2_000;

/** A collector, and the right to run it. */
export interface ClaimedCollector {
  registered: RegisteredCollector;
  lease: CollectorLease;
}

/**
 * Claims collectors that read the same source together, so that one pass serves them all: those that
 * are due, or nearly so, and that are about at the same place.
 */
export class SourceClaims {
  readonly #knex: Knex;
  readonly #clock: { now(): Date };
  readonly #claiming = new Map<string, Promise<unknown>>();

  constructor(options: { knex: Knex; clock: { now(): Date } }) {
    this.#knex = options.knex;
    this.#clock = options.clock;
  }

  /**
   * Claims a collector, with others of its source.
   *
   * @param options - `others`: of the same source; `force`: also where it is not due.
   * @returns empty where it is not due, or runs elsewhere
   * @throws What the database throws.
   */
  async claim(options: {
    registered: RegisteredCollector;
    others: readonly RegisteredCollector[];
    force: boolean;
    signal: AbortSignal;
  }): Promise<ClaimedCollector[]> {
    const { collector } = options.registered;
    // Two that claim at the same time would tear the source apart.
    const key = collector.source ?? `collector ${collector.id}`;
    const before = this.#claiming.get(key);
    const claiming = (async () => {
      await before?.catch(() => {});
      return await this.#claim(options);
    })();
    this.#claiming.set(key, claiming);
    try {
      return await claiming;
    } finally {
      if (this.#claiming.get(key) === claiming) {
        this.#claiming.delete(key);
      }
    }
  }

  async #claim({
    registered,
    others,
    force,
    signal,
  }: Parameters<SourceClaims['claim']>[0]): Promise<ClaimedCollector[]> {
    const now = this.#clock.now();
    const all = [registered, ...others];
    const states = await readCollectorRunStates(this.#knex, {
      collectors: all.map(({ collector }) => collector.id),
    });
    const stateOf = (it: RegisteredCollector) => states.get(it.collector.id);
    const own = stateOf(registered);
    if (!own || (!force && !isDue(own, now))) {
      return [];
    }
    const place = placeOf(own, registered, now);
    const chosen = all
      .filter(it => {
        const state = stateOf(it);
        return (
          it === registered ||
          (state &&
            mayJoin(state, it, now) &&
            Math.abs(placeOf(state, it, now) - place) <= mostApart)
        );
      })
      .sort((a, b) => (a.collector.id < b.collector.id ? -1 : 1));
    const claimed: ClaimedCollector[] = [];
    try {
      for (const it of chosen) {
        const lease = await CollectorLease.claim(this.#knex, {
          collector: it.collector.id,
          clock: this.#clock,
          signal,
          restartBefore: restartBefore(it, now),
          signature: collectorSignature(it),
          lastStartedAt: stateOf(it)?.startedAt,
        });
        if (lease) {
          claimed.push({ registered: it, lease });
        } else if (!claimed.length) {
          // Another replica is about to claim them all.
          break;
        }
      }
    } catch (error) {
      claimed.forEach(({ lease }) => lease.end());
      throw error;
    }
    return claimed;
  }
}

/** One that is running is due when its lease is over. */
function isDue(state: CollectorRunState, now: Date): boolean {
  return !state.nextAt || state.nextAt <= now;
}

function mayJoin(
  state: CollectorRunState,
  { frequency }: RegisteredCollector,
  now: Date,
): boolean {
  const earlyMs = durationToMilliseconds(frequency) * earlyShare;
  return (
    isDue(state, now) ||
    (state.status === 'succeeded' &&
      isDue(state, new Date(now.getTime() + earlyMs)))
  );
}

/** A failed run that began longer ago than this starts anew, so that the first entities get their turn. */
function restartBefore({ frequency }: RegisteredCollector, now: Date): Date {
  return new Date(now.getTime() - durationToMilliseconds(frequency));
}

/** How many entities it has gone through. */
function placeOf(
  { status, cursor, runStartedAt }: CollectorRunState,
  registered: RegisteredCollector,
  now: Date,
): number {
  const startsAnew =
    status === 'failed' &&
    runStartedAt !== null &&
    runStartedAt <= restartBefore(registered, now);
  return startsAnew ? 0 : RunProgress.fromCursor(cursor).cursor.done;
}
