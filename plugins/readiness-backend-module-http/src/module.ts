import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { readinessRecipesExtensionPoint } from '@team-readiness/backstage-plugin-readiness-node';
import { ConfiguredRecipeRunner } from './collector';
import { readHttpConfig } from './config';

/**
 * Runs recipes: `Collector` documents that observe facts over HTTP. They ask the hosts of
 * `readiness.http.hosts` and no others.
 *
 * @public
 */
export const readinessModuleHttp = createBackendModule({
  pluginId: 'readiness',
  moduleId: 'http',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        recipes: readinessRecipesExtensionPoint,
      },
      async init({ config, recipes }) {
        recipes.setRecipeRunner(
          new ConfiguredRecipeRunner(readHttpConfig(config)),
        );
      },
    });
  },
});
