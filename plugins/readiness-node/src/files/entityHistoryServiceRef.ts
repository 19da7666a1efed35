import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultEntityHistory } from './DefaultEntityHistory';
import { entityFilesServiceRef } from './entityFilesServiceRef';
import { EntityHistory } from './EntityHistory';

/**
 * Service ref of {@link EntityHistory}.
 *
 * @public
 */
export const entityHistoryServiceRef = createServiceRef<EntityHistory>({
  id: 'readiness.entity-history',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        files: entityFilesServiceRef,
      },
      factory: deps => DefaultEntityHistory.create(deps),
    }),
});
