/**
 * Facts that are made of other rows: what stands around an entity (`readiness/relations`), where
 * its dependencies stand (`readiness/dependencies`), and what is summed up for Groups and
 * Templates (`readiness/rollup`).
 *
 * # Model
 *
 * Whoever changes what such a fact is made of adds a *mark* in the same transaction: the catalog
 * page and the removal of entities for all three, a batch of evaluations for the dependencies
 * (where a base level changed) and the roll-up (where something changed that is counted). Marks
 * are only added, so that nobody waits for anybody. A *derivation* claims its fact with a ticket,
 * reads the marks that are due, finds out whose facts may tell of what changed, and writes these
 * in bulk; then it deletes the marks that it has read. Who has a new fact is marked for
 * evaluation: in stratum 0 for relations, 1 for dependencies, 2 for roll-ups.
 *
 * # Guarantees
 *
 * - *Nothing is lost.* What a mark stands for was committed with it, and facts are read from the
 *   tables after the marks. A mark that comes meanwhile stays for the next derivation.
 * - *One writer per fact.* Each transaction that writes holds the ticket, so that nobody writes
 *   what he has read over what somebody else has read later.
 * - *Killed anywhere, the same in the end.* The marks are deleted last; the lease ends. Doing the
 *   same twice writes nothing the second time, since the hash of a fact is the same.
 * - *It ends.* Relations are made of the catalog alone, base levels of checks of stratum 0 alone,
 *   which read no base level; and nothing is made of results of Groups and Templates. So a
 *   circle of dependencies is no circle of derivations, and the hash stops what changes nothing.
 * - *A fixed number of statements* per page of marks, per batch of entities, and per scorecard for
 *   roll-ups of all groups at once.
 *
 * # What is not guaranteed
 *
 * - That a roll-up knows the last minute. It is summed up once a minute at most, and not while
 *   those over whom it sums wait for evaluation, unless that takes too long.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  dependenciesFact,
  relationsFact,
  rollupFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { Knex } from 'knex';
import { setTimeout } from 'timers/promises';
import {
  claimDerivation,
  DerivationTicket,
  hasUnsettled,
  selectDirectDependents,
  selectDueMarks,
  selectRelationNeighbours,
  wasDerived,
} from '../database/operations/derivation';
import { FactProjection } from '../database/operations/facts';
import { replaceProblems } from '../database/operations/problems';
import { retryOnConflict } from '../database/retryOnConflict';
import { ActiveScorecards } from '../definitions';
import { DerivationContext } from './DerivationContext';
import { findDependenciesFacts } from './dependencies/findDependenciesFacts';
import { deriveByMarks } from './deriveByMarks';
import { findRelationsFacts } from './relations/findRelationsFacts';
import { deriveRollups } from './rollup/deriveRollups';

/** Ids of the facts that this room writes. */
export const derivedFactIds: readonly string[] = [
  relationsFact.collector,
  dependenciesFact.collector,
  rollupFact.collector,
];

/** What {@link DerivedFacts} needs. */
export interface DerivedFactsOptions {
  knex: Knex;
  definitions: ActiveScorecards;
  /** Ids of the collectors that are connected now. */
  connected: () => ReadonlySet<string>;
  /** How long what was read of the catalog, and with it what is derived, is good for. */
  timeToLive: HumanDuration;
  clock: { now(): Date };
  logger: LoggerService;
  /** How long a claim lasts, prolonged by each batch. Default 2 minutes. */
  leaseMs?: number;
  /** How long roll-ups rest at least. Default one minute. */
  rollupPauseMs?: number;
  /** What checks read of facts. Default: all of it. */
  projection?: FactProjection;
}

const defaultLeaseMs = 120_000;
const defaultRollupPauseMs = 60_000;
/** How long roll-ups wait for those over whom they sum; longer for the first time. */
const rollupPatience = { first: 600_000, later: 120_000 };
/** How long the levels of dependencies wait for first answers, so that nobody is told of none. */
const dependenciesPatience = { first: 600_000, later: 0 };
/** How often the end of a stream asks for a claim that another derivation holds. */
const claimAttempts = 20;
const claimPauseMs = 250;
const never = new Date(8.64e15);

/** Writes the facts that are made of other rows. */
export class DerivedFacts {
  readonly #options: DerivedFactsOptions;

  constructor(options: DerivedFactsOptions) {
    this.#options = options;
  }

  /**
   * Writes the relations of all that has changed, due or not: to be called when the catalog was
   * read and targets were looked up.
   *
   * @param options - `complete`: a complete stream has just ended; else nothing happens before
   *   there was one, since until then nobody knows what is not in the catalog.
   * @returns whether a fact has changed. What goes wrong is logged, and kept as a problem.
   */
  async relations(options: { complete: boolean }): Promise<boolean> {
    const marked = await selectDueMarks(this.#options.knex, { due: never });
    if (
      !marked.has(relationsFact.collector) ||
      (!options.complete && !(await this.#wasStreamed()))
    ) {
      return false;
    }
    return await this.#derive(relationsFact.collector, async () => {
      const claim = await this.#claim(relationsFact.collector, claimAttempts);
      return claim && (await this.#writeRelations(claim, never));
    });
  }

  /**
   * Writes what entities of a stratum read and what has changed since: for the pipeline, before it
   * takes up that stratum.
   *
   * @returns whether a fact has changed, so that somebody waits for evaluation
   */
  async beforeStratum(stratum: 1 | 2): Promise<boolean> {
    const { knex, clock } = this.#options;
    const due = await selectDueMarks(knex, { due: clock.now() });
    if (!due.size || !(await this.#wasStreamed())) {
      return false;
    }
    return stratum === 1
      ? await this.#neighbours(due)
      : await this.#rollups(due.get(rollupFact.collector));
  }

  async #neighbours(due: ReadonlyMap<string, number>): Promise<boolean> {
    const { clock } = this.#options;
    let changed = false;
    if (due.has(relationsFact.collector)) {
      changed = await this.#derive(relationsFact.collector, async () => {
        const claim = await this.#claim(relationsFact.collector);
        return claim && (await this.#writeRelations(claim, clock.now()));
      });
    }
    const oldest = due.get(dependenciesFact.collector);
    if (
      oldest !== undefined &&
      !(await this.#waits(
        dependenciesFact.collector,
        oldest,
        dependenciesPatience,
      ))
    ) {
      const derived = await this.#derive(
        dependenciesFact.collector,
        async () => {
          const claim = await this.#claim(dependenciesFact.collector);
          return (
            claim &&
            (await deriveByMarks(this.#context(claim), {
              due: clock.now(),
              affected: selectDirectDependents,
              find: findDependenciesFacts,
              stratum: 1,
            }))
          );
        },
      );
      changed ||= derived;
    }
    return changed;
  }

  async #rollups(oldest: number | undefined): Promise<boolean> {
    const { definitions, connected } = this.#options;
    const collector = rollupFact.collector;
    if (oldest === undefined || definitions.held().length) {
      return false;
    }
    if (await this.#waits(collector, oldest, rollupPatience)) {
      return false;
    }
    return await this.#derive(collector, async () => {
      const claim = await this.#claim(collector);
      return (
        claim &&
        (await deriveRollups(this.#context(claim), {
          scorecards: definitions.current(),
          connected: connected(),
        }))
      );
    });
  }

  #writeRelations(claim: DerivationTicket, due: Date): Promise<number> {
    return deriveByMarks(this.#context(claim), {
      due,
      affected: selectRelationNeighbours,
      find: findRelationsFacts,
      stratum: 0,
    });
  }

  /**
   * Keeps what went wrong, and takes it back once it goes well. The claim ends by itself.
   *
   * @param work - How many facts it changed; undefined: others are at it.
   */
  async #derive(
    collector: string,
    work: () => Promise<number | undefined>,
  ): Promise<boolean> {
    const { knex, clock, logger } = this.#options;
    const report = async (message?: string) => {
      const problems = message
        ? [{ subject: 'collector' as const, name: collector, message }]
        : [];
      await knex.transaction(trx =>
        replaceProblems(trx, {
          reporter: collector,
          entityIds: null,
          problems: problems.map(problem => ({ ...problem, entityId: null })),
          at: clock.now(),
        }),
      );
    };
    try {
      const changed = await work();
      if (changed === undefined) {
        return false;
      }
      await report();
      return changed > 0;
    } catch (error) {
      logger.warn(`Could not derive ${collector}: ${error}`);
      await report('Could not be derived; it is tried again in two minutes.');
      return false;
    }
  }

  async #claim(
    collector: string,
    attempts = 1,
  ): Promise<DerivationTicket | undefined> {
    const { knex, clock, rollupPauseMs } = this.#options;
    for (let attempt = 1; ; attempt++) {
      const claim = await retryOnConflict(() =>
        claimDerivation(knex, {
          collector,
          now: clock.now(),
          leaseMs: this.#leaseMs(),
          pauseMs:
            collector === rollupFact.collector
              ? rollupPauseMs ?? defaultRollupPauseMs
              : 0,
        }),
      );
      if (claim || attempt >= attempts) {
        return claim;
      }
      await setTimeout(claimPauseMs);
    }
  }

  /** Was the catalog read as a whole? Then its relations were derived. */
  async #wasStreamed(): Promise<boolean> {
    return await wasDerived(this.#options.knex, {
      collector: relationsFact.collector,
    });
  }

  /**
   * Is it better to wait, since those whose results are read are about to be answered? Not for
   * ever: results come all the time in a large installation.
   */
  async #waits(
    collector: string,
    oldest: number,
    patience: { first: number; later: number },
  ): Promise<boolean> {
    const { knex, clock } = this.#options;
    const now = clock.now().getTime();
    const isFirst = !(await wasDerived(knex, { collector }));
    const until = new Date(now + this.#leaseMs());
    return (
      now - oldest < (isFirst ? patience.first : patience.later) &&
      (await hasUnsettled(knex, { until }))
    );
  }

  #context(claim: DerivationTicket): DerivationContext {
    const { knex, clock, timeToLive, projection } = this.#options;
    return {
      knex,
      projection,
      claim,
      clock,
      timeToLiveMs: durationToMilliseconds(timeToLive),
      leaseMs: this.#leaseMs(),
    };
  }

  #leaseMs(): number {
    return this.#options.leaseMs ?? defaultLeaseMs;
  }
}
