import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { readinessHistoryExtensionPoint } from '@team-readiness/backstage-plugin-readiness-node';
import { resolve } from 'path';
import { HarbourHistory } from './HarbourHistory';
import { readRecordedFacts } from './recordedFacts';

/** Gives the demo organisation a past, where `demo.history.facts` names the facts of its present. */
export const demoHistoryModule = createBackendModule({
  pluginId: 'readiness',
  moduleId: 'demo-history',
  register(env) {
    env.registerInit({
      deps: {
        history: readinessHistoryExtensionPoint,
        config: coreServices.rootConfig,
      },
      async init({ history, config }) {
        const file = config.getOptionalString('demo.history.facts');
        if (file) {
          const facts = readRecordedFacts(resolve(file));
          history.addFactSeries(new HarbourHistory(facts));
        }
      },
    });
  },
});
