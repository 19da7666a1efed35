import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  entityFilesServiceRef,
  entityHistoryServiceRef,
  filesWatchServiceRef,
  readCollectorSchedule,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { CatalogEntities, codeCollectors } from './code';
import { documentCollectors } from './documentCollectors';
import { readIncidentPrefixes } from './postmortems/readIncidentPrefixes';

/**
 * Adds the collectors of what is in the repositories of entities to Readiness: their documents
 * and their code.
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
        filesWatch: filesWatchServiceRef,
      },
      async init({
        auth,
        catalog,
        collectors,
        config,
        files,
        history,
        filesWatch,
      }) {
        const schedule = (id: string) =>
          readCollectorSchedule(config, id, {
            frequency: { hours: 24 },
            timeToLive: { days: 3 },
          });
        const entities = new CatalogEntities({ auth, catalog });
        const options = { files, history, entities, schedule };
        collectors.addCollector(
          ...documentCollectors({
            ...options,
            watch: filesWatch.watch,
            incidentPrefixes: readIncidentPrefixes(config),
          }),
        );
        collectors.addCollector(...codeCollectors(options));
      },
    });
  },
});
