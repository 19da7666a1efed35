import { LoggerService } from '@backstage/backend-plugin-api';
import { BusinessCalendar } from '@team-readiness/backstage-plugin-readiness-engine';
import { createHash } from 'crypto';
import { Knex } from 'knex';
import { Refutation } from '../versions/Enforcement';
import { RelaxationClaim } from '../versions/planVersion';
import { compareOverFacts } from './compareOverFacts';

/** What {@link Relaxations} needs. */
export interface RelaxationsOptions {
  knex: Knex;
  /** Ids of the collectors that are connected now. */
  connected: () => ReadonlySet<string>;
  calendar?: BusinessCalendar;
  clock: { now(): Date };
  logger: LoggerService;
  /** Stops comparing. */
  signal: AbortSignal;
}

/**
 * Compares claims in the background, one after the other, and remembers the answers until they are
 * fetched. Nothing of it outlives the process: after a restart a claim is compared again.
 */
export class Relaxations {
  readonly #options: RelaxationsOptions;
  readonly #answers = new Map<string, ReadonlyMap<string, Refutation>>();
  readonly #waiting = new Set<string>();
  #work: Promise<void> = Promise.resolve();

  constructor(options: RelaxationsOptions) {
    this.#options = options;
  }

  /** The answer to a claim, by check id; undefined: not known yet. */
  find(claim: RelaxationClaim): ReadonlyMap<string, Refutation> | undefined {
    return this.#answers.get(keyOf(claim));
  }

  /**
   * Takes a claim to be compared, unless it was taken already.
   *
   * @param whenKnown - Called once the answer can be found.
   */
  compare(claim: RelaxationClaim, whenKnown: () => void | Promise<void>): void {
    const key = keyOf(claim);
    if (this.#waiting.has(key) || this.#answers.has(key)) {
      return;
    }
    this.#waiting.add(key);
    this.#work = this.#work
      .then(() => this.#compare(key, claim))
      .then(whenKnown)
      .catch(error => {
        const { signal, logger } = this.#options;
        if (!signal.aborted) {
          logger.warn(
            `A relaxed check of scorecard '${claim.after.metadata.name}' could not be compared with the version before, it is tried again: ${error}`,
          );
        }
      })
      .finally(() => this.#waiting.delete(key));
  }

  /** Forgets answers that nobody waits for. */
  forget(): void {
    this.#answers.clear();
  }

  async #compare(key: string, claim: RelaxationClaim): Promise<void> {
    const { knex, connected, calendar, clock, signal } = this.#options;
    const answer = await compareOverFacts(knex, claim, {
      connected: connected(),
      calendar,
      now: clock.now(),
      signal,
    });
    this.#answers.set(key, answer);
    this.#waiting.delete(key);
  }
}

function keyOf({ beforeId, after, checkIds }: RelaxationClaim): string {
  return createHash('sha256')
    .update(JSON.stringify([beforeId, checkIds, after]))
    .digest('hex');
}
