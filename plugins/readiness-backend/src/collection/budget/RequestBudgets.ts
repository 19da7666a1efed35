/**
 * How many requests are made of a host within an hour, by all replicas together.
 *
 * # Model
 *
 * One row per host and hour counts what was taken. So that not each request is a statement, a run
 * takes small lots (a hundredth of the budget, 25 at most), and gives back what is left of them at its
 * end. A process that is killed in a run loses its lots until the end of the hour.
 *
 * # Guarantees
 *
 * - Never more requests than the budget are taken in an hour, whatever the number of replicas.
 * - Runs by schedule stop at four fifths of it: the rest is for people who ask for a refresh.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  RequestBudget,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import {
  deleteOldBudgets,
  returnRequests,
  takeRequests,
} from '../../database/operations/budgets';
import { describeError } from '../problems';

/** Whose part of a budget is used: the schedule's, or that of people who wait. */
export type RequestPurpose = 'schedule' | 'demand';

/** A budget that is used by one run. */
export interface OpenBudget extends RequestBudget {
  /** Gives back what is left of its lots. To be called once; never throws. */
  close(): Promise<void>;
}

/** What {@link RequestBudgets} needs. */
export interface RequestBudgetsOptions {
  knex: Knex;
  /** Requests an hour by host, in lower case. */
  perHour: (host: string) => number;
  clock: { now(): Date };
  logger: LoggerService;
}

interface Lot {
  hour: number;
  left: number;
}

const hourMs = 3_600_000;
const scheduledShare = 0.8;
const largestLot = 25;
const lotShare = 0.01;
/** Of the first minutes of an hour, so that not all that waits begins in its first second. */
const jitterMs = 120_000;
const maxHostLength = 255;
const rowsPerStep = 500;
const keptHours = 24;

function hourOf(time: Date): number {
  return Math.floor(time.getTime() / hourMs);
}

class RunBudget implements OpenBudget {
  readonly #options: RequestBudgetsOptions;
  readonly #purpose: RequestPurpose;
  readonly #lots = new Map<string, Lot>();
  /** The last one who takes of a host: the next one waits for it. */
  readonly #taking = new Map<string, Promise<unknown>>();

  constructor(options: RequestBudgetsOptions, purpose: RequestPurpose) {
    this.#options = options;
    this.#purpose = purpose;
  }

  async take(name: string, requests: number = 1): Promise<void> {
    const host = name.toLowerCase();
    if (!host || host.length > maxHostLength || host.includes('\0')) {
      throw new InputError('The name of a host has 1 to 255 characters');
    }
    if (!Number.isInteger(requests) || requests < 1) {
      throw new InputError('Requests are counted by whole numbers from 1 on');
    }
    const before = this.#taking.get(host);
    const taking = (async () => {
      await before?.catch(() => {});
      await this.#take(host, requests);
    })();
    this.#taking.set(host, taking);
    await taking;
  }

  async close(): Promise<void> {
    const { knex, logger } = this.#options;
    await Promise.allSettled(this.#taking.values());
    for (const [host, { hour, left }] of this.#lots) {
      try {
        if (left) {
          await returnRequests(knex, { host, hour, requests: left });
        }
      } catch (error) {
        logger.warn(
          `Requests of '${host}' that were not made count as made: ${describeError(
            error,
          )}`,
        );
      }
    }
    this.#lots.clear();
  }

  async #take(host: string, requests: number): Promise<void> {
    const { knex, perHour, clock } = this.#options;
    const hour = hourOf(clock.now());
    let lot = this.#lots.get(host);
    if (lot?.hour !== hour) {
      // Of an hour that is over nothing can be given back.
      lot = { hour, left: 0 };
      this.#lots.set(host, lot);
    }
    if (lot.left >= requests) {
      lot.left -= requests;
      return;
    }
    const share = this.#purpose === 'schedule' ? scheduledShare : 1;
    const limit = Math.floor(perHour(host) * share);
    if (requests > limit) {
      // No hour would ever have so many.
      throw new InputError(
        `${requests} requests of ${host} are needed at once, more than the ${limit} that there are in an hour (readiness.requests)`,
      );
    }
    const missing = requests - lot.left;
    const lotSize = Math.min(largestLot, Math.floor(limit * lotShare));
    for (const size of new Set([Math.max(missing, lotSize), missing])) {
      if (await takeRequests(knex, { host, hour, requests: size, limit })) {
        lot.left += size - requests;
        return;
      }
    }
    throw new RetryLaterError(
      `The budget of ${limit} requests an hour for ${host} is used up.`,
      new Date((hour + 1) * hourMs + Math.floor(Math.random() * jitterMs)),
    );
  }
}

/** @see RequestBudgets.ts */
export class RequestBudgets {
  constructor(private readonly options: RequestBudgetsOptions) {}

  /** A budget for one run. */
  open(purpose: RequestPurpose): OpenBudget {
    return new RunBudget(this.options, purpose);
  }

  /**
   * Deletes what is known of hours that are long over, in steps.
   *
   * @throws What the database throws.
   */
  async deleteOld(): Promise<void> {
    const { knex, clock } = this.options;
    const before = hourOf(clock.now()) - keptHours;
    while (
      (await deleteOldBudgets(knex, { before, limit: rowsPerStep })) ===
      rowsPerStep
    );
  }
}
