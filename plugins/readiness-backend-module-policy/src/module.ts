import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  entityFilesServiceRef,
  readCollectorSchedule,
  readinessCollectorsExtensionPoint,
} from '@team-readiness/backstage-plugin-readiness-node';
import { readPolicyConfig } from './config/readPolicyConfig';
import { ManifestsCollector } from './manifests/ManifestsCollector';
import { PolicyCollector } from './reports/PolicyCollector';

/**
 * Adds the collectors `policy` (results of policy engines) and `manifests`
 * (admission and Rego policies run over Kubernetes manifests) to Readiness, each only
 * where its source is configured.
 *
 * @public
 */
export const readinessModulePolicy = createBackendModule({
  pluginId: 'readiness',
  moduleId: 'policy',
  register(reg) {
    reg.registerInit({
      deps: {
        collectors: readinessCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        files: entityFilesServiceRef,
        logger: coreServices.logger,
      },
      async init({ collectors, config, files, logger }) {
        const policy = readPolicyConfig(config);
        const { reports, conftest, admissionPolicies, rego } = policy;
        if (reports.length + conftest.length + rego.length > 0) {
          // With Rego policies it goes through the files of entities, as others do once a day.
          const schedule = readCollectorSchedule(
            config,
            'policy',
            rego.length > 0
              ? { frequency: { hours: 24 }, timeToLive: { days: 3 } }
              : { frequency: { hours: 1 }, timeToLive: { days: 1 } },
          );
          collectors.addCollector(
            new PolicyCollector({
              patterns: reports,
              conftest,
              rego: rego.length > 0 ? { policies: rego, files } : undefined,
              maxReportAgeMs: policy.maxReportAgeMs,
              schedule,
            }),
          );
        } else {
          logger.info(
            'No policy results are collected: none of readiness.policy.reports, readiness.policy.conftest and readiness.policy.rego is configured',
          );
        }
        if (admissionPolicies.length + rego.length > 0) {
          const schedule = readCollectorSchedule(config, 'manifests', {
            frequency: { hours: 24 },
            timeToLive: { days: 3 },
          });
          collectors.addCollector(
            new ManifestsCollector({
              files,
              patterns: admissionPolicies,
              rego,
              schedule,
            }),
          );
        } else {
          logger.info(
            'No manifests are collected: neither readiness.policy.admissionPolicies nor readiness.policy.rego is configured',
          );
        }
      },
    });
  },
});
