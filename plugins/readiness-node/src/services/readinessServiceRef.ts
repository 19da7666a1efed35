import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultReadinessService } from './DefaultReadinessService';
import { ReadinessService } from './ReadinessService';

/**
 * Service ref of {@link ReadinessService}. The default factory asks the backend of Readiness, wherever
 * discovery finds it.
 *
 * @public
 */
export const readinessServiceRef = createServiceRef<ReadinessService>({
  id: 'readiness.readiness',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
      },
      factory: deps => new DefaultReadinessService(deps),
    }),
});
