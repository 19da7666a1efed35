/**
 * Facts of the past go through the real pipeline with a clock that is set.
 *
 * # Model
 *
 * Items come by time. Those of the same hour are a *moment*: the clock is set, what is said of entities
 * is read by the collector of the catalog (from a catalog that answers as of then), facts are written by
 * the code that collectors write theirs with, and the pipeline is drained. At the end of each day the
 * clock is set to its last minute, the pipeline is drained once more (what is summed up for Groups and
 * Templates is summed up now, once a day), and the snapshots of the day are written. Then the day is done,
 * which is noted.
 *
 * # Guarantees
 *
 * - *Nothing is made up.* Results, levels, transitions, movements and snapshots are written by the code
 *   that always writes them; no other code of this room writes any.
 * - *Killed anywhere, the same in the end.* Whoever takes over goes on with the first day that is not
 *   done. What was written of it is written again, and is the same: a fact that is there is unchanged,
 *   an evaluation sees the UTC hour and nothing else of the clock.
 * - *One at a time.* Each step begins only while the ticket stands; facts are written only while it does,
 *   looked at in the same transaction.
 * - *Bounded memory.* Besides what series describe of entities, at most 2,000 items are held.
 *
 * # What is not guaranteed
 *
 * - That a process which stood still for longer than its lease, in the middle of a step, does not end that
 *   step when it wakes.
 * - The hour of what flips by the clock alone: it is seen with the next moment, or at the end of the day.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import { DatedFact } from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { SnapshotScorecard, writeDaySnapshots } from '../rollups';
import { DatedCatalog } from './DatedCatalog';
import { DatedFacts } from './DatedFacts';
import { DatedItem } from './readSeries';
import { ReplayClock } from './ReplayClock';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const lastMinuteMs = dayMs - 60_000;
const mostHeld = 2_000;
const progressMs = 5_000;

/** How far a replay is. */
export interface ReplayProgress {
  /** `YYYY-MM-DD`, the last day that is done. */
  day: string;
  /** Facts told so far. */
  facts: number;
  /** Items that could not be taken. */
  refused: number;
}

/** What {@link Replay} needs. */
export interface ReplayOptions {
  knex: Knex;
  items: AsyncIterable<DatedItem>;
  until: Date;
  /** The last day that is done; null: none. */
  doneDay: string | null;
  /** What was counted until then. */
  counted: { facts: number; refused: number };
  clock: ReplayClock;
  catalog: DatedCatalog;
  facts: Pick<DatedFacts, 'write'>;
  /** Called when the clock was set for the first time: frees what was claimed by a process that was killed. */
  begin: () => Promise<void>;
  /** Reads the catalog as of the clock; `isFirst`: nothing of it is known yet; `gone`: some entity left it. */
  readCatalog: (options: { isFirst: boolean; gone: boolean }) => Promise<void>;
  /**
   * Evaluates all that is due by the clock, unless the signal comes; throws where some of it is left.
   * `isDayOver`: Groups and Templates are summed up, too.
   */
  drain: (options: { isDayOver: boolean }) => Promise<void>;
  scorecards: () => readonly SnapshotScorecard[];
  /** Called before each step; throws where another replica has taken over. */
  hold: () => Promise<void>;
  /** Hears of each day that is done; throws where another replica has taken over. */
  dayDone: (progress: ReplayProgress) => Promise<void>;
  /** Ends it after the step at hand. */
  signal: AbortSignal;
  logger: LoggerService;
}

/** One run over the series, from the first day that is not done. */
export class Replay {
  readonly #options: ReplayOptions;
  /** Facts of the moment that are not written yet. */
  #held: DatedFact[] = [];
  /** The entities of the catalog, as of the clock, are to be read again. */
  #described = false;
  #gone = false;
  #isFirst: boolean;
  #facts: number;
  #refused: number;
  #loggedAt = performance.now();

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#isFirst = options.doneDay === null;
    this.#facts = options.counted.facts;
    this.#refused = options.counted.refused;
  }

  /** Counts an item that could not be taken. */
  refuse(): void {
    this.#refused += 1;
  }

  /**
   * Replays up to the present, or until the signal.
   *
   * @throws what a series, the catalog or the database throws; `InputError` for a broken series
   */
  async run(): Promise<void> {
    const { items, until, doneDay, signal } = this.#options;
    const doneUntil = doneDay ? Date.parse(doneDay) + dayMs : -Infinity;
    /** The hour of the moment at hand. */
    let moment: number | undefined;
    if (doneDay) {
      moment = await this.#begin(doneUntil);
    }
    for await (const item of items) {
      if (signal.aborted) {
        return;
      }
      const hour = Math.floor(item.at.getTime() / hourMs) * hourMs;
      if (hour < doneUntil) {
        if ('entity' in item) {
          this.#options.catalog.describe(item);
        }
        continue;
      }
      if (moment === undefined) {
        moment = await this.#begin(hour);
      } else if (hour > moment) {
        moment = await this.#advance(moment, hour);
        if (signal.aborted) {
          return;
        }
      }
      this.#options.clock.set(item.at);
      await this.#take(item);
    }
    if (moment !== undefined) {
      await this.#advance(moment, until.getTime());
      if (!signal.aborted) {
        await this.#endDay(until);
      }
    }
  }

  async #take(item: DatedItem): Promise<void> {
    if ('entity' in item) {
      if (this.#held.length) {
        await this.#write();
      }
      if (this.#options.catalog.describe(item)) {
        this.#described = true;
        this.#gone = this.#gone || item.entity === null;
      } else {
        this.refuse();
      }
      return;
    }
    this.#facts += 1;
    this.#held.push(item);
    if (this.#held.length >= mostHeld) {
      await this.#write();
    }
  }

  /** Ends the moment at hand, and the days between it and the next one. */
  async #advance(from: number, to: number): Promise<number> {
    const { clock, signal, drain, hold } = this.#options;
    if (this.#isFirst || this.#described || this.#held.length) {
      await this.#write();
      await hold();
      await drain({ isDayOver: false });
    }
    const startOf = (time: number) => Math.floor(time / dayMs) * dayMs;
    for (let day = startOf(from); day < startOf(to); day += dayMs) {
      if (signal.aborted) {
        return to;
      }
      await this.#endDay(new Date(day + lastMinuteMs));
    }
    clock.set(new Date(to));
    return to;
  }

  async #begin(at: number): Promise<number> {
    this.#options.clock.set(new Date(at));
    await this.#options.begin();
    return at;
  }

  /** What was said so far of the moment. */
  async #write(): Promise<void> {
    const { readCatalog, facts, hold } = this.#options;
    await hold();
    if (this.#isFirst || this.#described) {
      await readCatalog({ isFirst: this.#isFirst, gone: this.#gone });
      this.#isFirst = false;
      this.#described = false;
      this.#gone = false;
    }
    await facts.write(this.#held);
    this.#held = [];
  }

  async #endDay(at: Date): Promise<void> {
    const { knex, clock, drain, hold, scorecards, signal, dayDone } =
      this.#options;
    clock.set(at);
    await hold();
    await drain({ isDayOver: true });
    if (signal.aborted) {
      return;
    }
    await hold();
    await writeDaySnapshots(knex, { scorecards: scorecards(), at });
    const day = at.toISOString().slice(0, 10);
    await dayDone({ day, facts: this.#facts, refused: this.#refused });
    if (performance.now() - this.#loggedAt > progressMs) {
      this.#loggedAt = performance.now();
      this.#options.logger.info(
        `History is replayed up to ${day}, ${this.#facts} facts so far`,
      );
    }
  }
}
