import { createBackendModule } from '@backstage/backend-plugin-api';

/**
 * @public
 */
export const readinessModuleSecurity = createBackendModule({
  pluginId: 'readiness',
  moduleId: 'security',
  register(reg) {
    reg.registerInit({ deps: {}, async init() {} });
  },
});
