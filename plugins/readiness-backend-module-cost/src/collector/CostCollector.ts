/**
 * The collector `cost`.
 *
 * The files are read once for all entities, as a stream, into sums per tag value, month and
 * currency. While no file changes, the sums of the last run serve the next one, so that a refresh of one entity
 * reads nothing. Which tag value means which entity is decided over all Components and Resources
 * of the catalog, never over the entities of one batch: else a name that two entities share would look
 * unambiguous when only one of them is refreshed.
 */
import { performance } from 'node:perf_hooks';
import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import { FilterPredicate } from '@backstage/filter-predicates';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { HumanDuration, JsonObject } from '@backstage/types';
import { costFact } from '@team-readiness/backstage-plugin-readiness-common';
import { Collector } from '@team-readiness/backstage-plugin-readiness-node';
import { EntityIndex, observedPeriod } from '../attribution';
import { CostConfig } from '../config';
import { CostRun } from './CostRun';
import { readSpend, Spend } from './readSpend';

const kinds = ['Component', 'Resource'];
const indexTimeToLiveMs = 10 * 60 * 1_000;

/** See the top of the file. */
export class CostCollector implements Collector {
  readonly id = 'cost';
  readonly title = 'Cost';
  readonly description =
    'Effective cost by cost allocation tag, read from FOCUS files (CSV).';
  readonly target: FilterPredicate = { kind: { $in: kinds } };
  readonly schema: JsonObject = costFact.schema;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;

  readonly #config: CostConfig;
  readonly #directory: string;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  #spend: Spend | undefined;
  #index: { readAt: number; value: EntityIndex } | undefined;

  /**
   * @param options.directory - absolute; relative paths of the config start here
   */
  constructor(options: {
    config: CostConfig;
    directory: string;
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
  }) {
    this.#config = options.config;
    this.#directory = options.directory;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.frequency = options.config.schedule.frequency;
    this.timeToLive = options.config.schedule.timeToLive;
  }

  async open(options: { now: Date; signal: AbortSignal }): Promise<CostRun> {
    const { now, signal } = options;
    const spend = await readSpend({
      ...this.#config.focus,
      directory: this.#directory,
      last: this.#spend,
      signal,
    });
    if (spend !== this.#spend) {
      this.#logger.info(
        `Read ${spend.aggregate.charges} charges from FOCUS files, with ${spend.problems.length} problems listed`,
      );
      this.#spend = spend;
    }
    const period = observedPeriod(spend.aggregate, now);
    if (!period) {
      throw new NotFoundError(
        'All charges in the FOCUS files lie in the future.',
      );
    }
    const index = await this.#entityIndex(signal);
    return new CostRun({ spend, index, period, now });
  }

  /** All entities that may have spend, at most ten minutes old. */
  async #entityIndex(signal: AbortSignal): Promise<EntityIndex> {
    const time = performance.now();
    if (this.#index && time - this.#index.readAt < indexTimeToLiveMs) {
      return this.#index.value;
    }
    const index = new EntityIndex();
    const pages = this.#catalog.streamEntities(
      {
        filter: { kind: kinds },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
        ],
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      signal.throwIfAborted();
      for (const entity of page) {
        index.put(entity);
      }
    }
    this.#index = { readAt: time, value: index };
    return index;
  }
}
