import {
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  CatalogScmEventsService,
  catalogScmEventsServiceRef,
} from '@backstage/plugin-catalog-node/alpha';
import {
  EventsService,
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import fc from 'fast-check';
import { entityFilesServiceRef } from '../entityFilesServiceRef';
import { FilesWatch } from './FilesWatch';
import { filesWatchServiceRef } from './filesWatchServiceRef';
import { pushedRepository, pushTopics } from './pushedRepositories';

const shop = 'https://github.com/acme/shop';
const push = {
  ref: 'refs/heads/main',
  commits: [],
  repository: { html_url: shop, default_branch: 'main' },
};

describe('FilesWatch', () => {
  /** Starts a backend in which the services are the real ones, and watches. */
  async function start() {
    const refreshed: Array<readonly string[] | undefined> = [];
    const controller = new AbortController();
    let events: EventsService | undefined;
    let scmEvents: CatalogScmEventsService | undefined;
    const backend = await startTestBackend({
      features: [
        eventsServiceFactory,
        mockServices.rootConfig.factory({
          data: { events: { useEventBus: 'never' } },
        }),
        createBackendPlugin({
          pluginId: 'readiness',
          register(env) {
            env.registerInit({
              deps: {
                watch: filesWatchServiceRef,
                files: entityFilesServiceRef,
              },
              async init({ watch }) {
                await watch.watch({
                  refresh: changed => refreshed.push(changed.repositoryUrls),
                  signal: controller.signal,
                });
              },
            });
          },
        }),
        createBackendPlugin({
          pluginId: 'catalog',
          register(env) {
            env.registerInit({ deps: {}, async init() {} });
          },
        }),
        createBackendModule({
          pluginId: 'catalog',
          moduleId: 'webhooks',
          register(env) {
            env.registerInit({
              deps: {
                events: eventsServiceRef,
                scmEvents: catalogScmEventsServiceRef,
              },
              async init(deps) {
                ({ events, scmEvents } = deps);
              },
            });
          },
        }),
      ],
    });
    return {
      refreshed,
      controller,
      events: events!,
      scmEvents: scmEvents!,
      stop: () => backend.stop(),
    };
  }

  it('has repositories looked at again that other modules tell to have changed, or their webhooks', async () => {
    const { refreshed, controller, events, scmEvents, stop } = await start();
    try {
      await scmEvents.publish([
        { type: 'location.updated', url: `${shop}/blob/main/a/c.yaml` },
        { type: 'location.deleted', url: `${shop}/blob/main/b/c.yaml` },
        { type: 'repository.created', url: 'not a url' },
        {
          type: 'repository.moved',
          fromUrl: 'https://github.com/acme/old',
          toUrl: 'https://github.com/acme/new/tree/main',
        },
      ]);
      await scmEvents.publish([]);
      await events.publish({ topic: 'github', eventPayload: push });
      await events.publish({
        topic: 'github',
        eventPayload: { ...push, ref: 'refs/heads/feature' },
      });
      expect(refreshed).toEqual([
        [shop, 'https://github.com/acme/old', 'https://github.com/acme/new'],
        [shop],
      ]);
      controller.abort();
      await scmEvents.publish([{ type: 'repository.updated', url: shop }]);
      await events.publish({ topic: 'github', eventPayload: push });
      expect(refreshed).toHaveLength(2);
    } finally {
      await stop();
    }
  });
});

describe('FilesWatch on one replica', () => {
  it('forgets what was read before it has anybody look again', async () => {
    const done: string[] = [];
    const events = mockServices.events();
    const watch = FilesWatch.create({
      events,
      logger: mockServices.logger.mock(),
      files: {
        list: async () => undefined,
        outdate: urls => done.push(`outdate ${urls}`),
      },
      scmEvents: {
        subscribe: () => ({ unsubscribe: () => {} }),
        publish: async () => {},
        markEventActionTaken: ({ action, count }) =>
          done.push(`${action} ${count}`),
      },
    });
    await watch.watch({
      refresh: ({ repositoryUrls }) => done.push(`look at ${repositoryUrls}`),
      signal: new AbortController().signal,
    });
    await events.publish({ topic: 'gitea', eventPayload: push });
    expect(done).toEqual([`outdate ${shop}`, `look at ${shop}`, 'refresh 1']);
  });
});

describe('pushedRepository', () => {
  it.each<[string, object, string | undefined]>([
    ['github', push, shop],
    ['gitea', push, shop],
    ['github', { ...push, ref: 'refs/tags/main' }, undefined],
    ['github', { action: 'opened', repository: push.repository }, undefined],
    [
      'gitlab',
      {
        object_kind: 'push',
        event_name: 'push',
        ref: 'refs/heads/trunk',
        project: {
          web_url: 'https://gitlab.com/acme/deep/Shop',
          default_branch: 'trunk',
        },
      },
      'https://gitlab.com/acme/deep/shop',
    ],
    [
      'gitlab',
      {
        object_kind: 'merge_request',
        ref: 'x',
        project: { web_url: 'https://gitlab.com/acme/shop' },
      },
      undefined,
    ],
    [
      'bitbucketCloud',
      {
        push: { changes: [{ new: { name: 'main' } }] },
        repository: {
          links: { html: { href: 'https://bitbucket.org/acme/shop' } },
        },
      },
      'https://bitbucket.org/acme/shop',
    ],
    [
      'bitbucketServer',
      {
        eventKey: 'repo:refs_changed',
        repository: {
          links: {
            self: [
              { href: 'https://b.example.org/projects/ACME/repos/shop/browse' },
            ],
          },
        },
      },
      'https://b.example.org/projects/acme/repos/shop',
    ],
    [
      'azureDevOps',
      {
        eventType: 'git.push',
        resource: {
          repository: {
            remoteUrl: 'https://acme@dev.azure.com/acme/pay/_git/shop',
          },
        },
      },
      'https://dev.azure.com/acme/pay/_git/shop',
    ],
    ['toString', push, undefined],
  ])('of %s', (topic, payload, url) => {
    expect(pushedRepository(topic, payload)).toBe(url);
  });

  it('takes any payload', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...pushTopics),
        fc.anything(),
        (topic, payload) => {
          expect(pushedRepository(topic, payload)).toBeUndefined();
        },
      ),
    );
  });
});
