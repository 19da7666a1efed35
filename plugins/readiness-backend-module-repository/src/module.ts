import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  entityFilesServiceRef,
  entityHistoryServiceRef,
  readCollectorSchedule,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { CatalogEntities, codeCollectors } from './code';
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
        history: entityHistoryServiceRef,
      },
      async init({ auth, catalog, collectors, config, files, history }) {
        const scheduleOf = (id: string) =>
          readCollectorSchedule(config, id, {
            frequency: { hours: 24 },
            timeToLive: { days: 3 },
          });
        const schedule = scheduleOf('repository');
        const reviewers = new OutsideReviewers({ auth, catalog });
        collectors.addCollector(
          new RepositoryCollector({ files, schedule, reviewers }),
        );
        const entities = new CatalogEntities({ auth, catalog });
        collectors.addCollector(
          ...codeCollectors({ files, history, entities, schedule: scheduleOf }),
        );
      },
    });
  },
});
