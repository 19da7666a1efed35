import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  entityFilesServiceRef,
  readCollectorSchedule,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { AlertsCollector } from './alerts';
import { SloCollector } from './collector';

/**
 * Adds the collectors `slo` (OpenSLO v1 documents) and `alerts` (Prometheus
 * alerting rules) to Readiness, both over the directories of entities.
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
        const scheduleOf = (id: string) =>
          readCollectorSchedule(config, id, {
            frequency: { hours: 24 },
            timeToLive: { days: 3 },
          });
        collectors.addCollector(
          new SloCollector({ files, schedule: scheduleOf('slo') }),
          new AlertsCollector({ files, schedule: scheduleOf('alerts') }),
        );
      },
    });
  },
});
