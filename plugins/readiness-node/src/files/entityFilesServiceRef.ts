import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultEntityFiles } from './DefaultEntityFiles';
import { EntityFiles } from './EntityFiles';

/**
 * Service ref of {@link EntityFiles}. The default factory reads through the UrlReader
 * service and the allow-listed file reader.
 *
 * @public
 */
export const entityFilesServiceRef = createServiceRef<EntityFiles>({
  id: 'readiness.entity-files',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        urlReader: coreServices.urlReader,
      },
      factory: deps => DefaultEntityFiles.create(deps),
    }),
});
