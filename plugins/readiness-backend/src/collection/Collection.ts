import { SchedulerService } from '@backstage/backend-plugin-api';
import { RecipeRunner } from '@team-readiness/backstage-plugin-readiness-node';
import { CollectorConfig, RequestsConfig } from '../config';
import { RequestBudgets } from './budget';
import { CatalogCollector, CatalogCollectorOptions } from './catalog';
import {
  CollectionService,
  CollectionServiceOptions,
} from './CollectionService';
import { deleteForgotten } from './deleteForgotten';
import { describeError } from './problems';
import { RecipeCollectors } from './recipes';
import { CollectionTasks, collectionTaskId } from './scheduleCollection';
import { CollectorWatches } from './watch';

/** What {@link Collection} needs. */
export interface CollectionOptions
  extends Omit<CollectionServiceOptions, 'catalog' | 'budgets' | 'trigger'>,
    Omit<CatalogCollectorOptions, 'config'> {
  /** Makes collectors of recipes. Undefined: they are not run. */
  recipeRunner?: RecipeRunner;
  /** May some service push this fact? */
  isPushable: (id: string) => boolean;
  config: CatalogCollectorOptions['config'] & {
    collector: (id: string) => CollectorConfig;
    requests: RequestsConfig;
  };
  scheduler: SchedulerService;
  /** Fires when the backend stops. */
  signal: AbortSignal;
}

/**
 * Collection as it is configured: which collectors there are, when they run, and what they hear of by
 * themselves.
 */
export class Collection {
  readonly service: CollectionService;
  readonly #options: CollectionOptions;
  readonly #budgets: RequestBudgets;
  readonly #recipes: RecipeCollectors;
  readonly #tasks: CollectionTasks;
  readonly #watches: CollectorWatches;
  /** Other collectors are connected than those that run. */
  #isBehind = true;
  #isBegun = false;
  #isWatching = false;

  constructor(options: CollectionOptions) {
    const { scheduler, config } = options;
    this.#options = options;
    this.#budgets = new RequestBudgets({ ...options, ...config.requests });
    this.service = new CollectionService({
      ...options,
      catalog: new CatalogCollector(options),
      budgets: this.#budgets,
      trigger: id => scheduler.triggerTask(collectionTaskId(id)),
    });
    this.#recipes = new RecipeCollectors({
      ...options,
      runner: options.recipeRunner,
      config: config.collector,
    });
    this.#tasks = new CollectionTasks({ ...options, collection: this.service });
    this.#watches = new CollectorWatches({
      ...options,
      refreshSoon: (id, changed) => this.service.refreshSoon(id, changed),
    });
    options.signal.addEventListener('abort', () => this.service.stop());
  }

  /** Follows the `Collector` documents. Never throws: what fails is tried again the next time. */
  readonly follow = async (): Promise<void> => {
    try {
      this.#isBehind = (await this.#recipes.follow()) || this.#isBehind;
      if (this.#isBegun) {
        await this.#catchUp();
      }
    } catch (error) {
      this.#options.logger.warn(
        `Collectors of documents could not be read, it is tried again: ${describeError(
          error,
        )}`,
      );
    }
  };

  /**
   * Begins with what is due. To be called once, after the documents were read.
   *
   * @throws What the database throws.
   */
  async begin(): Promise<void> {
    const { scheduler, knex, clock, projection } = this.#options;
    this.#isBegun = true;
    await this.#catchUp();
    await scheduler.scheduleTask({
      id: 'readiness-forget-facts',
      scope: 'local',
      frequency: { hours: 1 },
      timeout: { hours: 1 },
      fn: async () => {
        await deleteForgotten(knex, {
          connected: this.service.connected(),
          at: clock.now(),
          projection,
        });
        await this.#budgets.deleteOld();
      },
    });
  }

  /** Listens to sources. To be called once, when the backend has started. */
  watch(): void {
    this.#isWatching = true;
    this.#watches.follow();
  }

  async #catchUp(): Promise<void> {
    if (this.#isBehind) {
      await this.service.start();
      await this.#tasks.follow();
      this.#isBehind = false;
      if (this.#isWatching) {
        this.#watches.follow();
        await this.#lookAtRecipes();
      }
    }
  }

  /** Those that are new, or another version, need not wait for the next look. */
  async #lookAtRecipes(): Promise<void> {
    for (const { collector } of this.#options.collectors.recipes) {
      try {
        await this.#options.scheduler.triggerTask(
          collectionTaskId(collector.id),
        );
      } catch {
        // It looks already; or it does so by itself in half a minute.
      }
    }
  }
}
