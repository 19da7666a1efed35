import { CatalogService } from '@backstage/plugin-catalog-node';
import { setTimeout } from 'timers/promises';
import {
  catalogCollector,
  CatalogCollector,
  CatalogCollectorOptions,
} from '../collection';
import { readCollectorRun } from '../database/operations/collectors';

/** What {@link PastCatalog} needs. `catalog` answers as of the clock. */
export interface PastCatalogOptions extends CatalogCollectorOptions {
  /** The catalog as it is. */
  present: CatalogService;
  /** Refs of entities that it must hold before the first look. */
  awaits: readonly string[];
  signal: AbortSignal;
  /** Between two looks at a catalog that is still filling up. Default 2 seconds. */
  pauseMs?: number;
}

const longestWaitMs = 120_000;

/** The collector of the catalog, over the catalog of the past. */
export class PastCatalog {
  readonly #options: PastCatalogOptions;
  readonly #collector: CatalogCollector;

  constructor(options: PastCatalogOptions) {
    this.#options = options;
    this.#collector = new CatalogCollector(options);
  }

  /**
   * Reads the catalog as of the clock. The first time it waits until the catalog holds what is awaited
   * and grows no more, for two minutes at most.
   *
   * @param options - `isFirst`: all that is there is taken as there from the beginning; `gone`: some
   *   entity left, which takes two looks.
   * @throws Error where the catalog cannot be read; what the database throws.
   */
  async read(options: { isFirst: boolean; gone: boolean }): Promise<void> {
    if (!options.isFirst) {
      await this.#look();
      if (options.gone) {
        await this.#look();
      }
      return;
    }
    const deadline = performance.now() + longestWaitMs;
    await this.#waitUntilFull(deadline);
    do {
      await this.#look();
    } while (!(await this.#isSettled()) && performance.now() < deadline);
  }

  async #look(): Promise<void> {
    const { signal } = this.#options;
    signal.throwIfAborted();
    const { status } = await this.#collector.run({ signal });
    if (status !== 'succeeded') {
      throw new Error('the catalog could not be read');
    }
  }

  async #isSettled(): Promise<boolean> {
    const { completed } = await readCollectorRun(this.#options.knex, {
      collector: catalogCollector,
    });
    return completed > 0;
  }

  async #waitUntilFull(deadline: number): Promise<void> {
    const { present, auth, awaits, signal, pauseMs = 2_000 } = this.#options;
    if (!awaits.length) {
      return;
    }
    let before = -1;
    while (performance.now() < deadline) {
      const credentials = await auth.getOwnServiceCredentials();
      const { items } = await present.getEntitiesByRefs(
        {
          entityRefs: [...awaits],
          fields: ['kind', 'metadata.name', 'metadata.namespace'],
        },
        { credentials },
      );
      const { totalItems } = await present.queryEntities(
        { limit: 0 },
        { credentials },
      );
      if (items.every(Boolean) && totalItems === before) {
        return;
      }
      before = totalItems;
      await setTimeout(pauseMs, undefined, { signal });
    }
  }
}
