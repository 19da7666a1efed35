import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { EventReader } from './EventReader';

/**
 * Where modules add what they can read of events.
 *
 * @public
 */
export interface ReadinessEventsExtensionPoint {
  /** @throws ConflictError for an id that is taken; reported as the failure of the module to start */
  addReader(...readers: EventReader[]): void;
}

/**
 * Extension point for readers of events. Without any reader the facts `delivery` and `incidents`
 * have no source.
 *
 * @public
 */
export const readinessEventsExtensionPoint =
  createExtensionPoint<ReadinessEventsExtensionPoint>({
    id: 'readiness.events',
  });
