import { CacheService } from '@backstage/backend-plugin-api';
import { JsonArray } from '@backstage/types';
import { MeasurableSlo, measurableSlos } from '../measurement';

/** For how long what was read is good, unless its files are known to be the same. */
const timeToLive = { hours: 24 };

/** Changes with the shape of what is kept. */
const version = 1;

/**
 * The SLOs of entities as they can be measured, kept between runs, so that they are measured many
 * times for each time that their files are read.
 *
 * It is a memory and no store: where it has nothing, or cannot be reached, files are read again.
 *
 * @public
 */
export class KnownSlos {
  readonly #cache: CacheService;

  /** @param cache - best one that all replicas share */
  constructor(cache: CacheService) {
    this.#cache = cache.withOptions({ defaultTtl: timeToLive });
  }

  /** @returns undefined where nothing is known */
  async get(entityRef: string): Promise<MeasurableSlo[] | undefined> {
    const kept = await this.#cache.get(keyOf(entityRef)).catch(() => undefined);
    const parsed = measurableSlos.safeParse(kept);
    return parsed.success ? parsed.data : undefined;
  }

  /** Keeps what was just read. */
  async set(entityRef: string, slos: MeasurableSlo[]): Promise<void> {
    const parsed = measurableSlos.safeParse(slos);
    await (parsed.success
      ? // Its schema holds nothing but JSON.
        this.#cache.set(keyOf(entityRef), parsed.data as unknown as JsonArray)
      : this.#cache.delete(keyOf(entityRef))
    ).catch(() => undefined);
  }

  /** Says that the files are what they were. */
  async confirm(entityRef: string): Promise<void> {
    const kept = await this.get(entityRef);
    if (kept) {
      await this.set(entityRef, kept);
    }
  }

  /** Drops what is known of an entity. */
  async forget(entityRef: string): Promise<void> {
    await this.#cache.delete(keyOf(entityRef)).catch(() => undefined);
  }
}

function keyOf(entityRef: string): string {
  return `slos:${version}:${entityRef}`;
}
