import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { readinessCollectorsExtensionPoint } from '@team-readiness/backstage-plugin-readiness-node';
import {
  AccountSpendCollector,
  CatalogIndex,
  CostCollector,
  FocusSource,
} from './collector';
import { readCostConfig } from './config';
import { OpenCostCollector, readOpenCostConfig } from './opencost';

/**
 * Adds the collector `cost`, which reads FOCUS files, where `readiness.cost.focus.files` is
 * configured, with `account-spend` where `readiness.cost.accounts` is, too, and `opencost`, which asks OpenCost or Kubecost, where `readiness.cost.opencost` is.
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
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ auth, catalog, collectors, config, logger, lifecycle }) {
        const openCost = readOpenCostConfig(config);
        if (openCost) {
          const collector = new OpenCostCollector(openCost);
          lifecycle.addShutdownHook(() => collector.close());
          collectors.addCollector(collector);
        }
        const costConfig = readCostConfig(config);
        if (!costConfig) {
          logger.info(
            'No cost data: readiness.cost.focus.files is not configured',
          );
          return;
        }
        const { accounts, currencies, schedule } = costConfig;
        const index = new CatalogIndex({ catalog, auth });
        const focus = new FocusSource({
          config: costConfig.focus,
          accounts,
          directory: process.cwd(),
          logger,
        });
        collectors.addCollector(
          new CostCollector({ schedule, focus, index, currencies }),
        );
        if (accounts) {
          collectors.addCollector(
            new AccountSpendCollector({
              schedule: costConfig.accountSchedule,
              focus,
              index,
              owners: accounts,
              currencies,
            }),
          );
        }
      },
    });
  },
});
