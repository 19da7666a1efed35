import { createBackendModule } from '@backstage/backend-plugin-api';
import { readinessEventsExtensionPoint } from '@team-readiness/backstage-plugin-readiness-node';
import { CDEventsReader } from './cdevents';
import { GitHubReader } from './github';
import { GitLabReader } from './gitlab';
import { PagerDutyReader } from './pagerduty';

/**
 * Adds the readers of CDEvents and of the webhooks of GitHub, GitLab and PagerDuty to Readiness.
 *
 * @public
 */
export const readinessModuleDelivery = createBackendModule({
  pluginId: 'readiness',
  moduleId: 'delivery',
  register(reg) {
    reg.registerInit({
      deps: { events: readinessEventsExtensionPoint },
      async init({ events }) {
        events.addReader(
          new CDEventsReader(),
          new GitHubReader(),
          new GitLabReader(),
          new PagerDutyReader(),
        );
      },
    });
  },
});
