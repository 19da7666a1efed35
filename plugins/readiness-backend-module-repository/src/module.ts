import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  entityFilesServiceRef,
  readCollectorSchedule,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { OutsideReviewers, RepositoryCollector } from './collector';

/**
 * Adds the collector `repository` to Readiness: README, runbooks and architecture
 * overview in the directories of entities.
 *
 * @public
 */
export const readinessModuleRepository = createBackendModule({
  pluginId: 'readiness',
  moduleId: 'repository',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        collectors: readinessCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        files: entityFilesServiceRef,
      },
      async init({ auth, catalog, collectors, config, files }) {
        const schedule = readCollectorSchedule(config, 'repository', {
          frequency: { hours: 24 },
          timeToLive: { days: 3 },
        });
        const reviewers = new OutsideReviewers({ auth, catalog });
        collectors.addCollector(
          new RepositoryCollector({ files, schedule, reviewers }),
        );
      },
    });
  },
});
