import { LoggerService } from '@backstage/backend-plugin-api';
import { readEntityRef } from '@team-readiness/backstage-plugin-readiness-engine';
import { toRepositoryUrl } from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import { selectEntityIds } from '../../database/operations/entities';
import { describeError } from '../problems';

/** What a source says has changed. */
export interface ChangedSource {
  entityRefs?: readonly string[];
  /** Of repositories, or of anything in them. */
  repositoryUrls?: readonly string[];
}

/** What {@link RefreshRequests} needs. */
export interface RefreshRequestsOptions {
  knex: Knex;
  /** Looks at entities with some collectors. */
  observe: (
    entityIds: readonly number[],
    collectors: readonly string[],
    signal: AbortSignal,
  ) => Promise<void>;
  /** Lets collectors look at all entities soon. */
  makeDue: (collectors: readonly string[]) => Promise<void>;
  clock: { now(): Date };
  logger: LoggerService;
  /** How long changes are gathered, in milliseconds. Default: 5,000. */
  gatherMs?: number;
}

interface Gathered {
  /** When they are looked at, in milliseconds of the process. */
  dueAt: number;
  timer: NodeJS.Timeout | undefined;
  collectors: Set<string>;
  refs: Set<string>;
  urls: Set<string>;
  ids: Set<number>;
  /** More than a thousand. */
  isTooMuch: boolean;
}

const defaultGatherMs = 5_000;
const mostEntities = 1_000;
const longestWaitMs = 24 * 3_600_000;

/**
 * Entities that are to be looked at soon, or later, outside of the regular runs: gathered for a while,
 * each once. They are kept in memory alone, and at most a thousand of them for each set of collectors;
 * what a restart loses the next regular run sees.
 */
export class RefreshRequests {
  readonly #options: RefreshRequestsOptions;
  readonly #gathered = new Map<string, Gathered>();
  readonly #stopping = new AbortController();

  constructor(options: RefreshRequestsOptions) {
    this.#options = options;
  }

  /**
   * @param collectors - Ids of those that are to look.
   * @param changed - Anything goes; what is no ref and no URL is passed over.
   */
  add(collectors: readonly string[], changed: ChangedSource): void {
    const { gatherMs = defaultGatherMs } = this.#options;
    const gathered = this.#gather(collectors, gatherMs, 'soon');
    for (const ref of textsOf(changed?.entityRefs)) {
      keep(gathered, gathered.refs, readEntityRef(ref));
    }
    for (const url of textsOf(changed?.repositoryUrls)) {
      keep(gathered, gathered.urls, toRepositoryUrl(url));
    }
  }

  /** Entities that a collector put off. Those that it put off before are looked at with the first of them. */
  addLater(deferred: {
    collector: string;
    entityIds: readonly number[];
    until: Date;
  }): void {
    const waitMs =
      deferred.until.getTime() - this.#options.clock.now().getTime();
    const gathered = this.#gather(
      [deferred.collector],
      Math.min(Math.max(waitMs, 0), longestWaitMs),
      'later',
    );
    deferred.entityIds.forEach(id => keep(gathered, gathered.ids, id));
  }

  /** Forgets everything. */
  stop(): void {
    this.#stopping.abort(new Error('The backend stops'));
    this.#gathered.forEach(({ timer }) => clearTimeout(timer));
    this.#gathered.clear();
  }

  #gather(
    collectors: readonly string[],
    waitMs: number,
    kind: 'soon' | 'later',
  ): Gathered {
    const key = `${kind} ${[...collectors].sort().join(' ')}`;
    const dueAt = performance.now() + waitMs;
    const known = this.#gathered.get(key);
    if (known && known.dueAt <= dueAt) {
      return known;
    }
    const gathered: Gathered = known ?? {
      dueAt,
      timer: undefined,
      collectors: new Set(collectors),
      refs: new Set(),
      urls: new Set(),
      ids: new Set(),
      isTooMuch: false,
    };
    if (!this.#stopping.signal.aborted) {
      this.#gathered.set(key, gathered);
      clearTimeout(gathered.timer);
      gathered.dueAt = dueAt;
      gathered.timer = setTimeout(() => {
        this.#gathered.delete(key);
        void this.#flush(gathered);
      }, waitMs);
      gathered.timer.unref();
    }
    return gathered;
  }

  async #flush(gathered: Gathered): Promise<void> {
    const { knex, observe, makeDue, logger } = this.#options;
    const collectors = [...gathered.collectors];
    try {
      const found = await selectEntityIds(knex, {
        refs: [...gathered.refs],
        repositoryUrls: [...gathered.urls],
        limit: mostEntities + 1,
      });
      const ids = [...new Set([...found, ...gathered.ids])];
      if (gathered.isTooMuch || ids.length > mostEntities) {
        await makeDue(collectors);
      } else if (ids.length) {
        await observe(ids, collectors, this.#stopping.signal);
      }
    } catch (error) {
      logger.warn(
        `Changes of '${collectors.join(
          "', '",
        )}' wait for the next run: ${describeError(error)}`,
      );
    }
  }
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value)
    ? value
        .slice(0, mostEntities + 1)
        .filter((text): text is string => typeof text === 'string')
    : [];
}

function keep<T>(gathered: Gathered, set: Set<T>, value: T | undefined): void {
  if (value !== undefined && set.size <= mostEntities) {
    set.add(value);
    gathered.isTooMuch ||= set.size > mostEntities;
  }
}
