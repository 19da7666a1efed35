import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { eventsExtensionPoint } from '@backstage/plugin-events-node/alpha';
import { createPagerDutyValidator } from './createPagerDutyValidator';
import { readWebhookSecrets } from './readWebhookSecrets';

/**
 * Takes webhooks of PagerDuty, version 3, at `POST /api/events/http/pagerduty` and publishes them under
 * the topic `pagerduty`. Without a secret it opens nothing, as Backstage's modules of GitHub and GitLab do,
 * and says so in the log.
 *
 * @public
 */
export const eventsModulePagerDuty = createBackendModule({
  pluginId: 'events',
  moduleId: 'pagerduty',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        events: eventsExtensionPoint,
        logger: coreServices.logger,
      },
      async init({ config, events, logger }) {
        const secrets = readWebhookSecrets(config);
        if (secrets.length === 0) {
          logger.info(
            'No webhooks of PagerDuty are taken: events.modules.pagerduty.webhookSecret is not configured',
          );
          return;
        }
        events.addHttpPostIngress({
          topic: 'pagerduty',
          validator: createPagerDutyValidator(secrets),
        });
      },
    });
  },
});
