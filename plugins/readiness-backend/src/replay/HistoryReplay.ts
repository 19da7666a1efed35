import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { setTimeout } from 'timers/promises';
import { describeError } from '../collection';
import {
  ClaimedReplay,
  claimReplay,
  finishReplay,
  holdReplay,
  releaseReplay,
  saveReplayDay,
  StoredReplay,
} from '../database/operations/replays';
import { ReplayProgress } from './Replay';

const replayId = 'history';

/** A run over the series by whoever has claimed it. */
export type ReplayRun = (options: {
  replay: ClaimedReplay;
  /** Throws where another replica has taken over; holds it off until the end of a transaction. */
  hold: (knex: Knex | Knex.Transaction) => Promise<void>;
  dayDone: (progress: ReplayProgress) => Promise<void>;
  signal: AbortSignal;
}) => Promise<void>;

/** What {@link HistoryReplay} needs. */
export interface HistoryReplayOptions {
  knex: Knex;
  /** Ids of the series; none: nothing is ever replayed. */
  series: readonly string[];
  run: ReplayRun;
  /** The real one. */
  clock: { now(): Date };
  logger: LoggerService;
  /** After this long without a sign of life another replica goes on. Default one minute. */
  leaseMs?: number;
  /** How long to wait for another replica, or after a failure. Default 3 seconds. */
  pauseMs?: number;
}

/**
 * Sees to it that the past is replayed once: by one replica, while the others wait. A replica that is
 * killed is replaced after a minute.
 */
export class HistoryReplay {
  readonly #options: HistoryReplayOptions;
  readonly #leaseMs: number;
  readonly #pauseMs: number;
  #isUnderWay = false;

  constructor(options: HistoryReplayOptions) {
    this.#options = options;
    this.#leaseMs = options.leaseMs ?? 60_000;
    this.#pauseMs = options.pauseMs ?? 3_000;
  }

  /** Is the past being written, so that the present must wait? */
  get isUnderWay(): boolean {
    return this.#isUnderWay;
  }

  /**
   * Looks whether there is something to replay. To be called at start, before anything is collected.
   *
   * @throws What the database throws.
   */
  async prepare(): Promise<void> {
    const { series, logger } = this.#options;
    if (!series.length) {
      return;
    }
    const found = await this.#claim();
    if ('claimed' in found) {
      // Taken up when the backend has started.
      await releaseReplay(this.#options.knex, {
        id: replayId,
        ticket: found.claimed.ticket,
      });
    } else if (found.stands.status === 'refused') {
      logger.info(
        'Series of facts of the past are not replayed: something was evaluated here before they came',
      );
    }
    this.#isUnderWay = 'claimed' in found || found.stands.status === 'running';
  }

  /**
   * Replays, or waits until another replica has. Returns at once where there is nothing to replay.
   *
   * @param options - `signal`: ends it after the step at hand; it goes on at the next start.
   */
  async finish(options: { signal: AbortSignal }): Promise<void> {
    const { signal } = options;
    while (this.#isUnderWay && !signal.aborted) {
      try {
        const found = await this.#claim();
        if ('claimed' in found) {
          await this.#replay(found.claimed, signal);
        } else if (found.stands.status !== 'running') {
          this.#isUnderWay = false;
        } else {
          await pause(this.#pauseMs, signal);
        }
      } catch (error) {
        this.#options.logger.warn(
          `The replay of history stopped and goes on soon: ${describeError(
            error,
          )}`,
        );
        await pause(this.#pauseMs, signal);
      }
    }
  }

  async #replay(replay: ClaimedReplay, outer: AbortSignal): Promise<void> {
    const { knex, clock, logger, run } = this.#options;
    const whose = { id: replayId, ticket: replay.ticket };
    const lost = new AbortController();
    const signal = AbortSignal.any([outer, lost.signal]);
    const hold = async (within: Knex | Knex.Transaction) => {
      const leaseMs = this.#leaseMs;
      if (
        !(await holdReplay(within, { ...whose, now: clock.now(), leaseMs }))
      ) {
        lost.abort();
        throw new Error('another replica has taken over');
      }
    };
    const signsOfLife = setInterval(
      // The database may be away for a moment; the next sign of life may come in time.
      () => hold(knex).catch(() => {}),
      this.#leaseMs / 4,
    );
    signsOfLife.unref();
    const startedAt = performance.now();
    let facts = replay.facts;
    logger.info(
      replay.day
        ? `History is replayed from the day after ${replay.day}`
        : 'History is replayed before the first evaluation',
    );
    try {
      await run({
        replay,
        hold,
        signal,
        dayDone: async progress => {
          facts = progress.facts;
          if (!(await saveReplayDay(knex, { ...whose, ...progress }))) {
            throw new Error('another replica has taken over');
          }
        },
      });
      if (!signal.aborted) {
        await finishReplay(knex, { ...whose, now: clock.now() });
        const seconds = Math.round((performance.now() - startedAt) / 1000);
        logger.info(`History is replayed: ${facts} facts in ${seconds} s`);
        return;
      }
      await releaseReplay(knex, whose);
    } catch (error) {
      if (error instanceof Error && error.name === 'InputError') {
        // The same would happen again.
        const message = describeError(error);
        logger.error(`The replay of history was broken off: ${message}`);
        await finishReplay(knex, {
          ...whose,
          now: clock.now(),
          error: message,
        });
        return;
      }
      await releaseReplay(knex, whose).catch(() => {});
      throw error;
    } finally {
      clearInterval(signsOfLife);
    }
  }

  #claim(): Promise<{ claimed: ClaimedReplay } | { stands: StoredReplay }> {
    const { knex, series, clock } = this.#options;
    return claimReplay(knex, {
      id: replayId,
      series,
      now: clock.now(),
      leaseMs: this.#leaseMs,
    });
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch {
    // The signal ends the pause.
  }
}
