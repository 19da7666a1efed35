import { mockServices } from '@backstage/backend-test-utils';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import { DeliveryEventInput } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import { deployed, ShopReader } from './__testUtils__/ShopReader';
import { forgetOldEvents } from './createDeliveryEvents';
import { EventIntake } from './EventIntake';
import { EventReaders } from './EventReaders';
import { EventRefusals } from './EventRefusals';
import { EventSubscription } from './EventSubscription';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const dayMs = 86_400_000;

describe.each(databases.eachSupportedId())('EventIntake, %s', id => {
  let knex: Knex;
  let now: number;
  let refreshed: string[][];
  let intake: EventIntake;
  const clock = { now: () => new Date(now) };

  const create = (ownKnex: Knex) =>
    new EventIntake({
      knex: ownKnex,
      clock,
      retentionDays: 10,
      refresh: refs => refreshed.push([...refs]),
    });

  beforeEach(async () => {
    knex = await databases.init(id);
    now = Date.now();
    refreshed = [];
    intake = create(knex);
    await knex('entities').insert(
      ['cart', 'mail'].map(name => ({
        ref: `component:default/${name}`,
        kind: 'component',
        namespace: 'default',
        name,
        owner_set_id: 1,
      })),
    );
    for (const { id: entityId, name } of await knex('entities')) {
      await knex('entity_targets').insert({
        entity_id: entityId,
        target: `service:${name}`,
      });
    }
  });
  afterEach(async () => {
    await knex.destroy();
  });

  const take = (...groups: DeliveryEventInput[][]) =>
    intake.take(groups.map(events => ({ events })));
  const stored = () => knex('delivery_events').orderBy('id').pluck('event_id');

  it('answers each by itself: all that one became is stored, or nothing', async () => {
    const cart = deployed('cart', { id: '1' });
    const answers = await intake.take([
      { events: [cart, deployed('mail', { id: '1#1' })] },
      { events: [deployed('cart', { id: '2' }), { ...cart, targets: ['x'] }] },
      { events: [] },
      { events: [], ignored: 'nobody reads it' },
      { events: [], refused: 'broken' },
      { events: [cart] },
      { events: [{ ...cart, id: '' }] },
      { events: Array.from({ length: 101 }, () => deployed('cart')) },
    ]);
    expect(answers).toEqual([
      { status: 'stored', reason: null },
      { status: 'refused', reason: 'targets.0: is not a target that is known' },
      {
        status: 'ignored',
        reason: 'It says nothing about delivery or incidents',
      },
      { status: 'ignored', reason: 'nobody reads it' },
      { status: 'refused', reason: 'broken' },
      { status: 'known', reason: null },
      { status: 'refused', reason: expect.stringMatching(/^id: /) },
      { status: 'refused', reason: 'It is read as more than 100 events' },
    ]);
    expect(await stored()).toEqual(['1', '1#1']);
    expect(refreshed).toEqual([
      ['component:default/cart', 'component:default/mail'],
    ]);
  });

  it('asks nobody to look again for what was known, or belongs to nobody', async () => {
    const cart = deployed('cart');
    await take([cart]);
    refreshed = [];
    expect(await take([cart], [deployed('unknown')])).toMatchObject([
      { status: 'known' },
      { status: 'stored' },
    ]);
    expect(refreshed).toEqual([]);
  });

  it('ties an incident together with what it stores, even if it is stopped right after that', async () => {
    const told = (eventId: string, targets: string[]): DeliveryEventInput => ({
      source: 'pd',
      id: eventId,
      at: new Date(now).toISOString(),
      targets,
      kind: 'incident',
      incident: 'q1',
      phase: eventId === '1' ? 'detected' : 'updated',
    });
    await take([told('1', ['service:cart', 'incident:pd#q1'])]);
    let isStored = false;
    knex.on('query', ({ sql }) => {
      if (isStored) {
        throw new Error('Stopped');
      }
      isStored = /^commit/i.test(sql);
    });
    await expect(take([told('2', ['of:incident:pd#q1'])])).rejects.toThrow(
      'Stopped',
    );
    knex.removeAllListeners('query');
    const targets = await knex('delivery_event_targets')
      .where({ target: 'service:cart' })
      .count({ n: '*' });
    expect(Number(targets[0].n)).toBe(2);
  });

  it('holds times against the clock and the retention', async () => {
    const at = (days: number) => new Date(now + days * dayMs).toISOString();
    const [future, today, old, older] = await take(
      ...[1.01, 0.9, -9.9, -10.1].map(days => [
        deployed('cart', { at: at(days) }),
      ]),
    );
    expect([future.reason, older.reason]).toEqual([
      'It happened more than a day from now',
      'It happened more than 10 days ago, for which events are kept',
    ]);
    expect([today.status, old.status]).toEqual(['stored', 'stored']);
    const times = await knex('delivery_events').orderBy('id').pluck('at');
    expect(times.map(Number)).toEqual([
      Date.parse(at(0.9)),
      Date.parse(at(-9.9)),
    ]);

    now += 1.5 * dayMs;
    await forgetOldEvents(knex, {
      config: { retentionDays: 10 },
      clock,
      signal: new AbortController().signal,
    });
    expect(await stored()).toHaveLength(1);
    expect(await knex('delivery_event_targets')).toHaveLength(1);
  });

  it('brings events into one form, and keeps out what no database takes', async () => {
    const others = await take(
      [deployed('cart', { id: 'a\u0000b' })],
      [deployed('cart', { source: 'a\ud800' })],
      [deployed('a\u0000b')],
      [JSON.parse('{"__proto__":{"kind":"change"},"id":"x"}')],
    );
    expect(others.map(({ status }) => status)).toEqual(
      Array.from({ length: 4 }, () => 'refused'),
    );
    await take([
      deployed('cart', {
        id: 'form',
        at: new Date(now).toUTCString(),
        targets: ['Service:CART', 'service:cart', 'repository:https://G/a.git'],
      }),
    ]);
    const [{ data }] = await knex('delivery_events').where({
      event_id: 'form',
    });
    expect(JSON.parse(data)).toMatchObject({
      at: new Date(Math.floor(now / 1_000) * 1_000).toISOString(),
      targets: ['service:cart', 'repository:https://g/a'],
      approved: null,
    });
  });

  it('stores more than one statement takes, each once, in two replicas at once', async () => {
    const groups = Array.from({ length: 1_500 }, () => [deployed('cart')]);
    const both = await Promise.all(
      [intake, create(knex)].map(each =>
        each.take(groups.map(events => ({ events }))),
      ),
    );
    const count = (status: string) =>
      both.flat().filter(answer => answer.status === status).length;
    expect([count('stored'), count('known')]).toEqual([1_500, 1_500]);
    expect(await stored()).toHaveLength(1_500);
  });

  describe('EventSubscription', () => {
    const logger = mockServices.logger.mock();
    let publish: (event: EventParams) => Promise<void>;
    let subscribed: Array<{ id: string; topics: string[] }>;

    const subscribe = async (ownIntake: EventIntake) => {
      subscribed = [];
      const handlers: Array<(event: EventParams) => Promise<void>> = [];
      const events: EventsService = {
        publish: async () => {},
        subscribe: async ({ onEvent, ...options }) => {
          subscribed.push(options);
          handlers.push(onEvent);
        },
      };
      await new EventSubscription({
        events,
        readers: new EventReaders([
          new ShopReader(),
          new ShopReader('other', ['shop', 'till']),
        ]),
        intake: ownIntake,
        refusals: new EventRefusals({ knex, clock, logger }),
        logger,
        signal: new AbortController().signal,
        pausesMs: [10, 10],
      }).start();
      publish = async event => {
        await Promise.all(handlers.map(handler => handler(event)));
      };
    };

    it('reads topics with every reader of them, once for all replicas', async () => {
      await subscribe(intake);
      expect(subscribed).toEqual([
        { id: 'readiness-delivery', topics: ['shop', 'till'] },
      ]);
      const cart = deployed('cart');
      await publish({ topic: 'till', eventPayload: { customData: [cart] } });
      await publish({ topic: 'shop', eventPayload: { customData: [cart] } });
      await publish({ topic: 'none', eventPayload: { customData: [] } });
      expect(await stored()).toEqual([cart.id]);
    });

    it('notes what is refused, a problem a reader, and without what stood in it', async () => {
      await subscribe(intake);
      for (const boom of ['secret', 'secret', 'secret']) {
        await publish({ topic: 'till', eventPayload: { boom } });
      }
      await publish({ topic: 'shop', eventPayload: { refuse: 'no id' } });
      const problems = await knex('problems').orderBy('reporter');
      expect(
        problems.map(({ reporter, subject, name, message }) => [
          reporter,
          subject,
          name,
          message.replace(/since \S+:/, 'since then:'),
        ]),
      ).toEqual([
        [
          'events/other',
          'collector',
          'Shop events',
          "An event of the topic 'till' was refused, the 1. since then: 'other' could not read it",
        ],
        [
          'events/shop',
          'collector',
          'Shop events',
          "An event of the topic 'shop' was refused, the 1. since then: no id",
        ],
      ]);
      now += 120_000;
      await publish({ topic: 'till', eventPayload: { boom: 'secret' } });
      const refusals = new EventRefusals({ knex, clock, logger });
      await refusals.forgetOld();
      expect(await knex('problems').pluck('message')).toEqual(
        expect.arrayContaining([expect.stringContaining('the 5. since')]),
      );
      now += dayMs + 1;
      await refusals.forgetOld();
      expect(await knex('problems')).toEqual([]);
      expect(JSON.stringify(logger.warn.mock.calls)).not.toContain('secret');
    });

    it('tries again while the database is away, and throws in the end', async () => {
      let failures = 2;
      const away = create(
        new Proxy(knex, {
          get: (target, name, receiver) => {
            if (name === 'transaction' && failures > 0) {
              failures -= 1;
              return async () => {
                throw new Error('connection refused');
              };
            }
            return Reflect.get(target, name, receiver);
          },
        }),
      );
      await subscribe(away);
      const cart = deployed('cart');
      const event = { topic: 'till', eventPayload: { customData: [cart] } };
      await publish(event);
      expect(await stored()).toEqual([cart.id]);
      failures = 3;
      await expect(publish(event)).rejects.toThrow('connection refused');
    });
  });
});
