import {
  EntityLevel,
  ReadinessApi,
} from '@team-readiness/backstage-plugin-readiness-common';

const keptMs = 60_000;
const atOnce = 500;

/** An answer: of what has no level, or may not be seen, nothing is in it. */
export interface KnownLevel {
  level?: EntityLevel;
}

/** What is known of one entity, or asked for. */
interface Kept {
  level: Promise<EntityLevel | undefined>;
  /** Once it has come. */
  known?: KnownLevel;
  until: number;
}

interface Waiting {
  ref: string;
  resolve(level: EntityLevel | undefined): void;
  reject(error: unknown): void;
}

/**
 * Loads the levels of single entities, many with one request: whatever is asked for until the browser has drawn the rows
 * of a table goes together. An answer is kept for a minute, a refusal is not.
 */
export class LevelLoader {
  readonly #api: Pick<ReadinessApi, 'listEntityLevels'>;
  readonly #kept = new Map<string, Kept>();
  #waiting: Waiting[] = [];

  /**
   * @param api - is asked
   */
  constructor(api: Pick<ReadinessApi, 'listEntityLevels'>) {
    this.#api = api;
  }

  /**
   * @param ref - of the entity
   * @returns undefined for one that has no level, or that the reader may not see
   */
  load(ref: string): Promise<EntityLevel | undefined> {
    const kept = this.#kept.get(ref);
    if (kept && kept.until > Date.now()) {
      return kept.level;
    }
    const level = new Promise<EntityLevel | undefined>((resolve, reject) => {
      if (this.#waiting.length === 0) {
        setTimeout(() => this.#ask());
      }
      this.#waiting.push({ ref, resolve, reject });
    });
    const fresh: Kept = {
      level,
      // What was known is better than nothing until the answer is there.
      known: kept?.known,
      until: Date.now() + keptMs,
    };
    this.#kept.set(ref, fresh);
    level.then(
      answer => {
        fresh.known = { level: answer };
      },
      () => this.#kept.delete(ref),
    );
    return level;
  }

  /**
   * What has come of an entity so far, without asking.
   *
   * @param ref - of the entity
   * @returns undefined where nothing has come
   */
  known(ref: string): KnownLevel | undefined {
    return this.#kept.get(ref)?.known;
  }

  #ask(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let start = 0; start < waiting.length; start += atOnce) {
      this.#askFor(waiting.slice(start, start + atOnce));
    }
  }

  async #askFor(waiting: readonly Waiting[]): Promise<void> {
    try {
      const levels = await this.#api.listEntityLevels({
        refs: waiting.map(({ ref }) => ref),
      });
      const byRef = new Map(levels.map(level => [level.ref, level]));
      waiting.forEach(({ ref, resolve }) => resolve(byRef.get(ref)));
    } catch (error) {
      waiting.forEach(({ reject }) => reject(error));
    }
  }
}

const loaders = new WeakMap<object, LevelLoader>();

/**
 * The loader that all rows of all tables share.
 *
 * @param api - of the portal
 */
export function levelLoaderOf(api: ReadinessApi): LevelLoader {
  const loader = loaders.get(api) ?? new LevelLoader(api);
  loaders.set(api, loader);
  return loader;
}
