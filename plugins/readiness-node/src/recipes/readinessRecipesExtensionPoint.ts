import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { CollectorDocument } from '@team-readiness/backstage-plugin-readiness-common';
import { Collector } from '../collectors';

/**
 * Makes collectors of `Collector` documents.
 *
 * @public
 */
export interface RecipeRunner {
  /**
   * @param document - read and validated; its id, schedule and schema become those of the collector
   * @throws InputError in one sentence, where it cannot be run as the backend is configured, e.g.
   *   because its host is not among those that may be asked. Then its checks are inactive, and the
   *   sentence is shown as a problem of the document.
   */
  toCollector(document: CollectorDocument): Collector;
}

/**
 * Where the module that runs recipes hands itself over.
 *
 * @public
 */
export interface ReadinessRecipesExtensionPoint {
  /** @throws ConflictError for a second one */
  setRecipeRunner(runner: RecipeRunner): void;
}

/**
 * Extension point for recipes.
 *
 * @public
 */
export const readinessRecipesExtensionPoint =
  createExtensionPoint<ReadinessRecipesExtensionPoint>({
    id: 'readiness.recipes',
  });
