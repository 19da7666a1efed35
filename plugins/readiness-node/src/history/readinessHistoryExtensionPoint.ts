import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { FactSeries } from './FactSeries';

/**
 * Where modules add facts of the past, so that trends and changes begin before the first start.
 *
 * @public
 */
export interface ReadinessHistoryExtensionPoint {
  /**
   * Adds series. They are replayed together, once, on the first start over an empty history: through the
   * same code as the facts of collectors, with a clock that is set to the time of each.
   *
   * @throws ConflictError for an id that is taken; reported as the failure of the module to start
   */
  addFactSeries(...series: FactSeries[]): void;
}

/**
 * Extension point for facts of the past.
 *
 * @public
 */
export const readinessHistoryExtensionPoint =
  createExtensionPoint<ReadinessHistoryExtensionPoint>({
    id: 'readiness.history',
  });
