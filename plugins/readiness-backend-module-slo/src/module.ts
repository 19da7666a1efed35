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
import { KnownSlos, SloCollector } from './collector';
import { PrometheusCollector, readPrometheusConfig } from './prometheus';

/**
 * Adds the collectors `slo` (OpenSLO v1, Sloth and Pyrra documents) and `alerts`
 * (Prometheus alerting rules) to Readiness, both over the directories of
 * entities; and `prometheus` (how the SLOs fare) where one is configured.
 *
 * @public
 */
export const readinessModuleSlo = createBackendModule({
  pluginId: 'readiness',
  moduleId: 'slo',
  register(reg) {
    reg.registerInit({
      deps: {
        cache: coreServices.cache,
        collectors: readinessCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        files: entityFilesServiceRef,
        lifecycle: coreServices.lifecycle,
      },
      async init({ cache, collectors, config, files, lifecycle }) {
        const scheduleOf = (id: string) =>
          readCollectorSchedule(config, id, {
            frequency: { hours: 24 },
            timeToLive: { days: 3 },
          });
        const servers = readPrometheusConfig(config);
        const known = servers.length > 0 ? new KnownSlos(cache) : undefined;
        collectors.addCollector(
          new SloCollector({ files, known, schedule: scheduleOf('slo') }),
          new AlertsCollector({ files, schedule: scheduleOf('alerts') }),
        );
        if (servers.length > 0) {
          const measurements = new PrometheusCollector({
            files,
            known,
            servers,
            schedule: readCollectorSchedule(config, 'prometheus', {
              frequency: { hours: 6 },
              timeToLive: { days: 2 },
            }),
          });
          collectors.addCollector(measurements);
          lifecycle.addShutdownHook(() => measurements.close());
        }
      },
    });
  },
});
