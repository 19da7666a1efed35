import { Knex } from 'knex';
import {
  claimCollectorRun,
  ClaimedRun,
  extendCollectorRun,
} from '../../database/operations/collectors';

/** After this long without a sign of life a run is taken for dead. */
const leaseMs = 60_000;
const signOfLifeMs = 20_000;

/**
 * The right to run a collector, held by one process of all replicas and kept by signs of life. A
 * process that is killed loses it after a minute.
 */
export class CollectorLease {
  /** When it was claimed: says whose the run is. */
  readonly startedAt: Date;
  /** When the run began, in whatever process. */
  readonly runStartedAt: Date;
  /** Where it goes on; null: at the beginning. */
  readonly cursor: string | null;
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #stop: () => void;

  /**
   * Claims a collector.
   *
   * @param options - `signal`: of whoever asks for the run; the others: see
   *   `claimCollectorRun`.
   * @returns undefined while another run is under way.
   * @throws What the database throws.
   */
  static async claim(
    knex: Knex,
    options: {
      collector: string;
      clock: { now(): Date };
      signal: AbortSignal;
      restartBefore?: Date;
      signature?: string;
      lastStartedAt?: Date | null;
    },
  ): Promise<CollectorLease | undefined> {
    const at = options.clock.now();
    const claimed = await claimCollectorRun(knex, {
      collector: options.collector,
      at,
      leaseUntil: new Date(at.getTime() + leaseMs),
      restartBefore: options.restartBefore,
      signature: options.signature,
      lastStartedAt: options.lastStartedAt,
    });
    return claimed && new CollectorLease(knex, at, claimed, options);
  }

  private constructor(
    knex: Knex,
    startedAt: Date,
    claimed: ClaimedRun,
    options: {
      collector: string;
      clock: { now(): Date };
      signal: AbortSignal;
    },
  ) {
    const { collector, clock, signal } = options;
    this.startedAt = startedAt;
    this.runStartedAt = claimed.runStartedAt;
    this.cursor = claimed.cursor;
    const stop = () => this.#controller.abort(signal.reason);
    if (signal.aborted) {
      stop();
    }
    signal.addEventListener('abort', stop, { once: true });
    this.#stop = () => signal.removeEventListener('abort', stop);
    this.#timer = setInterval(async () => {
      try {
        const leaseUntil = new Date(clock.now().getTime() + leaseMs);
        if (
          !(await extendCollectorRun(knex, {
            collector,
            startedAt,
            leaseUntil,
          }))
        ) {
          this.#controller.abort(new Error('Another replica took over'));
        }
      } catch {
        // The database is away for a moment; the next sign of life may come in time.
      }
    }, signOfLifeMs);
    this.#timer.unref();
  }

  /** Fires with the signal given to `claim`, and when another replica took over. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Ends the signs of life. To be called always. */
  end(): void {
    clearInterval(this.#timer);
    this.#stop();
  }
}
