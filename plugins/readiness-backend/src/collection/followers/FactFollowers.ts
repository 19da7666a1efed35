/**
 * Collectors whose facts are made of those of others (`Collector.follows`).
 *
 * After facts of a collector have changed, its followers look again at these entities, and at the Groups
 * that own them, about a second later.
 *
 * # Guarantees
 *
 * - Changes are gathered, so that many of them are one look. A follower looks at one gathering at a
 *   time, and rests five times as long as the last one took: it takes a sixth of the time at most.
 * - While a run over all entities waits to begin, nothing is done: it sees the changes anyway. What a
 *   run that is under way has still before it is looked at when that is behind it. More than a thousand
 *   entities are left to one more run over all.
 * - Circles are refused when collectors are registered, so that it comes to an end.
 * - It is kept in memory alone, in the replica that wrote the facts: what a restart loses the next
 *   regular run sees.
 */
import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import {
  CollectorRunState,
  readCollectorRun,
} from '../../database/operations/collectors';
import {
  selectEntityPositions,
  selectOwningGroupIds,
} from '../../database/operations/entities';
import { CollectorSet } from '../CollectorSet';
import { describeError } from '../problems';
import { RunProgress } from '../runs';

/** What {@link FactFollowers} needs. */
export interface FactFollowersOptions {
  knex: Knex;
  collectors: CollectorSet;
  /** Looks at entities with some collectors. */
  observe: (
    entityIds: readonly number[],
    collectors: readonly string[],
    signal: AbortSignal,
  ) => Promise<void>;
  /** Lets collectors look at all entities soon, also one that does so now. */
  makeDue: (collectors: readonly string[]) => Promise<void>;
  clock: { now(): Date };
  logger: LoggerService;
  /** How long changes are gathered, in milliseconds. Default: 1,000. */
  followMs?: number;
}

interface Gathering {
  entityIds: Set<number>;
  timer: NodeJS.Timeout | undefined;
  isLooking: boolean;
  /** In milliseconds of the process. */
  restsUntil: number;
}

const defaultFollowMs = 1_000;
/** How much longer it rests than it works. */
const restFactor = 5;
/** How much longer than that it waits for a run to go past what it has before it. */
const heldFactor = 5;
const mostEntities = 1_000;

/** @see FactFollowers.ts */
export class FactFollowers {
  readonly #options: FactFollowersOptions;
  readonly #gatherings = new Map<string, Gathering>();
  readonly #stopping = new AbortController();

  constructor(options: FactFollowersOptions) {
    this.#options = options;
  }

  /**
   * Facts of a collector were written or deleted.
   *
   * @param entityIds - Whose data is another one now, in a committed transaction.
   */
  changed(collector: string, entityIds: readonly number[]): void {
    if (!entityIds.length) {
      return;
    }
    for (const { collector: follower } of this.#options.collectors.all()) {
      if (follower.follows?.includes(collector)) {
        this.#add(follower.id, entityIds);
      }
    }
  }

  /** Forgets everything. */
  stop(): void {
    this.#stopping.abort(new Error('The backend stops'));
    this.#gatherings.forEach(({ timer }) => clearTimeout(timer));
    this.#gatherings.clear();
  }

  #add(follower: string, entityIds: Iterable<number>, factor = 1): void {
    const { followMs = defaultFollowMs } = this.#options;
    const gathering: Gathering = this.#gatherings.get(follower) ?? {
      entityIds: new Set(),
      timer: undefined,
      isLooking: false,
      restsUntil: 0,
    };
    if (this.#stopping.signal.aborted) {
      return;
    }
    this.#gatherings.set(follower, gathering);
    for (const id of entityIds) {
      if (gathering.entityIds.size <= mostEntities) {
        gathering.entityIds.add(id);
      }
    }
    if (!gathering.timer && !gathering.isLooking) {
      const restMs = gathering.restsUntil - performance.now();
      gathering.timer = setTimeout(() => {
        gathering.timer = undefined;
        void this.#look(follower, gathering);
      }, Math.max(factor * followMs, restMs));
      gathering.timer.unref();
    }
  }

  async #look(follower: string, gathering: Gathering): Promise<void> {
    const { logger } = this.#options;
    const startedAt = performance.now();
    const { entityIds } = gathering;
    gathering.entityIds = new Set();
    gathering.isLooking = true;
    let heldIds: readonly number[] = [];
    try {
      heldIds = await this.#follow(follower, [...entityIds]);
    } catch (error) {
      if (!this.#stopping.signal.aborted) {
        logger.warn(
          `'${follower}' follows in its next run: ${describeError(error)}`,
        );
      }
    } finally {
      const now = performance.now();
      gathering.isLooking = false;
      gathering.restsUntil = now + restFactor * (now - startedAt);
      const cameMeanwhile = gathering.entityIds.size > 0;
      if (heldIds.length || cameMeanwhile) {
        this.#add(follower, heldIds, cameMeanwhile ? 1 : heldFactor);
      }
    }
  }

  /** @returns those that a run has still before it */
  async #follow(
    follower: string,
    entityIds: readonly number[],
  ): Promise<readonly number[]> {
    const { knex, observe, makeDue, clock } = this.#options;
    const run = await readCollectorRun(knex, { collector: follower });
    if (isQueued(run, clock.now())) {
      return [];
    }
    if (entityIds.length > mostEntities) {
      await makeDue([follower]);
      return [];
    }
    const passed = await this.#behind(run, entityIds);
    if (passed.size) {
      const groupIds = await selectOwningGroupIds(knex, {
        entityIds: [...passed],
        limit: mostEntities,
      });
      const chosen = new Set([...passed, ...groupIds]);
      await observe(
        [...chosen].sort((a, b) => a - b),
        [follower],
        this.#stopping.signal,
      );
    }
    return entityIds.filter(id => !passed.has(id));
  }

  /** Those that no run has still before it; entities that were removed are among them. */
  async #behind(
    run: CollectorRunState,
    entityIds: readonly number[],
  ): Promise<Set<number>> {
    if (run.status !== 'running') {
      return new Set(entityIds);
    }
    const progress = RunProgress.fromCursor(run.cursor);
    const ahead = new Set(
      (await selectEntityPositions(this.#options.knex, { entityIds }))
        .filter(position => !progress.isBehind(position))
        .map(({ id }) => id),
    );
    return new Set(entityIds.filter(id => !ahead.has(id)));
  }
}

/** Will a run over all entities begin that has not begun yet? */
function isQueued(run: CollectorRunState, now: Date): boolean {
  const { requestedAt, runStartedAt, nextAt } = run;
  if (run.status === 'running' || run.cursor !== null) {
    // One more was asked for, after the one that is under way.
    return requestedAt !== null && runStartedAt !== null
      ? requestedAt >= runStartedAt
      : false;
  }
  return nextAt === null || nextAt <= now;
}
