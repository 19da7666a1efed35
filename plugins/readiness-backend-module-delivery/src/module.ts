import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * @public
 */
export const readinessModuleDelivery = createBackendModule({
  pluginId: 'readiness',
  moduleId: 'delivery',
  register(reg) {
    reg.registerInit({ deps: {}, async init() {} });
  },
});
