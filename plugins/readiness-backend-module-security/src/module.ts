import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  CollectorSchedule,
  readCollectorSchedule,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { readSecurityConfig } from './config';
import { ReleasesCollector } from './releases';
import { SarifCollector } from './sarif';
import { OssfScorecardCollector } from './scorecard';

const hourly: CollectorSchedule = {
  frequency: { hours: 1 },
  timeToLive: { days: 2 },
};
const everySixHours: CollectorSchedule = {
  frequency: { hours: 6 },
  timeToLive: { days: 3 },
};

/**
 * Adds the collectors `sarif` (findings of security scanners), `ossf-scorecard` (OpenSSF Scorecard) and `releases` (what lies
 * beside releases) to Readiness, each only where its source is configured under `readiness.security`.
 *
 * @public
 */
export const readinessModuleSecurity = createBackendModule({
  pluginId: 'readiness',
  moduleId: 'security',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: readinessCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ collectors, config, logger }) {
        const { sarif, ossfScorecard, releases } = readSecurityConfig(config);
        const scheduleOf = (id: string, defaults: CollectorSchedule) =>
          readCollectorSchedule(config, id, defaults);
        const missing: string[] = [];
        if (sarif) {
          collectors.addCollector(
            new SarifCollector({
              config: sarif,
              schedule: scheduleOf('sarif', hourly),
            }),
          );
        } else {
          missing.push('readiness.security.sarif');
        }
        if (ossfScorecard) {
          collectors.addCollector(
            new OssfScorecardCollector({
              config: ossfScorecard,
              schedule: scheduleOf('ossf-scorecard', everySixHours),
            }),
          );
        } else {
          missing.push('readiness.security.ossfScorecard');
        }
        if (releases) {
          collectors.addCollector(
            new ReleasesCollector({
              config: releases,
              schedule: scheduleOf('releases', everySixHours),
            }),
          );
        } else {
          missing.push('readiness.security.releases');
        }
        if (missing.length > 0) {
          logger.info(
            `Not collected by this module, since not configured: ${missing.join(
              ', ',
            )}`,
          );
        }
      },
    });
  },
});
