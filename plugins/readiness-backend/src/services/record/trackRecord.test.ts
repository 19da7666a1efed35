import {
  DeliveryEventInput,
  TrackRecordEntry,
  TrackRecordQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import {
  asUser,
  createTestServices,
  TestPolicy,
} from '../__testUtils__/createTestServices';
import { groupRef, Organisation } from '../__testUtils__/Organisation';
import {
  decisions,
  deployment,
  impactEntry,
  incident,
  putFacts,
  record,
} from '../__testUtils__/recordedOrganisation';

jest.setTimeout(120_000);

const databases = MigratedDatabases.create();
const names = ['shop', 'cart', 'secret'];
const refOf = (name: string) => `component:default/${name}`;
const team = { kind: 'group', namespace: 'default', name: 'team' };
const hides: TestPolicy['hides'] = ref => ref === refOf('secret');

const entity = (name: string, owner = 'team') => ({
  name,
  title: name.toUpperCase(),
  tier: 3,
  owners: [groupRef(owner)],
  readmeWords: 10 as number | null,
  runbookSections: ['impact'],
});

const day = (number: number) => String(number).padStart(2, '0');

/** Of each entity 25 deployments, of which the seventh is rolled back, and an incident. */
function eventsOf(ref: string): DeliveryEventInput[] {
  const deployments = Array.from({ length: 25 }, (_, index) =>
    deployment(ref, `${ref} d${index}`, `2026-10-${day(index + 1)}T09:00:00Z`),
  );
  return [
    ...deployments,
    deployment(ref, `${ref} d7`, '2026-10-08T11:30:00Z', {
      status: 'rolled-back',
    }),
    incident(ref, `INC of ${ref}`, 'detected', '2026-11-02T02:00:00Z', {
      title: 'Orders | lost',
      severity: 'P2',
      url: 'https://status.example.org/1',
    }),
    incident(ref, `INC of ${ref}`, 'mitigated', '2026-11-02T03:30:00Z'),
  ];
}

describe.each(databases.eachSupportedId())('track record, %s', databaseId => {
  let knex: Knex;
  let organisation: Organisation;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    organisation = new Organisation(knex);
    await organisation.write(
      [{ name: 'team' }, { name: 'child', parent: 'team' }, { name: 'others' }],
      [
        entity('shop'),
        entity('cart', 'child'),
        entity('secret'),
        entity('other', 'others'),
      ],
    );
    for (const name of [...names, 'other']) {
      await putFacts(organisation, refOf(name), {
        decisions: decisions(
          name,
          { date: '2026-10-08', title: `About ${name}` },
          { date: '2026-11-01', title: `Later about ${name}` },
        ),
        impact: {
          entries: [{ ...impactEntry, url: `https://git.example.org/${name}` }],
          broken: 0,
        },
      });
    }
    await record(
      organisation,
      [...names, 'other'].map(refOf).flatMap(eventsOf),
    );
    organisation.now += 2 * 3_600_000;
    await organisation.write(
      [],
      [{ ...entity('shop'), readmeWords: 500 }, entity('cart', 'child')],
    );
  });
  afterAll(() => knex.destroy());

  const read = (query: TrackRecordQuery = {}, policy: TestPolicy = {}) =>
    createTestServices(organisation, policy).record.getTrackRecord(
      team,
      query,
      asUser,
    );

  async function readAll(
    query: TrackRecordQuery,
    policy: TestPolicy = {},
    between: () => Promise<void> = async () => {},
  ): Promise<TrackRecordEntry[]> {
    const services = createTestServices(organisation, policy);
    const items: TrackRecordEntry[] = [];
    let cursor: string | undefined;
    do {
      const page = await services.record.getTrackRecord(
        team,
        { ...query, cursor },
        asUser,
      );
      items.push(...page.items);
      cursor = page.nextCursor ?? undefined;
      await between();
    } while (cursor);
    return items;
  }

  it('tells what happened, in plain words, newest first', async () => {
    const { items, hidden, nextCursor } = await createTestServices(
      organisation,
    ).record.getTrackRecord(
      { kind: 'component', namespace: 'default', name: 'shop' },
      {},
      asUser,
    );
    expect([hidden, nextCursor]).toEqual([0, null]);
    const label = { ref: refOf('shop'), title: 'SHOP' };
    expect(items.map(({ key, ...item }) => item)).toMatchObject([
      {
        kind: 'level-change',
        at: '2026-11-21T10:00:00.000Z',
        title: 'Rose to Running',
        about: 'Service readiness',
        details: 'From Not yet at 1 to Running: what is observed changed.',
        levelChange: {
          from: { level: 0, levelName: 'Not yet at 1' },
          to: { level: 1, levelName: 'Running' },
          cause: 'data',
        },
        entity: label,
        complete: null,
        link: null,
        minutes: null,
      },
      {
        kind: 'incident',
        at: '2026-11-02T02:00:00.000Z',
        title: 'Orders | lost',
        about: `INC of ${refOf('shop')}`,
        details: 'Severity 2, mitigated after 1 h 30 min.',
        link: 'https://status.example.org/1',
        minutes: 90,
        complete: null,
      },
      {
        kind: 'adr',
        at: '2026-11-01',
        title: 'Later about shop',
        details: 'Accepted.',
        complete: true,
        link: null,
      },
      {
        kind: 'deployment-failed',
        at: '2026-10-08T09:00:00.000Z',
        about: 'production',
        details: 'Rolled back; recovered after 2 h 30 min.',
      },
      { kind: 'adr', at: '2026-10-08', title: 'About shop' },
      {
        kind: 'impact',
        at: '2026-08-20',
        title: 'monthly spend on storage',
        details: 'From 840 to 310 EUR.',
        link: 'https://git.example.org/shop',
        complete: true,
      },
    ]);
    expect(new Set(items.map(({ key }) => key)).size).toBe(items.length);
  });

  it('counts by kind before paging, single deployments too', async () => {
    const { items, counts } = await read({ limit: 1 });
    expect(items).toHaveLength(1);
    expect(Object.fromEntries(counts.map(it => [it.kind, it.count]))).toEqual({
      adr: 6,
      deployment: 72,
      'deployment-failed': 3,
      impact: 3,
      incident: 3,
      'level-change': 1,
    });
  });

  it('gives everything once and in order, page by page', async () => {
    const entry: TrackRecordQuery['entry'] = [
      'deployment',
      'deployment-failed',
      'adr',
      'incident',
      'impact',
      'level-change',
    ];
    const whole = (await read({ entry, limit: 500 })).items;
    expect(whole).toHaveLength(88);
    for (const limit of [1, 7, 88]) {
      expect(await readAll({ entry, limit })).toEqual(whole);
    }
    const times = whole.map(({ at }) => Date.parse(at));
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it('pages on while entries are added', async () => {
    const entry: TrackRecordQuery['entry'] = ['deployment'];
    const before = (await read({ entry, limit: 500 })).items;
    let added = 0;
    const pages = await readAll({ entry, limit: 10 }, {}, async () => {
      added += 1;
      await record(organisation, [
        deployment(refOf('cart'), `late ${added}`, '2026-11-20T09:00:00Z'),
        deployment(refOf('cart'), `early ${added}`, '2026-09-01T09:00:00Z'),
      ]);
    });
    expect(added).toBeGreaterThan(7);
    const keys = pages.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const known = new Set(before.map(({ key }) => key));
    expect(pages.filter(({ key }) => known.has(key))).toEqual(before);
    // What is newer than where one is comes at the next visit.
    expect(pages.some(({ title }) => title.includes('late'))).toBe(false);
    await knex('delivery_events')
      .where('event_id', 'like', '% late %')
      .delete();
    await knex('delivery_events')
      .where('event_id', 'like', '% early %')
      .delete();
    await knex('delivery_event_targets')
      .whereNotIn('event_id', knex('delivery_events').select('id'))
      .delete();
    await record(organisation);
    expect((await read({ entry, limit: 500 })).items).toEqual(before);
  });

  it('takes days from the first to the last one', async () => {
    const { items, counts } = await read({
      from: '2026-10-08',
      to: '2026-11-01',
      entry: ['adr', 'deployment', 'deployment-failed'],
      limit: 500,
    });
    const days = items.map(({ at }) => at.slice(0, 10));
    expect(days[0]).toBe('2026-11-01');
    expect(days[days.length - 1]).toBe('2026-10-08');
    expect(counts).toEqual([
      { kind: 'adr', count: 6 },
      { kind: 'deployment', count: 51 },
      { kind: 'deployment-failed', count: 3 },
    ]);
  });

  it.each([
    { from: '2026-02-30' },
    { to: 'yesterday' },
    { from: '2026-02-02', to: '2026-02-01' },
    { cursor: 'nonsense' },
  ])('refuses %j', async query => {
    await expect(read(query)).rejects.toMatchObject({ name: 'InputError' });
  });

  it('takes no cursor of another filter', async () => {
    const { nextCursor } = await read({ limit: 1 });
    await expect(
      read({ limit: 1, from: '2026-10-01', cursor: nextCursor ?? '' }),
    ).rejects.toMatchObject({ name: 'InputError' });
  });

  it('shows a viewer what a recount of the visible entities gives, and nothing of others', async () => {
    const all = await readAll({ limit: 500 });
    const seen = await readAll({ limit: 3 }, { hides });
    expect(seen).toEqual(all.filter(it => it.entity.ref !== refOf('secret')));
    const page = await read({}, { hides });
    expect(page.hidden).toBe(1);
    expect(page.counts).toEqual([
      { kind: 'adr', count: 4 },
      { kind: 'deployment', count: 48 },
      { kind: 'deployment-failed', count: 2 },
      { kind: 'impact', count: 2 },
      { kind: 'incident', count: 2 },
      { kind: 'level-change', count: 1 },
    ]);
    expect(JSON.stringify(page)).not.toContain('secret');
    const under = await read({}, { hides: () => false });
    expect(under).toEqual(await read());
  });

  it('is not found for a group or an entity that the reader may not see', async () => {
    for (const hidden of [groupRef('team'), refOf('shop')]) {
      const services = createTestServices(organisation, {
        hides: ref => ref === hidden,
      });
      const [kind, name] = [hidden.split(':')[0], hidden.split('/')[1]];
      const options = { kind, namespace: 'default', name };
      const { record: service } = services;
      for (const ask of [
        () => service.getTrackRecord(options, {}, asUser),
        () => service.getDelivery(options, {}, asUser),
        () => service.getImpactBrief(options, {}, asUser),
      ]) {
        await expect(ask()).rejects.toMatchObject({ name: 'NotFoundError' });
      }
    }
  });

  it('tells since when the visible entities are complete', async () => {
    expect((await read()).since).toBeNull();
    const facts = knex('facts').where({ collector: 'track-record' });
    const stored = await facts.clone();
    for (const row of stored) {
      const unread =
        row.entity_id === organisation.idOf(refOf('secret')) ? ['adr'] : [];
      const since = '2025-12-01';
      await knex('facts')
        .where({ entity_id: row.entity_id, collector: row.collector })
        .update({
          data: JSON.stringify({ ...JSON.parse(row.data), since, unread }),
        });
    }
    expect((await read()).since).toBeNull();
    expect((await read({}, { hides })).since).toBe('2025-12-01');
  });

  it('tells of levels to the team that owned the entity then', async () => {
    const levels: TrackRecordQuery = { entry: ['level-change'] };
    const shop = entity('shop', 'others');
    await organisation.write([], [{ ...shop, readmeWords: 500 }]);
    expect((await read(levels)).items).toMatchObject([
      { title: 'Rose to Running', entity: { ref: refOf('shop') } },
    ]);
    organisation.now += 3_600_000;
    await organisation.write([], [shop]);
    expect((await read(levels)).items).toHaveLength(1);
    const { items } = await createTestServices(
      organisation,
    ).record.getTrackRecord({ ...team, name: 'others' }, levels, asUser);
    expect(items.map(({ title }) => title)).toEqual(['Fell to Not yet at 1']);
  });

  it('puts the last of several changes of an hour first', async () => {
    const levels: TrackRecordQuery = { entry: ['level-change'], limit: 1 };
    const id = organisation.idOf(refOf('shop'));
    const [change] = await knex('level_transitions').where({ entity_id: id });
    const at = organisation.now + 3_600_000;
    const climb = [
      { ...change, id: 9_009, at, from_level: 0, to_level: 1 },
      { ...change, id: 90_010, at, from_level: 1, to_level: 2 },
    ];
    const [{ owner_set_id }] = await knex('entities').where({
      ref: refOf('cart'),
    });
    await knex('level_transitions').insert(
      climb.map(row => ({ ...row, owner_set_id })),
    );
    const first = await read(levels);
    const second = await read({ ...levels, cursor: first.nextCursor! });
    expect([...first.items, ...second.items].map(({ key }) => key)).toEqual([
      'level-000000090010',
      'level-000000009009',
    ]);
    await knex('level_transitions').whereIn('id', [9_009, 90_010]).del();
  });

  it('tells a team of levels of Components and Resources only, as it counts those that are hidden', async () => {
    const levels: TrackRecordQuery = { entry: ['level-change'] };
    const before = await read(levels);
    const id = organisation.idOf(refOf('shop'));
    const [api] = await knex('entities').where({ id });
    const [change] = await knex('level_transitions').where({ entity_id: id });
    await knex('entities').insert({
      ...api,
      id: 9_000,
      kind: 'api',
      ref: 'api:default/orders',
      name: 'orders',
    });
    await knex('level_transitions').insert({
      ...change,
      id: 9_000,
      entity_id: 9_000,
    });
    expect(await read(levels)).toEqual(before);
    await knex('level_transitions').where({ id: 9_000 }).del();
    await knex('entities').where({ id: 9_000 }).del();
  });
});
