import {
  deliveryFact,
  DeliveryEventInput,
  incidentsFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { defaultDeliveryRules } from '@team-readiness/backstage-plugin-readiness-engine';
import {
  Collector,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { describeCollector } from '@team-readiness/backstage-plugin-readiness-node/testUtils';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { putEvents } from '../../database/__testUtils__/putEvents';
import {
  RecordInstallation,
  recordNow as now,
} from '../trackRecord/__testUtils__/RecordInstallation';
import { DeliveryCollector } from './DeliveryCollector';
import { IncidentsCollector } from './IncidentsCollector';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const common = { rules: defaultDeliveryRules, timeZone: 'Europe/Berlin' };
const hourMs = 3_600_000;

const component = (name: string) => `component:default/${name}`;
const group = (name: string) => `group:default/${name}`;
const ago = (hours: number) =>
  new Date(now.getTime() - hours * hourMs).toISOString();

let count = 0;
const origin = (names: string[]) => {
  count += 1;
  return {
    source: 'https://ci.example.org',
    id: String(count),
    targets: names.map(name => `entity:${component(name)}`),
  };
};
const deployed = (names: string[], hours: number): DeliveryEventInput => ({
  ...origin(names),
  kind: 'deployment',
  deployment: `deployment-${hours}`,
  at: ago(hours),
  status: 'succeeded',
  environment: 'production',
});
const detected = (
  names: string[],
  incident: string,
  hours: number,
): DeliveryEventInput => ({
  ...origin(names),
  kind: 'incident',
  incident,
  phase: 'detected',
  at: ago(hours),
  severity: 'P1',
});

/** Shop owns checkout and cart, its child team pay owns ledger; nobody has an event of idle. */
async function install(knex: Knex): Promise<RecordInstallation> {
  const installation = new RecordInstallation(knex);
  await installation.putGroup('shop');
  await installation.putGroup('pay', ['shop']);
  await installation.putGroup('rest');
  await installation.putComponent('checkout', group('shop'));
  await installation.putComponent('cart', group('shop'));
  await installation.putComponent('ledger', group('pay'));
  await installation.putComponent('idle', group('rest'));
  await putEvents(knex, [
    deployed(['checkout'], 30 * 24),
    deployed(['checkout', 'cart'], 48),
    detected(['checkout', 'cart'], 'INC-1', 47),
    detected(['ledger'], 'INC-2', 5),
  ]);
  return installation;
}

/** Takes a table away, and puts it back. */
const withoutTable = (knex: () => Knex, table: string) => ({
  name: `${table} is gone`,
  apply: async () => {
    await knex().schema.renameTable(table, 'elsewhere');
    return async () => {
      await knex().schema.renameTable('elsewhere', table);
    };
  },
});

/** An event comes late, and is forgotten again. */
const lateEvent = (knex: () => Knex, event: DeliveryEventInput) => ({
  name: 'an event comes late',
  apply: async () => {
    await putEvents(knex(), [event]);
    return async () => {
      for (const table of ['delivery_event_targets', 'delivery_events']) {
        const column = table === 'delivery_events' ? 'id' : 'event_id';
        const [{ last }] = await knex()('delivery_events').max('id as last');
        await knex()(table).where(column, last).delete();
      }
    };
  },
});

describe.each(databases.eachSupportedId())('on %s', id => {
  let knex: Knex;
  let installation: RecordInstallation;
  const targets = (...refs: string[]) =>
    refs.map(ref => installation.target(ref));

  async function collect(
    collector: Collector,
    refs: string[],
    revisions: ReadonlyMap<string, string> = new Map(),
  ): Promise<Map<string, Observation>> {
    const { signal } = new AbortController();
    const run = await collector.open({ now, signal });
    const observations = await run.collect(
      targets(...refs).map(target => ({
        ...target,
        revision: revisions.get(target.entityRef),
      })),
      { signal },
    );
    return new Map(observations.map(it => [it.entityRef, it]));
  }
  const dataOf = (observation: Observation | undefined) =>
    observation?.status === 'observed' ? observation.data : undefined;
  const revisionsOf = (observations: Map<string, Observation>) =>
    new Map(
      [...observations].flatMap(([ref, it]): [string, string][] =>
        it.status === 'observed' && it.revision ? [[ref, it.revision]] : [],
      ),
    );

  beforeAll(async () => {
    knex = await databases.init(id);
    installation = await install(knex);
  });

  describeCollector('delivery', {
    create: () => new DeliveryCollector({ ...common, knex, windowDays: 90 }),
    targets: () =>
      targets(component('checkout'), component('cart'), component('idle')),
    now,
    fact: deliveryFact,
    breakages: [
      withoutTable(() => knex, 'delivery_event_targets'),
      withoutTable(() => knex, 'entity_targets'),
    ],
    changes: [lateEvent(() => knex, deployed(['cart'], 300))],
  });

  describeCollector('incidents', {
    create: () => new IncidentsCollector({ ...common, knex }),
    targets: () =>
      targets(component('checkout'), component('idle'), group('shop')),
    now,
    fact: incidentsFact,
    breakages: [withoutTable(() => knex, 'delivery_event_targets')],
    changes: [lateEvent(() => knex, detected(['cart'], 'INC-3', 200))],
  });

  describe('what is observed', () => {
    const delivery = (more: { maxEvents?: number } = {}) =>
      new DeliveryCollector({ ...common, knex, windowDays: 90, ...more });
    const incidents = (more: { maxEvents?: number } = {}) =>
      new IncidentsCollector({ ...common, knex, ...more });

    beforeEach(async () => {
      knex = await databases.init(id);
      installation = await install(knex);
    });

    it('is each entity that has events, by its own', async () => {
      const found = await collect(delivery(), [
        component('checkout'),
        component('cart'),
        component('idle'),
        component('unknown'),
      ]);
      expect(dataOf(found.get(component('checkout')))).toMatchObject({
        since: '2026-05-16',
        days: 31,
        deploymentFrequency: { samples: 2 },
        changeFailRate: { measured: true, percent: 50, samples: 2 },
      });
      expect(dataOf(found.get(component('cart')))).toMatchObject({
        changeFailRate: { percent: 100, samples: 1 },
      });
      expect(found.get(component('idle'))?.status).toBe('absent');
      expect(found.get(component('unknown'))?.status).toBe('absent');
    });

    it('is, of a group, the incidents of all that it and its child groups own, each once', async () => {
      const found = await collect(incidents(), [
        group('shop'),
        group('pay'),
        group('rest'),
        component('cart'),
      ]);
      const listed = (ref: string) =>
        (dataOf(found.get(ref))?.incidents as Array<{ id: string }>)?.map(
          it => it.id,
        );
      expect(listed(group('shop'))).toEqual(['INC-2', 'INC-1']);
      expect(listed(group('pay'))).toEqual(['INC-2']);
      expect(listed(component('cart'))).toEqual(['INC-1']);
      expect(found.get(group('rest'))?.status).toBe('absent');
    });

    it('is unchanged until an event comes, an owner changes or the day ends', async () => {
      const refs = [component('checkout'), component('cart')];
      const first = revisionsOf(await collect(delivery(), refs));
      const statusOf = async (
        collector: Collector,
        ref: string,
        revisions: Map<string, string>,
      ) => (await collect(collector, [ref], revisions)).get(ref)?.status;
      await putEvents(knex, [deployed(['cart'], 24 * 395)]);
      expect(await statusOf(delivery(), refs[0], first)).toBe('unchanged');
      expect(await statusOf(delivery(), refs[1], first)).toBe('observed');

      const { signal } = new AbortController();
      const tomorrow = await delivery().open({
        now: new Date(now.getTime() + 24 * hourMs),
      });
      const [next] = await tomorrow.collect(
        targets(refs[0]).map(it => ({ ...it, revision: first.get(refs[0]) })),
        { signal },
      );
      expect(next.status).toBe('observed');

      const before = revisionsOf(await collect(incidents(), [group('rest')]));
      expect(before.size).toBe(0);
      const shop = revisionsOf(await collect(incidents(), [group('shop')]));
      expect(await statusOf(incidents(), group('shop'), shop)).toBe(
        'unchanged',
      );
      await knex('entities')
        .where({ ref: component('ledger') })
        .update({
          owner_set_id: knex('owner_sets')
            .select('id')
            .where({ owners: group('rest') }),
        });
      expect(await statusOf(incidents(), group('shop'), shop)).toBe('observed');
      expect(await statusOf(incidents(), group('rest'), before)).toBe(
        'observed',
      );
    });

    it('costs the same number of statements for one entity and for many', async () => {
      const statements = async (collector: Collector, refs: string[]) => {
        let made = 0;
        const note = () => {
          made += 1;
        };
        knex.on('query', note);
        const found = await collect(collector, refs);
        const observed = made;
        made = 0;
        await collect(collector, refs, revisionsOf(found));
        knex.off('query', note);
        return { observed, unchanged: made };
      };
      const one = [component('checkout')];
      const many = [...one, component('cart'), component('ledger')];
      for (const collector of [delivery(), incidents()]) {
        const few = await statements(collector, one);
        expect(await statements(collector, many)).toEqual(few);
        expect(few).toEqual({ observed: 4, unchanged: 2 });
      }
    });

    it('is of the newest events, with a problem, where there are too many', async () => {
      await putEvents(
        knex,
        Array.from({ length: 100 }, (_, index) =>
          deployed(['ledger'], index * 24),
        ),
      );
      const refs = [component('checkout'), component('ledger')];
      const found = await collect(delivery({ maxEvents: 30 }), refs);
      const ledger = found.get(refs[1]);
      // 400 days are halved until no more than 30 events are in them: to 25 days.
      expect(dataOf(ledger)).toMatchObject({
        days: 25,
        since: '2026-03-08',
        deploymentFrequency: { samples: 25 },
      });
      expect(ledger?.problems).toMatchObject([
        {
          reporter: 'delivery',
          entityRef: refs[1],
          message:
            'It has more than 30 events in 90 days: only those of the last 25 days are counted.',
        },
      ]);
      expect(dataOf(found.get(refs[0]))).toMatchObject({ days: 31 });
      expect(found.get(refs[0])?.problems).toEqual([]);
    });

    it('is a failure where even an hour has too many, and of this entity alone', async () => {
      await putEvents(
        knex,
        Array.from({ length: 12 }, (_, index) =>
          detected(['cart'], `INC-${index}`, 0),
        ).map(event => ({ ...event, at: '2026-06-15T21:59:30.000Z' })),
      );
      const refs = [component('cart'), component('ledger'), group('shop')];
      const found = await collect(incidents({ maxEvents: 10 }), refs);
      expect(refs.map(ref => found.get(ref)?.status)).toEqual([
        'failed',
        'observed',
        'failed',
      ]);
      const deliveries = await collect(delivery({ maxEvents: 10 }), refs);
      expect(deliveries.get(refs[0])?.status).toBe('failed');
      expect(deliveries.get(refs[1])?.status).toBe('observed');
    });

    it('is, of an entity whose events are older than all that counts, that nothing is measured', async () => {
      await putEvents(knex, [deployed(['idle'], 24 * 900)]);
      const found = await collect(delivery(), [component('idle')]);
      expect(dataOf(found.get(component('idle')))).toMatchObject({
        days: 90,
        since: '2023-12-28',
        deploymentFrequency: { measured: false, samples: 0 },
        production: [],
      });
    });
  });
});
