import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * @public
 */
export const eventsModulePagerDuty = createBackendModule({
  pluginId: 'events',
  moduleId: 'pagerduty',
  register(reg) {
    reg.registerInit({ deps: {}, async init() {} });
  },
});
