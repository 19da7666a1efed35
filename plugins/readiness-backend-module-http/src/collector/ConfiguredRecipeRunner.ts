import { CollectorDocument } from '@team-readiness/backstage-plugin-readiness-common';
import { RecipeRunner } from '@team-readiness/backstage-plugin-readiness-node';
import { HttpConfig } from '../config';
import { RecipeCollector } from './RecipeCollector';
import { OnExchange } from './RecipeSource';

/**
 * Makes collectors of recipes that ask what the configuration allows.
 *
 * @public
 */
export class ConfiguredRecipeRunner implements RecipeRunner {
  readonly #config: HttpConfig;
  readonly #onExchange: OnExchange | undefined;

  /**
   * @param config - hosts and secrets
   * @param options - `onExchange`: told of each request and its answer, without secrets
   */
  constructor(config: HttpConfig, options: { onExchange?: OnExchange } = {}) {
    this.#config = config;
    this.#onExchange = options.onExchange;
  }

  /** See `RecipeRunner`. */
  toCollector(document: CollectorDocument): RecipeCollector {
    return new RecipeCollector(document, this.#config, this.#onExchange);
  }
}
