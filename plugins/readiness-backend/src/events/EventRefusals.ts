import { LoggerService } from '@backstage/backend-plugin-api';
import { EventReader } from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import {
  deleteOldProblems,
  replaceProblems,
} from '../database/operations/problems';

/** What {@link EventRefusals} needs. */
export interface EventRefusalsOptions {
  knex: Knex;
  clock: { now(): Date };
  logger: LoggerService;
  /** Milliseconds between two notes of a reader. Default: a minute. */
  pauseMs?: number;
}

interface Noted {
  count: number;
  since: Date;
  /** In epoch milliseconds. */
  writtenAt: number;
}

const defaultPauseMs = 60_000;
/** After so long without another one, the problem is over. */
const shownMs = 24 * 3_600_000;
const reporterPrefix = 'events/';

/**
 * Notes that events of topics were refused: a problem for each reader and a line of the log, at most one a
 * minute, so that a source gone mad fills neither. The sender of such events is not there to be told.
 */
export class EventRefusals {
  readonly #options: EventRefusalsOptions;
  readonly #noted = new Map<string, Noted>();

  constructor(options: EventRefusalsOptions) {
    this.#options = options;
  }

  /**
   * @param reason - without anything of the event but its form
   * @throws what the database throws
   */
  async note(
    reader: EventReader,
    event: { topic: string; reason: string },
  ): Promise<void> {
    const { knex, clock, logger, pauseMs = defaultPauseMs } = this.#options;
    const now = clock.now();
    const noted = this.#noted.get(reader.id) ?? {
      count: 0,
      since: now,
      writtenAt: -Infinity,
    };
    this.#noted.set(reader.id, noted);
    noted.count += 1;
    if (now.getTime() - noted.writtenAt < pauseMs) {
      return;
    }
    noted.writtenAt = now.getTime();
    const message = `An event of the topic '${event.topic}' was refused, the ${
      noted.count
    }. since ${noted.since.toISOString()}: ${event.reason}`;
    logger.warn(`${reader.title}: ${message}`);
    await replaceProblems(knex, {
      reporter: `${reporterPrefix}${reader.id}`,
      entityIds: null,
      problems: [
        { subject: 'collector', name: reader.title, message, entityId: null },
      ],
      at: now,
    });
  }

  /**
   * Takes back what has not happened again for a day. To be called now and then.
   *
   * @throws what the database throws
   */
  async forgetOld(): Promise<void> {
    const { knex, clock } = this.#options;
    await deleteOldProblems(knex, {
      reporterPrefix,
      before: new Date(clock.now().getTime() - shownMs),
    });
  }
}
