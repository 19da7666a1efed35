/**
 * Webhooks and CDEvents, from their address to the history of an entity: the events backend with the
 * modules that open the addresses, and the whole of Readiness behind it.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import eventsPlugin from '@backstage/plugin-events-backend';
import { createGitlabTokenValidator } from '@backstage/plugin-events-backend-module-gitlab';
import {
  eventsServiceFactory,
  eventsServiceRef,
  EventsService,
} from '@backstage/plugin-events-node';
import { eventsExtensionPoint } from '@backstage/plugin-events-node/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import eventsModulePagerDuty from '@team-readiness/backstage-plugin-events-backend-module-pagerduty';
import readinessPlugin from '@team-readiness/backstage-plugin-readiness-backend';
import readinessModuleDelivery from '@team-readiness/backstage-plugin-readiness-backend-module-delivery';

jest.setTimeout(120_000);

const hour = 3_600_000;
const at = (hoursAgo: number) =>
  new Date(Date.now() - hoursAgo * hour).toISOString();
const sha = (digit: string) => digit.repeat(40);

const data = {
  events: {
    useEventBus: 'never',
    modules: {
      pagerduty: { webhookSecret: ['new-secret', 'old-secret'] },
      gitlab: { webhookSecret: 'gitlab-secret' },
    },
  },
  readiness: { definitions: { builtIn: [] } },
};

const component = (name: string, annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, annotations },
  spec: { type: 'service', lifecycle: 'production', owner: 'team' },
});

describe('events of delivery', () => {
  let backend: TestBackend;
  let events: EventsService;

  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({ data }),
        mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
        // That of the test backend is one for each plugin.
        eventsServiceFactory,
        schedulerServiceFactory,
        catalogServiceMock.factory({
          entities: [
            component('checkout', {
              'github.com/project-slug': 'acme/checkout',
              'pagerduty.com/service-id': 'PF9KMXH',
            }),
            component('search', {
              'gitlab.com/project-slug': 'acme/search',
              'gitlab.com/instance': 'gitlab.acme.example',
            }),
            component('mail', {}),
          ],
        }),
        eventsPlugin,
        eventsModulePagerDuty,
        // The modules of GitHub and GitLab load their parts in a way that Jest cannot follow: the
        // token is checked by what GitLab's module checks it with, and GitHub's events come from here.
        createBackendModule({
          pluginId: 'events',
          moduleId: 'webhooks-of-a-test',
          register(reg) {
            reg.registerInit({
              deps: { ingresses: eventsExtensionPoint, own: eventsServiceRef },
              async init({ ingresses, own }) {
                events = own;
                ingresses.addHttpPostIngress({
                  topic: 'gitlab',
                  validator: createGitlabTokenValidator(
                    mockServices.rootConfig({ data }),
                  ),
                });
              },
            });
          },
        }),
        readinessPlugin,
        readinessModuleDelivery,
      ],
    });
  });
  afterAll(async () => {
    await backend.stop();
  });

  const url = (path: string) =>
    `http://127.0.0.1:${backend.server.port()}/api${path}`;

  const post = async (
    path: string,
    payload: unknown,
    headers: (body: string) => Record<string, string>,
  ) => {
    const body = JSON.stringify(payload);
    const response = await fetch(url(path), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers(body) },
      body,
    });
    return response.status;
  };

  const signed = (secret: string) => (body: string) => ({
    'x-pagerduty-signature': `v1=${createHmac('sha256', secret)
      .update(body)
      .digest('hex')}`,
  });

  /** How many deployments, failures and incidents the history of an entity has. */
  const totals = async (name: string) => {
    const response = await fetch(
      url(`/readiness/v1/entities/component/default/${name}/delivery`),
      { headers: { authorization: mockCredentials.user.header() } },
    );
    const { days = [] } = await response.json();
    const sum = (key: string) =>
      days.reduce(
        (total: number, day: Record<string, number>) => total + day[key],
        0,
      );
    return [sum('deployments'), sum('failures'), sum('incidents')];
  };

  /**
   * Waits until a history says so, and gives what it said last: events are read after the answer to
   * their sender.
   */
  const eventually = async (name: string, expected: readonly number[]) => {
    let seen = await totals(name);
    for (let tries = 0; tries < 300; tries += 1) {
      if (JSON.stringify(seen) === JSON.stringify(expected)) {
        break;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
      seen = await totals(name);
    }
    return seen;
  };

  const incident = (event_type: string, hoursAgo: number, id: string) => ({
    event: {
      id,
      event_type,
      resource_type: 'incident',
      occurred_at: at(hoursAgo),
      data: {
        id: 'PGR0VU2',
        type: 'incident',
        html_url: 'https://acme.pagerduty.com/incidents/PGR0VU2',
        title: 'Checkout is slow',
        service: { id: 'PF9KMXH' },
        priority: { summary: 'P1' },
      },
    },
  });

  it('of GitHub and PagerDuty tell of a deployment and its incident', async () => {
    await events.publish({
      topic: 'github',
      metadata: { 'x-github-event': 'deployment_status' },
      eventPayload: {
        action: 'created',
        repository: {
          full_name: 'Acme/Checkout',
          html_url: 'https://github.com/Acme/Checkout',
          default_branch: 'main',
        },
        deployment: {
          id: 7,
          sha: sha('a'),
          environment: 'production',
          created_at: at(5),
        },
        deployment_status: { id: 8, state: 'success', updated_at: at(5) },
      },
    });
    const path = '/events/http/pagerduty';
    const triggered = incident('incident.triggered', 4, '1');
    expect(await post(path, triggered, signed('other'))).toBe(403);
    expect(await post(path, triggered, () => ({}))).toBe(403);
    expect(await eventually('checkout', [1, 0, 0])).toEqual([1, 0, 0]);
    expect(await post(path, triggered, signed('new-secret'))).toBe(202);
    expect(await post(path, triggered, signed('old-secret'))).toBe(202);
    const resolved = incident('incident.resolved', 3, '2');
    expect(await post(path, resolved, signed('new-secret'))).toBe(202);
    expect(await eventually('checkout', [1, 1, 1])).toEqual([1, 1, 1]);
  });

  it('of GitLab tell of a deployment, with the right token alone', async () => {
    const deployment = {
      object_kind: 'deployment',
      status: 'success',
      status_changed_at: at(2),
      deployment_id: 15,
      environment: 'production',
      short_sha: sha('b').slice(0, 8),
      project: {
        web_url: 'https://gitlab.acme.example/acme/search',
        path_with_namespace: 'acme/search',
        default_branch: 'main',
      },
    };
    const path = '/events/http/gitlab';
    const token = (value: string) => () => ({ 'x-gitlab-token': value });
    expect(await post(path, deployment, token('other'))).toBe(403);
    expect(await post(path, deployment, token('gitlab-secret'))).toBe(202);
    expect(await post(path, deployment, token('gitlab-secret'))).toBe(202);
    expect(await eventually('search', [1, 0, 0])).toEqual([1, 0, 0]);
  });

  it('of CDEvents tell of a deployment that was rolled back', async () => {
    const event = (predicate: string, hoursAgo: number) => ({
      context: {
        specversion: '0.5.0',
        id: randomUUID(),
        source: '/ci',
        type: `dev.cdevents.service.${predicate}.0.3.0`,
        timestamp: at(hoursAgo),
      },
      subject: {
        id: 'mail',
        content: {
          environment: { id: 'production' },
          artifactId: `pkg:oci/mail@sha256%3A${'0b'.repeat(32)}`,
        },
      },
    });
    // In the wrong order, as they may come.
    for (const eventPayload of [event('rolledback', 1), event('deployed', 2)]) {
      await events.publish({ topic: 'cdevents', eventPayload });
    }
    expect(await eventually('mail', [1, 1, 0])).toEqual([1, 1, 0]);
  });
});
