import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Collector } from './Collector';

/**
 * Where modules hand over their collectors.
 *
 * @public
 */
export interface ReadinessCollectorsExtensionPoint {
  /** Adds collectors. Two with the same id make the later module fail to start. */
  addCollector(...collectors: Collector[]): void;
}

/**
 * Extension point for collectors.
 *
 * @public
 */
export const readinessCollectorsExtensionPoint =
  createExtensionPoint<ReadinessCollectorsExtensionPoint>({
    id: 'readiness.collectors',
  });
