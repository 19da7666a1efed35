/** Collectors that follow the facts of others, in the whole plugin under the scheduler. */
import { createBackendModule } from '@backstage/backend-plugin-api';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { toilFact } from '@team-readiness/backstage-plugin-readiness-common';
import { readinessCollectorsExtensionPoint } from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import request from 'supertest';
import { entityOf } from './collection/__fixtures__/ChangingCatalog';
import { SayingCollector } from './collection/runs/__testUtils__/RunInstallation';
import readinessPlugin from './index';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const ci = 'external:ci';
const pauseMs = 250;
const pause = () => new Promise(resolve => setTimeout(resolve, pauseMs));
const inTeam = [{ type: 'ownedBy', targetRef: 'group:default/team' }];
const entities = [
  ...['cart', 'mail'].map(name => ({
    ...entityOf(`component:default/${name}`, {
      spec: { type: 'service', owner: 'team' },
    }),
    relations: inTeam,
  })),
  entityOf('group:default/team', { spec: { type: 'team', children: [] } }),
];

/** Looks at Components and Groups; its data is how often it has looked at them. */
class Follower extends SayingCollector {
  readonly target = { kind: { $in: ['Component', 'Group'] } };
  readonly #looks = new Map<string, number>();

  constructor(id: string, readonly follows: string[]) {
    super(id);
    this.say = name => {
      const looks = (this.#looks.get(name) ?? 0) + 1;
      this.#looks.set(name, looks);
      return { status: 'observed', data: { looks } };
    };
  }
}

describe.each(databases.eachSupportedId())('followed facts, %s', id => {
  let knex: Knex;
  let backend: TestBackend | undefined;
  afterEach(() => backend?.stop());

  it('make their followers look again: after a window, a push, and along a chain', async () => {
    const docs = new SayingCollector('docs');
    const record = new Follower('record', ['docs', 'toil']);
    const sum = new Follower('sum', ['record']);
    knex = await databases.init(id);
    let refresh: (changed: { entityRefs: string[] }) => void = () => {};
    backend = await startTestBackend({
      features: [
        readinessPlugin,
        createBackendModule({
          pluginId: 'readiness',
          moduleId: 'followers',
          register(reg) {
            reg.registerInit({
              deps: { extension: readinessCollectorsExtensionPoint },
              async init({ extension }) {
                extension.addCollector(
                  Object.assign(docs, {
                    watch: async (options: { refresh: typeof refresh }) => {
                      refresh = options.refresh;
                    },
                  }),
                  record,
                  sum,
                );
              },
            });
          },
        }),
        mockServices.database.factory({ knex }),
        mockServices.rootConfig.factory({
          data: {
            readiness: { push: [{ subject: ci, collectors: ['toil'] }] },
          },
        }),
        catalogServiceMock.factory({ entities }),
        schedulerServiceFactory,
      ],
    });
    const looks = async (collector: string) => {
      const rows = await knex('facts')
        .join('entities', 'entities.id', 'facts.entity_id')
        .where({ collector })
        .orderBy('name');
      const found: Record<string, number> = {};
      for (const row of rows) {
        found[row.name] = JSON.parse(row.data).looks;
      }
      return found;
    };
    /**
     * Waits until nothing has changed for longer than changes are gathered, and than a follower rests: five times as
     * long as it looked, which takes some dozen statements as slow as those here.
     */
    const settled = async () => {
      let before = '';
      let asking = 0;
      let asked = 0;
      let quiet = 0;
      while (quiet * pauseMs < 1_500 + (50 * asking) / Math.max(1, asked)) {
        await pause();
        const begin = performance.now();
        const now = JSON.stringify([await looks('record'), await looks('sum')]);
        asking += performance.now() - begin;
        asked += 1;
        quiet =
          now === before && Object.keys(JSON.parse(now)[1]).length
            ? quiet + 1
            : 0;
        before = now;
      }
      return { record: await looks('record'), sum: await looks('sum') };
    };
    const first = await settled();
    expect(Object.keys(first.record)).toEqual(['cart', 'mail', 'team']);
    // A first run, and what came of it: nothing multiplies.
    for (const name of ['cart', 'mail', 'team']) {
      expect(first.record[name]).toBeLessThanOrEqual(3);
    }

    docs.say = name => ({ status: 'observed', data: { name, fine: false } });
    refresh({ entityRefs: ['component:default/cart'] });
    const waiting = async (check: () => Promise<boolean>) => {
      while (!(await check())) {
        await pause();
      }
    };
    await waiting(async () => (await looks('record')).cart > first.record.cart);
    const second = await settled();
    expect(second.record).toEqual({
      cart: first.record.cart + 1,
      mail: first.record.mail,
      team: first.record.team + 1,
    });
    expect(second.sum.cart).toBe(first.sum.cart + 1);
    expect(second.sum.team).toBeGreaterThan(first.sum.team);
    expect(second.sum.mail).toBe(first.sum.mail);

    const push = () =>
      request(backend!.server)
        .post('/api/readiness/v1/facts')
        .set(
          'Authorization',
          mockCredentials.service.header({
            onBehalfOf: mockCredentials.service(ci),
            targetPluginId: 'readiness',
          }),
        )
        .send({
          items: [
            {
              collector: 'toil',
              entityRef: 'component:default/mail',
              data: toilFact.example,
            },
          ],
        })
        .expect(200);
    await push();
    await waiting(
      async () => (await looks('record')).mail > second.record.mail,
    );
    const third = await settled();
    expect(third.record).toEqual({
      cart: second.record.cart,
      mail: second.record.mail + 1,
      team: second.record.team + 1,
    });
    await push();
    expect((await settled()).record).toEqual(third.record);
  });
});
