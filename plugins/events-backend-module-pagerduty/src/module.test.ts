import { createHmac } from 'node:crypto';
import {
  createBackendPlugin,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  ServiceMock,
  startTestBackend,
} from '@backstage/backend-test-utils';
import eventsPlugin from '@backstage/plugin-events-backend';
import {
  EventParams,
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { JsonObject, JsonValue } from '@backstage/types';
import { eventsModulePagerDuty } from './module';

const webhook = JSON.stringify({
  event: { event_type: 'incident.triggered', data: { title: 'Grüße' } },
});

/** A backend that takes events, with what came over the topic `pagerduty`. */
async function start(webhookSecret?: JsonValue) {
  const received: EventParams[] = [];
  const logger: ServiceMock<LoggerService> = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const listener = createBackendPlugin({
    pluginId: 'listener',
    register(reg) {
      reg.registerInit({
        deps: { events: eventsServiceRef },
        async init({ events }) {
          await events.subscribe({
            id: 'listener',
            topics: ['pagerduty'],
            onEvent: async event => {
              received.push(event);
            },
          });
        },
      });
    },
  });
  const data: JsonObject = {
    events: {
      useEventBus: 'never',
      modules: {
        pagerduty: webhookSecret === undefined ? {} : { webhookSecret },
      },
    },
  };
  const { server } = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data }),
      logger.factory,
      // That of the test backend is one for each plugin.
      eventsServiceFactory,
      eventsPlugin,
      eventsModulePagerDuty,
      listener,
    ],
  });
  const post = (signature: string | undefined) =>
    fetch(`http://localhost:${server.port()}/api/events/http/pagerduty`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(signature !== undefined && { 'x-pagerduty-signature': signature }),
      },
      body: webhook,
    });
  return { post, received, logger };
}

const sign = (secret: string) =>
  `v1=${createHmac('sha256', secret).update(webhook).digest('hex')}`;

describe('webhooks of PagerDuty', () => {
  it('become events if they are signed, and get a 403 if not', async () => {
    const { post, received } = await start(['new-secret', 'old-secret']);
    expect((await post(sign('new-secret'))).status).toBe(202);
    expect((await post(sign('old-secret'))).status).toBe(202);
    expect(received.map(({ eventPayload }) => eventPayload)).toEqual([
      JSON.parse(webhook),
      JSON.parse(webhook),
    ]);

    for (const signature of [undefined, '', sign('other'), 'v1=00']) {
      const answer = await post(signature);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toEqual({ message: 'invalid signature' });
    }
    expect(received).toHaveLength(2);
  });

  it('have no address without a secret, and the log says why', async () => {
    const { post, received, logger } = await start();
    expect((await post(sign(''))).status).toBe(404);
    expect(received).toEqual([]);
    expect(logger.info).toHaveBeenCalledWith(
      expect.stringContaining('events.modules.pagerduty.webhookSecret'),
    );
  });

  it('do not start with a secret that is none', async () => {
    await expect(start([''])).rejects.toThrow(
      /events\.modules\.pagerduty\.webhookSecret/,
    );
  });
});
