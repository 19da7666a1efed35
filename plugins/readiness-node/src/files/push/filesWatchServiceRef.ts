import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { catalogScmEventsServiceRef } from '@backstage/plugin-catalog-node/alpha';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { entityFilesServiceRef } from '../entityFilesServiceRef';
import { FilesWatch } from './FilesWatch';

/**
 * Service ref of {@link FilesWatch}.
 *
 * @public
 */
export const filesWatchServiceRef = createServiceRef<FilesWatch>({
  id: 'readiness.files-watch',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        events: eventsServiceRef,
        files: entityFilesServiceRef,
        logger: coreServices.logger,
        scmEvents: catalogScmEventsServiceRef,
      },
      factory: deps => FilesWatch.create(deps),
    }),
});
