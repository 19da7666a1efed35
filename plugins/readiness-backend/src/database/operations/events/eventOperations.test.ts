import {
  DeliveryEvent,
  deliveryEventSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { removeEntities } from '../entities/removeEntities';
import { replaceEntityTargets } from '../entities/replaceEntityTargets';
import { selectIncidentMarks } from '../incidents';
import {
  deleteOldEvents,
  insertEvents,
  linkIncidentEvents,
  selectEntityEvents,
  selectEventEntities,
  selectEventMarks,
} from '.';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const receivedAt = new Date('2026-11-20T08:00:00Z');
const minute = (n: number) =>
  new Date(Date.UTC(2026, 9, 1) + n * 60_000).toISOString();
const always = { from: new Date(0), to: new Date('2030-01-01T00:00:00Z') };

function deployment(
  id: string,
  at: number,
  targets: string[],
  more: object = {},
): DeliveryEvent {
  return deliveryEventSchema.parse({
    source: 'ci',
    id,
    at: minute(at),
    targets,
    kind: 'deployment',
    deployment: id,
    status: 'succeeded',
    environment: 'production',
    ...more,
  });
}

function incident(id: string, at: number, targets: string[]): DeliveryEvent {
  return deliveryEventSchema.parse({
    source: 'pd',
    id,
    at: minute(at),
    targets,
    kind: 'incident',
    incident: 'Q1',
    phase: 'updated',
  });
}

/** What PostgreSQL says of a step, and of those below it. */
interface Plan {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  Plans?: Plan[];
}

interface PlanRoot {
  Plan: Plan;
}

/** Rows of targets of events that were gone through. */
function rowsOf(plan: Plan): number {
  const own =
    plan['Relation Name'] === 'delivery_event_targets'
      ? plan['Actual Rows'] * plan['Actual Loops']
      : 0;
  return (plan.Plans ?? []).reduce((sum, each) => sum + rowsOf(each), own);
}

describe.each(databases.eachSupportedId())('events, %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
  });
  afterEach(async () => {
    await knex.destroy();
  });

  /** Entities by name, each with its targets. */
  const putEntities = async (entities: Record<string, string[]>) => {
    const names = Object.keys(entities);
    await knex('entities').insert(
      names.map(name => ({
        ref: `component:default/${name}`,
        kind: 'component',
        namespace: 'default',
        name,
        owner_set_id: 1,
      })),
    );
    const rows = await knex('entities').orderBy('id');
    const ids = new Map<string, number>(rows.map(row => [row.name, row.id]));
    await replaceEntityTargets(knex, {
      entityIds: names.map(name => ids.get(name)!),
      targets: names.flatMap(name =>
        entities[name].map(target => ({ entity_id: ids.get(name)!, target })),
      ),
    });
    return names.map(name => ids.get(name)!);
  };
  const put = (...events: DeliveryEvent[]) =>
    knex.transaction(trx => insertEvents(trx, { events, receivedAt }));
  const read = async (
    entityIds: number[],
    more: Partial<Parameters<typeof selectEntityEvents>[1]> = {},
  ) => {
    const found: Array<[number, string]> = [];
    for await (const { entityIds: having, event } of selectEntityEvents(knex, {
      ...always,
      entityIds,
      ...more,
    })) {
      having.forEach(entityId => found.push([entityId, event.id]));
    }
    return found.sort(([one], [other]) => one - other);
  };

  it('stores an event once, by source and id', async () => {
    const first = await put(
      deployment('1', 5, ['service:a']),
      deployment('2', 6, ['service:a'], { source: 'other' }),
    );
    expect(first.map(({ isNew }) => isNew)).toEqual([true, true]);
    const second = await put(
      deployment('2', 6, ['service:a']),
      deployment('1', 9, ['service:b']),
    );
    expect(second.map(({ isNew }) => isNew)).toEqual([true, false]);
    expect(second[1].id).toBe(first[0].id);
    expect(await knex('delivery_events').count({ n: '*' })).toEqual([
      { n: id.startsWith('POSTGRES') ? '3' : 3 },
    ]);
    expect(
      await knex('delivery_event_targets').orderBy('event_id').pluck('target'),
    ).toEqual(['service:a', 'service:a', 'service:a']);
    expect(await put()).toEqual([]);
  });

  it('stores what two send at the same time once', async () => {
    const events = Array.from({ length: 40 }, (_, index) =>
      deployment(`${index}`, index, ['service:a']),
    );
    const both = await Promise.all([put(...events), put(...events)]);
    expect(both.flat().filter(({ isNew }) => isNew)).toHaveLength(40);
    expect(both[0].map(it => it.id)).toEqual(both[1].map(it => it.id));
  });

  it('reads by entity, time and arrival, late ones in their place, each once', async () => {
    const [a, b] = await putEntities({
      a: ['service:a', 'entity:component:default/a'],
      b: ['service:b'],
    });
    await put(
      deployment('late', 30, ['service:a', 'entity:component:default/a']),
      deployment('same 1', 20, ['service:a', 'service:b']),
      deployment('same 2', 20, ['service:b']),
      incident('incident', 25, ['service:a']),
      deployment('other', 1, ['service:c']),
    );
    await put(deployment('early', 10, ['service:a']));
    expect(await read([b, a])).toEqual([
      [a, 'early'],
      [a, 'same 1'],
      [a, 'incident'],
      [a, 'late'],
      [b, 'same 1'],
      [b, 'same 2'],
    ]);
    expect(
      await read([a], {
        from: new Date(minute(20)),
        to: new Date(minute(30)),
        kinds: ['deployment'],
      }),
    ).toEqual([[a, 'same 1']]);
    expect(await read([])).toEqual([]);
    const marks = await selectEventMarks(knex, { entityIds: [a, b, 9_999] });
    expect(marks.size).toBe(2);
    expect(marks.get(a)).toEqual({
      since: new Date(minute(10)),
      // One of them by two targets.
      count: 5,
      lastId: expect.any(Number),
    });
    expect(marks.get(a)!.lastId).toBeGreaterThan(marks.get(b)!.lastId);
  });

  it('counts what came before its entity was in the catalog, and nothing after it left', async () => {
    await put(deployment('1', 1, ['service:a']));
    const [a] = await putEntities({ a: ['service:a'] });
    expect(await read([a])).toEqual([[a, '1']]);
    await replaceEntityTargets(knex, {
      entityIds: [a],
      targets: [{ entity_id: a, target: 'service:b' }],
    });
    expect(await read([a])).toEqual([]);
    await removeEntities(knex, { entityIds: [a], at: receivedAt });
    expect(await knex('entity_targets')).toEqual([]);
  });

  it('takes a repository for all its entities, unless the event names one of the catalog', async () => {
    const repository = 'repository:https://git.example/mono';
    const [a, b, c] = await putEntities({
      a: [repository, 'service:a'],
      b: [repository, 'service:b'],
      c: ['service:c'],
    });
    const inserted = await put(
      deployment('all', 1, [repository]),
      deployment('a alone', 2, [repository, 'service:a']),
      deployment('elsewhere', 3, [repository, 'service:c']),
      deployment('unknown', 4, [repository, 'service:unknown']),
    );
    expect(await read([a, b, c])).toEqual([
      [a, 'all'],
      [a, 'a alone'],
      [a, 'unknown'],
      [b, 'all'],
      [b, 'unknown'],
      [c, 'elsewhere'],
    ]);
    expect(
      [...(await selectEventMarks(knex, { entityIds: [a, b, c] }))].map(
        ([entityId, { count }]) => [entityId, count],
      ),
    ).toEqual(
      expect.arrayContaining([
        [a, 3],
        [b, 2],
        [c, 1],
      ]),
    );
    const refs = (index: number, limit = 10) =>
      selectEventEntities(knex, { eventIds: [inserted[index].id], limit });
    expect(await refs(0)).toEqual([
      'component:default/a',
      'component:default/b',
    ]);
    expect(await refs(1)).toEqual(['component:default/a']);
    expect(await refs(2)).toEqual(['component:default/c']);
    expect(await refs(3, 1)).toEqual(['component:default/a']);
    // The catalog learns of it: the repository says nothing any more.
    await putEntities({ d: ['service:unknown'] });
    expect(await read([b])).toEqual([[b, 'all']]);
  });

  it.each(['before', 'after'])(
    'gives what names only its incident the targets of the incident, told %s',
    async order => {
      const [a] = await putEntities({ a: ['service:a'] });
      const update = incident('update', 3, ['of:incident:pd#q1']);
      const told = incident('told', 2, ['service:a', 'incident:pd#q1']);
      const other = incident('other', 2, ['service:a', 'incident:pd#q2']);
      const events =
        order === 'before' ? [told, other, update] : [update, other, told];
      for (const event of events) {
        const [{ id: eventId }] = await put(event);
        await linkIncidentEvents(knex, { eventIds: [eventId] });
        await linkIncidentEvents(knex, { eventIds: [eventId] });
      }
      expect((await read([a])).map(([, name]) => name).sort()).toEqual([
        'other',
        'told',
        'update',
      ]);
      await linkIncidentEvents(knex, { eventIds: [] });
    },
  );

  it('gives an incident that moves on to another service whole to both', async () => {
    const ids = await putEntities({
      a: ['pagerduty:a'],
      b: ['pagerduty:b'],
      c: ['pagerduty:c'],
    });
    for (const event of [
      incident('triggered', 1, ['pagerduty:a', 'incident:pd#q1']),
      incident('update', 2, ['of:incident:pd#q1']),
      incident('moved', 3, ['pagerduty:b', 'incident:pd#q1']),
      incident('resolved', 4, ['pagerduty:b', 'incident:pd#q1']),
      incident('other', 5, ['pagerduty:c', 'incident:pd#q2']),
    ]) {
      const [{ id: eventId }] = await put(event);
      await linkIncidentEvents(knex, { eventIds: [eventId] });
    }
    const whole = ['triggered', 'update', 'moved', 'resolved'];
    expect(await read(ids)).toEqual([
      ...whole.map(name => [ids[0], name]),
      ...whole.map(name => [ids[1], name]),
      [ids[2], 'other'],
    ]);
  });

  it('reads many events by pages, as if there were none', async () => {
    const ids = await putEntities({
      many: ['service:x', 'service:y'],
      few: ['service:z'],
      none: ['service:none'],
      some: ['service:y'],
    });
    const events = Array.from({ length: 600 }, (_, index) =>
      deployment(
        `${index}`,
        // Several at the same time, in no order.
        (index * 7) % 97,
        [['service:x', 'service:y'], ['service:y'], ['service:x']][index % 3],
      ),
    );
    await put(...events, deployment('z', 5, ['service:z']));
    const whole = await read(ids);
    expect(whole.filter(([entityId]) => entityId === ids[0])).toHaveLength(600);
    expect(whole.filter(([entityId]) => entityId === ids[3])).toHaveLength(400);
    const queries: string[] = [];
    knex.on('query', ({ sql }) => queries.push(sql));
    for (const pageSize of [7, 100, 599, 800]) {
      queries.length = 0;
      expect(await read(ids, { pageSize })).toEqual(whole);
      // One that counts, and the pages: some last ones are not full.
      expect(queries.length).toBeLessThanOrEqual(1 + 1_001 / pageSize + 4);
    }
  });

  it('reads pages of a repository of which most is about another entity', async () => {
    const repository = 'repository:https://git.example/mono';
    const [a, b] = await putEntities({
      a: [repository, 'service:a'],
      b: [repository],
    });
    await put(
      ...Array.from({ length: 120 }, (_, index) =>
        deployment(`${index}`, index % 50, [
          repository,
          ...(index % 9 ? ['service:a'] : []),
        ]),
      ),
    );
    const whole = await read([a, b]);
    expect(whole.filter(([entityId]) => entityId === a)).toHaveLength(120);
    expect(whole.filter(([entityId]) => entityId === b)).toHaveLength(14);
    for (const pageSize of [1, 2, 3, 10, 119]) {
      expect(await read([a, b], { pageSize })).toEqual(whole);
    }
  });

  it('leaves what comes while it reads to the next reader', async () => {
    const [a] = await putEntities({ a: ['service:a'] });
    await put(
      ...[1, 2, 3, 4].map(at => deployment(`${at}`, at, ['service:a'])),
    );
    const found: string[] = [];
    for await (const { event } of selectEntityEvents(knex, {
      ...always,
      entityIds: [a],
      pageSize: 2,
    })) {
      found.push(event.id);
      await put(deployment(`new ${event.id}`, 9, ['service:a']));
    }
    expect(found).toEqual(['1', '2', '3', '4']);
    expect(await read([a])).toHaveLength(8);
  });

  it('deletes the oldest in steps, with their targets', async () => {
    const [a] = await putEntities({ a: ['service:a'] });
    await put(
      ...[5, 1, 4, 2, 3].map(at => deployment(`${at}`, at, ['service:a'])),
    );
    const before = new Date(minute(4));
    expect(await deleteOldEvents(knex, { before, limit: 2 })).toBe(2);
    expect(await read([a])).toEqual([
      [a, '3'],
      [a, '4'],
      [a, '5'],
    ]);
    expect(await deleteOldEvents(knex, { before, limit: 2 })).toBe(1);
    expect(await deleteOldEvents(knex, { before, limit: 2 })).toBe(0);
    expect(await knex('delivery_event_targets')).toHaveLength(2);
  });

  it('goes once through what the entities of a repository share', async () => {
    const repository = 'repository:https://git.example/mono';
    const ids = await putEntities(
      Object.fromEntries(
        Array.from({ length: 50 }, (_, index) => [`e${index}`, [repository]]),
      ),
    );
    await put(
      ...Array.from({ length: 300 }, (_, index) =>
        incident(`${index}`, index, [repository]),
      ),
    );
    const asked: Array<{ sql: string; bindings: Knex.RawBinding[] }> = [];
    knex.on('query', ({ sql, bindings }) =>
      asked.push({ sql, bindings: bindings ?? [] }),
    );
    const marks = await selectEventMarks(knex, { entityIds: ids });
    const ofIncidents = await selectIncidentMarks(knex, { subjectIds: ids });
    const whole = await read(ids, { pageSize: 100 });
    expect([...marks.values()].map(it => it.count)).toEqual(
      Array(50).fill(300),
    );
    expect(ofIncidents.map(it => it.count)).toEqual(Array(50).fill(300));
    expect(whole).toHaveLength(50 * 300);
    // Two of marks, one that counts, and the pages: the last one is not full.
    expect(asked).toHaveLength(7);
    const isPg = id.startsWith('POSTGRES');
    const walked: number[] = [];
    for (const { sql, bindings } of isPg ? asked.slice(0, 3) : []) {
      const { rows } = await knex.raw<{ rows: [Record<string, PlanRoot[]>] }>(
        `explain (analyze, format json) ${sql.replace(/\$\d+/g, '?')}`,
        bindings,
      );
      walked.push(rowsOf(rows[0]['QUERY PLAN'][0].Plan));
    }
    expect(walked).toEqual(isPg ? [300, 300, 300] : []);
  });

  it('goes by indexes', async () => {
    const repository = 'repository:https://git.example/mono';
    const ids = await putEntities(
      Object.fromEntries(
        Array.from({ length: 400 }, (_, index) => [
          `e${index}`,
          [`service:${index}`, repository],
        ]),
      ),
    );
    const inserted = await put(
      ...Array.from({ length: 3_000 }, (_, index) =>
        deployment(`${index}`, index, [`service:${index % 400}`]),
      ),
    );
    await knex.raw('analyze');
    const statements: Array<{ sql: string; bindings: Knex.RawBinding[] }> = [];
    knex.on('query', ({ sql, bindings }) =>
      statements.push({ sql, bindings: bindings ?? [] }),
    );
    const eventIds = inserted.slice(0, 3).map(it => it.id);
    await read(ids.slice(0, 2));
    await read(ids.slice(0, 1), { pageSize: 2 });
    await selectEventMarks(knex, { entityIds: ids.slice(0, 2) });
    await selectEventEntities(knex, { eventIds, limit: 10 });
    await deleteOldEvents(knex, { before: new Date(minute(3)), limit: 5 });
    await linkIncidentEvents(knex, { eventIds });
    const asked = statements.filter(({ sql }) => /delivery_event/.test(sql));
    expect(asked.length).toBeGreaterThanOrEqual(10);
    const isPg = id.startsWith('POSTGRES');
    for (const { sql, bindings } of asked) {
      const plan = await knex.transaction<unknown>(async trx => {
        if (isPg) {
          // Tables are small here: an index is taken wherever there is one.
          await trx.raw('set local enable_seqscan = off');
          return await trx.raw(
            `explain ${sql.replace(/\$\d+/g, '?')}`,
            bindings,
          );
        }
        return await trx.raw(`explain query plan ${sql}`, bindings);
      });
      const lines = isPg
        ? (plan as { rows: Record<string, string>[] }).rows.map(
            row => row['QUERY PLAN'],
          )
        : (plan as { detail: string }[]).map(row => row.detail);
      // A page is gone through as a whole; so is nothing else.
      const ofPage = lines.includes('CO-ROUTINE t') ? 'SCAN t' : undefined;
      const walked = lines.filter(
        line =>
          line !== ofPage &&
          /seq scan on (delivery|entity)|^scan (t|o|e|f|i|et|oe)\b(?!.*using)/i.test(
            line,
          ),
      );
      expect([sql, lines, walked]).toEqual([sql, lines, []]);
    }
  });
});
