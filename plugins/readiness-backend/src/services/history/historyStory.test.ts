import { TestDatabases } from '@backstage/backend-test-utils';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  Movement,
  Transition,
  TransitionQuery,
  TrendQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { applyMigrations } from '../../database/initializeDatabase';
import { packFact } from '../../database/operations/facts/PackedFact';
import {
  asService,
  asUser,
  createTestServices,
  TestPolicy,
} from '../__testUtils__/createTestServices';
import {
  groupRef,
  Organisation,
  TestEntity,
} from '../__testUtils__/Organisation';
import { HistoryWorld } from './__testUtils__/HistoryWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const from = '2026-11-21';
const child = { scope: 'team', ref: 'child', from } as const;
const shop = { scope: 'team', ref: 'shop', from } as const;
const runbook = { scorecard: 'service-readiness', id: 'runbook' };
const component = (name: string) => `component:default/${name}`;
const named = (name: string, more: Partial<TestEntity> = {}): TestEntity => ({
  name,
  tier: 2,
  owners: [groupRef('child')],
  readmeWords: 500,
  runbookSections: null,
  ...more,
});
const policies: Array<[string, TestPolicy]> = [
  ['from sums', {}],
  ['from entities', { hides: () => false }],
];

describe.each(databases.eachSupportedId())('a history, %s', databaseId => {
  let knex: Knex;
  let world: HistoryWorld;
  const serve = (policy: TestPolicy = {}) =>
    createTestServices(world.organisation, policy).history;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations(knex);
    world = new HistoryWorld(new Organisation(knex));
    const quiet = { groups: null, removes: null };
    const groups = (parent?: string) => [
      { name: 'shop' },
      { name: 'child', ...(parent ? { parent } : {}) },
      { name: 'other' },
    ];
    await world.begin(groups('shop'), [
      named('rising', { readmeWords: null }),
      named('falling'),
      named('nomad'),
      named('leaving'),
      named('silent'),
      named('elsewhere', { owners: [groupRef('other')], slo: 'complete' }),
    ]);
    await world.change({ ...quiet, days: 1, entities: [named('rising')] });
    await world.change({
      ...quiet,
      days: 1,
      entities: [
        named('falling', { readmeWords: null }),
        named('nomad', { owners: [groupRef('other')] }),
        named('fresh', { createdAt: world.organisation.now }),
      ],
    });
    await world.change({ ...quiet, days: 45, entities: [], removes: 3 });
    await world.forget('silent', 'repository');
    await world.change({ ...quiet, days: 3, entities: [], groups: groups() });
  });
  afterAll(() => knex.destroy());

  const partsOf = ({ parts }: Movement) =>
    Object.fromEntries(
      parts.map(({ part, passed, known, applicable, entities }) => [
        part,
        [passed, known, applicable, entities],
      ]),
    );

  it.each(policies)('says why a team moved, %s', async (_, policy) => {
    const movement = await serve(policy).getMovement(child, asUser);
    expect(partsOf(movement)).toEqual({
      // Weights of what passed, is known and applies, and entities.
      improved: [1, 0, 0, 0],
      declined: [-1, 0, 0, 0],
      data: [-1, -7, 0, 0],
      new: [4, 15, 20, 1],
      moved: [-4, -15, -20, -1],
      removed: [-4, -15, -20, -1],
      // Of two checks another condition holds now.
      standard: [0, 0, 1, 0],
    });
    expect(movement).toMatchObject({
      before: { day: from, entities: 5, share: { passed: 19, known: 75 } },
      after: {
        day: '2027-01-10',
        entities: 4,
        share: { passed: 14, known: 53 },
      },
    });
  });

  it.each(policies)('keeps to the teams of a day, %s', async (_, policy) => {
    const history = serve(policy);
    const { points } = await history.getTrend(shop, asUser);
    expect(points.map(({ day, entities }) => [day, entities])).toEqual([
      ['2026-11-21', 5],
      ['2026-11-22', 5],
      ['2026-11-23', 4],
      // One went, and the grace of another one is over.
      ['2027-01-07', 4],
      ['2027-01-10', 0],
    ]);
    const { parts, after } = await history.getMovement(
      { ...shop, from: '2027-01-07' },
      asUser,
    );
    expect(parts.map(({ part, entities }) => [part, entities])).toEqual([
      ['moved', -4],
    ]);
    expect(after.entities).toBe(0);
    const { items } = await history.listMovers({ from }, asUser);
    expect(items.map(({ team, main }) => [team.ref, main?.part])).toEqual([
      ['group:default/other', 'moved'],
      ['group:default/child', 'data'],
    ]);
  });

  it('tells nothing of what is hidden but how many there are', async () => {
    const history = serve({ hides: ref => ref === component('falling') });
    const movement = await history.getMovement(child, asUser);
    expect(partsOf(movement)).not.toHaveProperty('declined');
    expect(movement).toMatchObject({
      before: { entities: 4 },
      after: { entities: 3 },
      hidden: 1,
    });
    const trend = await history.getTrend(child, asUser);
    expect(trend).toMatchObject({ hidden: 1 });
    expect(trend.points[0].entities).toBe(4);
    const { items, hidden } = await history.listTransitions(
      { from, limit: 500 },
      asUser,
    );
    expect(hidden).toBe(1);
    expect(items.map(({ entity }) => entity.ref)).not.toContain(
      component('falling'),
    );
    const all = await serve().listTransitions({ from, limit: 500 }, asUser);
    const { id } = all.items.find(
      ({ entity, kind }) =>
        entity.ref === component('falling') && kind === 'result',
    ) as Transition;
    await expect(history.getTransition(id, asUser)).rejects.toThrow(
      NotFoundError,
    );
    expect((await serve().getTransition(id, asUser)).transition.id).toBe(id);
    const nothing = serve({ hidesAll: true });
    expect(
      await nothing.getMovement({ scope: 'organisation', from }, asUser),
    ).toMatchObject({ before: { entities: 0 }, parts: [], hidden: 6 });
    expect(
      (await nothing.getCheckAdoption(runbook, { from }, asUser)).teams,
    ).toEqual([]);
    await expect(nothing.getTrend(child, asUser)).rejects.toThrow(
      NotFoundError,
    );
  });

  it('lists what changed, page by page, with the owners of that time', async () => {
    const history = serve();
    const read = async (query: TransitionQuery) => {
      const items: Transition[] = [];
      let cursor: string | undefined;
      do {
        const page = await history.listTransitions(
          { from, limit: 3, ...query, cursor },
          asUser,
        );
        items.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return items;
    };
    const all = await read({});
    const streamed: Transition[] = [];
    for await (const page of history.streamTransitions({ from }, asUser)) {
      streamed.push(...page);
    }
    expect(streamed).toEqual(all);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    const ofRising = await read({
      entity: component('rising'),
      check: 'readme',
    });
    expect(ofRising).toMatchObject([
      {
        kind: 'result',
        check: { id: 'readme', title: expect.any(String) },
        from: 'fail',
        to: 'pass',
        cause: 'data',
        owners: [groupRef('child')],
        version: 1,
      },
    ]);
    const count = async (query: TransitionQuery) => (await read(query)).length;
    expect(await count({ kind: 'level' })).toBe(
      all.filter(({ kind }) => kind === 'level').length,
    );
    expect(await count({ cause: 'removed' })).toBe(
      all.filter(({ cause }) => cause === 'removed').length,
    );
    // The child was below the shop then, and is not now.
    expect(await count({ owner: 'shop', to: '2026-11-22' })).toBe(
      await count({ owner: 'child', to: '2026-11-22' }),
    );
    expect(await count({ owner: 'shop', to: '2026-11-22' })).toBeGreaterThan(0);
    const [{ id }] = ofRising;
    expect(await serve().getTransition(id, asService)).toMatchObject({
      transition: { id },
    });
  });

  it('finds a change however many there were before it', async () => {
    const [{ id }] = (
      await serve().listTransitions({ from, kind: 'result' }, asUser)
    ).items;
    // More than a column of 32 bits would hold.
    const late = 3_000_000_000;
    const move = (before: number, after: number) =>
      knex('transitions').where({ id: before }).update({ id: after });
    await move(Number(id), late);
    const { items } = await serve().listTransitions(
      { from, limit: 500 },
      asUser,
    );
    const found = await serve().getTransition(String(late), asUser);
    await move(late, Number(id));
    expect(items).toContainEqual(found.transition);
  });

  it('shows what a check reads of a fact before and after', async () => {
    const { items } = await serve().listTransitions(
      { from, entity: component('rising'), check: 'readme' },
      asUser,
    );
    const entityId = world.organisation.idOf(component('rising'));
    await knex('facts')
      .where({ entity_id: entityId, collector: 'repository' })
      .update({ changed_at: 2_000 });
    await knex('fact_history').insert({
      entity_id: entityId,
      collector: 'repository',
      changed_at: 1_000,
      replaced_at: 2_000,
      data: packFact({ readme: null, runbooks: 3 }),
    });
    await knex('transitions')
      .where({ id: Number(items[0].id) })
      .update({
        fact_versions: JSON.stringify([
          ['repository', 1_000, 2_000],
          ['slo', 5, null],
        ]),
      });
    const { facts } = await serve().getTransition(items[0].id, asUser);
    expect(facts).toEqual([
      {
        collector: 'repository',
        title: expect.any(String),
        before: {
          observedAt: '1970-01-01T00:00:01.000Z',
          kept: true,
          data: { readme: null },
        },
        after: {
          observedAt: '1970-01-01T00:00:02.000Z',
          kept: true,
          data: { readme: expect.objectContaining({ words: 500 }) },
        },
      },
      {
        collector: 'slo',
        title: expect.any(String),
        before: {
          observedAt: '1970-01-01T00:00:00.005Z',
          kept: false,
          data: null,
        },
        after: null,
      },
    ]);
  });

  it.each(policies)('draws adoption by team, %s', async (_, policy) => {
    const readme = { scorecard: 'service-readiness', id: 'readme' };
    const { total, teams } = await serve(policy).getCheckAdoption(
      readme,
      { from, to: '2026-11-23' },
      asUser,
    );
    expect(
      total.map(({ day, counts }) => [day, counts.pass, counts.fail]),
    ).toEqual([
      ['2026-11-21', 5, 1],
      ['2026-11-22', 6, 0],
      ['2026-11-23', 5, 1],
    ]);
    expect(
      teams.map(({ team, points }) => [team.ref, points.at(-1)?.counts.pass]),
    ).toEqual([
      [groupRef('child'), 3],
      [groupRef('shop'), 3],
      [groupRef('other'), 2],
    ]);
    const first = await serve(policy).getCheckAdoption(
      readme,
      { from, to: '2026-11-23', limit: 2 },
      asUser,
    );
    const second = await serve(policy).getCheckAdoption(
      readme,
      { from, to: '2026-11-23', limit: 2, cursor: first.nextCursor ?? '' },
      asUser,
    );
    expect([...first.teams, ...second.teams]).toEqual(teams);
    expect(second.nextCursor).toBeNull();
  });

  it('goes on with the days of the first page after midnight', async () => {
    const history = serve();
    const { organisation } = world;
    const before = organisation.now;
    const readAfterMidnight = async <T extends { nextCursor: string | null }>(
      read: (page: { limit: number; cursor?: string }) => Promise<T>,
    ): Promise<T[]> => {
      const pages = [await read({ limit: 1 })];
      organisation.now = before + 86_400_000;
      try {
        for (
          let cursor = pages[0].nextCursor;
          cursor;
          cursor = pages[pages.length - 1].nextCursor
        ) {
          pages.push(await read({ limit: 1, cursor }));
        }
      } finally {
        organisation.now = before;
      }
      return pages;
    };
    const movers = await readAfterMidnight(page =>
      history.listMovers({ from, ...page }, asUser),
    );
    const curves = await readAfterMidnight(page =>
      history.getCheckAdoption(runbook, { from, ...page }, asUser),
    );
    expect(movers.flatMap(({ items }) => items)).toEqual(
      (await history.listMovers({ from }, asUser)).items,
    );
    expect(curves.flatMap(({ teams }) => teams)).toEqual(
      (await history.getCheckAdoption(runbook, { from }, asUser)).teams,
    );
    expect(Math.min(movers.length, curves.length)).toBeGreaterThan(1);
  });

  it('follows one entity, with its level', async () => {
    const trend = await serve().getTrend(
      { scope: 'entity', ref: component('fresh'), from: '2026-11-01' },
      asUser,
    );
    expect(
      trend.points.map(({ day, entities }) => [day, entities]).slice(0, 2),
    ).toEqual([
      ['2026-11-23', 0],
      ['2027-01-07', 1],
    ]);
    expect(trend.points.every(({ level }) => level === 0)).toBe(true);
    expect(trend.missing).toEqual([{ from: '2026-11-01', to: '2026-11-20' }]);
  });

  const invalid: Array<[string, Partial<Record<keyof TrendQuery, string>>]> = [
    ['days in the wrong order', { from: '2026-12-02', to: '2026-12-01' }],
    ['a day to come', { from: '2027-02-01' }],
    ['more than three years', { from: '2023-01-01' }],
    ['no day', { from: '2026-02-30' }],
    ['a day before all days', { to: '0000-01-05' }],
    ['an area and a check', { area: 'documentation', check: 'readme' }],
    ['no ref', { scope: 'team' }],
    ['a ref too much', { ref: 'child' }],
    ['a ref of another kind', { scope: 'team', ref: component('rising') }],
    ['a system that is none', { scope: 'system', ref: 'group:default/child' }],
    ['a ref that is none', { scope: 'team', ref: 'a:b:c' }],
    ['an entity without a kind', { scope: 'entity', ref: 'rising' }],
  ];
  it.each(invalid)('refuses %s', async (_, query) => {
    await expect(
      serve().getTrend(
        { scope: 'organisation', ...query } as TrendQuery,
        asUser,
      ),
    ).rejects.toThrow(InputError);
  });

  it('knows nothing of what is not there', async () => {
    const history = serve();
    const unknown = [
      history.getTrend({ scope: 'team', ref: 'nobody' }, asUser),
      history.getTrend({ scope: 'system', ref: 'nothing' }, asUser),
      history.getTrend({ scope: 'organisation', check: 'none' }, asUser),
      history.getMovement({ scope: 'organisation', scorecard: 'x' }, asUser),
      history.listTransitions({ entity: component('nobody') }, asUser),
      history.listTransitions({ owner: 'nobody' }, asUser),
      history.getTransition('999999999', asUser),
      history.getTransition('99999999999', asUser),
      history.listMovers({ owner: 'nobody' }, asUser),
      history.getCheckAdoption({ ...runbook, id: 'none' }, {}, asUser),
    ];
    for (const result of await Promise.allSettled(unknown)) {
      expect(result).toMatchObject({ reason: expect.any(NotFoundError) });
    }
    await expect(
      history.listMovers({ owner: 'unowned' }, asUser),
    ).rejects.toThrow(InputError);
  });

  it('names a check that is gone by its version, and hides what was in shadow', async () => {
    const { id: _, ...active } = await knex('definitions')
      .where({ kind: 'Scorecard', name: 'service-readiness' })
      .first();
    const document = JSON.parse(active.document);
    const withGone = (stage: string) => {
      const [check] = document.spec.checks;
      const gone = { ...check, id: 'gone', title: 'Gone', stage };
      return JSON.stringify({
        ...document,
        spec: { ...document.spec, checks: [...document.spec.checks, gone] },
      });
    };
    await knex('checks').insert({
      id: 901,
      scorecard: 'service-readiness',
      check_id: 'gone',
    });
    const documents = [withGone('shadow'), withGone('enforced'), '{}'];
    for (const [index, text] of documents.entries()) {
      await knex('definitions').insert({
        ...active,
        id: 900 + index,
        version: 900 + index,
        content_hash: `another ${index}`,
        document: text,
      });
      await knex('transitions').insert({
        entity_id: world.organisation.idOf(component('rising')),
        definition_id: 900 + index,
        check_key: 901,
        from_outcome: 'pass',
        to_outcome: null,
        at: world.organisation.now,
        cause: 'standard',
        owner_set_id: 1,
      });
    }
    const query = { check: 'gone', from };
    const { items } = await serve().listTransitions(query, asUser);
    expect(items).toMatchObject([
      { check: { id: 'gone', title: null }, version: 902, to: null },
      { check: { id: 'gone', title: 'Gone' }, version: 901 },
    ]);
  });
});
