import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { readinessCollectorsExtensionPoint } from '@team-readiness/backstage-plugin-readiness-node';
import { CostCollector } from './collector';
import { readCostConfig } from './config';

/**
 * Adds the collector `cost`, which reads FOCUS files. Without
 * `readiness.cost.focus.files` it adds nothing, and the checks of the area cost are inactive.
 *
 * @public
 */
export const readinessModuleCost = createBackendModule({
  pluginId: 'readiness',
  moduleId: 'cost',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        collectors: readinessCollectorsExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
      },
      async init({ auth, catalog, collectors, config, logger }) {
        const costConfig = readCostConfig(config);
        if (!costConfig) {
          logger.info(
            'No cost data: readiness.cost.focus.files is not configured',
          );
          return;
        }
        collectors.addCollector(
          new CostCollector({
            config: costConfig,
            directory: process.cwd(),
            catalog,
            auth,
            logger,
          }),
        );
      },
    });
  },
});
