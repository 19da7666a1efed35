import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  entityFilesServiceRef,
  readCollectorSchedule,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { RepositoryCollector } from './collector';

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
        collectors: readinessCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        files: entityFilesServiceRef,
      },
      async init({ collectors, config, files }) {
        const schedule = readCollectorSchedule(config, 'repository', {
          frequency: { hours: 24 },
          timeToLive: { days: 3 },
        });
        collectors.addCollector(new RepositoryCollector({ files, schedule }));
      },
    });
  },
});
