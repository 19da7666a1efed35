import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  entityFilesServiceRef,
  readCollectorSchedule,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { SloCollector } from './collector';

/**
 * Adds the collector `slo` to Readiness: OpenSLO v1 documents in the
 * directories of entities.
 *
 * @public
 */
export const readinessModuleSlo = createBackendModule({
  pluginId: 'readiness',
  moduleId: 'slo',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: readinessCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        files: entityFilesServiceRef,
      },
      async init({ collectors, config, files }) {
        const schedule = readCollectorSchedule(config, 'slo', {
          frequency: { hours: 24 },
          timeToLive: { days: 3 },
        });
        collectors.addCollector(new SloCollector({ files, schedule }));
      },
    });
  },
});
