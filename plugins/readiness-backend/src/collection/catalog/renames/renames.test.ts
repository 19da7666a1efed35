import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { readinessAnnotations } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { readReadinessConfig } from '../../../config';
import { MigratedDatabases } from '../../../database/__testUtils__/MigratedDatabases';
import {
  readRows,
  teamOwnerSetsAsOf,
} from '../../../database/operations/reading';
import { rebuildGroupClosure } from '../../../rollups';
import { ChangingCatalog, entityOf } from '../../__fixtures__/ChangingCatalog';
import { CatalogCollector } from '../CatalogCollector';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const minute = 60_000;
const start = Date.parse('2026-11-20T08:00:00Z');
const { signal } = new AbortController();

/** An entity that says what it was called before. */
function named(
  ref: string,
  previous: string | undefined,
  owner?: string,
): Entity {
  return entityOf(ref, {
    annotations: previous
      ? { [readinessAnnotations.previousRef]: previous }
      : {},
    spec: { type: ref.startsWith('group:') ? 'team' : 'service' },
    relations: owner ? { ownedBy: [owner] } : {},
  });
}

describe.each(databases.eachSupportedId())('renames, %s', id => {
  let knex: Knex;
  let now: number;
  let catalog: ChangingCatalog;
  let collector: CatalogCollector;

  const teamA = 'group:default/team-a';
  const shop = 'component:default/shop';
  const store = 'component:default/store';

  beforeEach(async () => {
    knex = await databases.init(id);
    now = start;
    catalog = new ChangingCatalog([
      named(teamA, undefined),
      named('group:default/team-b', undefined),
      named(shop, undefined, teamA),
      named('component:default/cart', undefined, teamA),
    ]);
    collector = new CatalogCollector({
      knex,
      catalog: catalog.service,
      auth: mockServices.auth(),
      config: readReadinessConfig(mockServices.rootConfig({ data: {} })),
      rebuildGroupClosure,
      deriveRelations: async () => {},
      clock: { now: () => new Date(now) },
      logger: mockServices.logger.mock(),
    });
    await run();
    await run();
  });
  afterEach(async () => {
    await knex.destroy();
  });

  async function run(minutes = 10) {
    now += minutes * minute;
    return await collector.run({ signal });
  }
  const rowOf = async (ref: string) =>
    await knex('entities').where({ ref }).first();
  const problems = async () =>
    await knex('problems').orderBy('id').pluck('message');
  /** Replaces entities of the catalog by others. */
  function replace(refs: string[], ...entities: Entity[]) {
    catalog.entities = catalog.entities
      .filter(
        ({ kind, metadata }) =>
          !refs.includes(`${kind.toLowerCase()}:default/${metadata.name}`),
      )
      .concat(entities);
  }
  const targetsOf = async (entityId: number): Promise<string[]> =>
    await knex('entity_targets')
      .where({ entity_id: entityId })
      .orderBy('target')
      .pluck('target');

  it.each([
    ['with nothing but a name', 'shop'],
    ['with a whole ref', 'Component:Default/Shop'],
  ])(
    'goes on with the row of the one that is gone, %s',
    async (_, previous) => {
      const before = await rowOf(shop);
      await knex('facts').insert({
        entity_id: before.id,
        collector: 'slo',
        data: '{}',
        hash: 'h',
        observed_at: now,
      });
      replace([shop], named(store, previous, teamA));
      const { changedIds, addedIds } = await run();
      const after = await rowOf(store);
      expect(after).toMatchObject({
        id: before.id,
        name: 'store',
        namespace: 'default',
        removed_at: null,
        created_at: null,
        owner_since: null,
        missed_streams: 0,
      });
      expect(await rowOf(shop)).toBeUndefined();
      expect(changedIds).toEqual([before.id]);
      expect(addedIds).toEqual([]);
      expect(
        await knex('facts').where({ entity_id: before.id, collector: 'slo' }),
      ).toHaveLength(1);
      const [{ data }] = await knex('facts').where({
        entity_id: before.id,
        collector: 'catalog',
      });
      expect(JSON.parse(data).entity.metadata.name).toBe('store');
      const periods = await knex('ownership_periods').where({
        entity_id: before.id,
      });
      expect(periods.map(row => [Number(row.from_at), row.until_at])).toEqual([
        [0, null],
      ]);
      // Events name it as they did, until another one has that name.
      expect(await targetsOf(before.id)).toEqual([
        'entity:component:default/shop',
        'entity:component:default/store',
        'service:default/shop',
        'service:default/store',
        'service:shop',
        'service:store',
      ]);
      expect(await problems()).toEqual([]);

      // The annotation stays, and says nothing any more.
      catalog.calls.length = 0;
      expect((await run()).changedIds).toEqual([]);
      expect(catalog.calls).not.toContain('getEntitiesByRefs');
      catalog.entities.push(named(shop, undefined, teamA));
      await run();
      expect((await rowOf(shop)).id).not.toBe(before.id);
      await run();
      expect(await targetsOf(before.id)).toHaveLength(3);
      expect(await problems()).toEqual([]);
    },
  );

  it('brings one back that was removed before, with a gap and without a new life', async () => {
    const { id: shopId } = await rowOf(shop);
    replace([shop]);
    await run();
    await run();
    const removedAt = now;
    expect(Number((await rowOf(shop)).removed_at)).toBe(removedAt);
    replace([], named(store, 'shop', teamA));
    await run();
    expect(await rowOf(store)).toMatchObject({
      id: shopId,
      created_at: null,
      owner_since: null,
      removed_at: null,
    });
    const periods = await knex('ownership_periods')
      .where({ entity_id: shopId })
      .orderBy('from_at');
    expect(
      periods.map(row => [
        Number(row.from_at),
        row.until_at && Number(row.until_at),
      ]),
    ).toEqual([
      [0, removedAt],
      [now, null],
    ]);
  });

  it('is refused while the catalog has the old one, and done when it is gone', async () => {
    const { id: shopId } = await rowOf(shop);
    replace([], named(store, 'shop', teamA));
    await run();
    const { id: storeId } = await rowOf(store);
    expect(storeId).not.toBe(shopId);
    expect(await problems()).toEqual([
      expect.stringContaining('the catalog still has component:default/shop'),
    ]);
    replace([shop]);
    // It is not in the stream, but found.
    catalog.hidden = [named(shop, undefined, teamA)];
    await run();
    expect((await rowOf(shop)).id).toBe(shopId);
    catalog.hidden = [];
    await run();
    expect((await rowOf(store)).id).toBe(shopId);
    expect(await problems()).toEqual([]);
    // What it was for a while is gone, and has given its ref away.
    const gone = await knex('entities').where({ id: storeId }).first();
    expect(gone.ref).toBe(`component:default/store (${storeId})`);
    expect(Number(gone.removed_at)).toBe(now);
    expect(
      await knex('ownership_periods').where({
        entity_id: storeId,
        until_at: null,
      }),
    ).toEqual([]);
    expect(
      await knex('evaluation_queue').where({ entity_id: storeId }),
    ).toHaveLength(1);
  });

  it('refuses names of other kinds, names that several claim, settled entities and nonsense', async () => {
    const ids = async () =>
      (await knex('entities').orderBy('id')).map(row => [row.id, row.ref]);
    replace(
      [shop, teamA, 'group:default/team-b'],
      named('component:default/one', 'shop', teamA),
      named('component:default/two', 'component:default/shop', teamA),
      named('component:default/three', 'group:default/team-b', teamA),
      named('component:default/four', 'a b: c', teamA),
      // It was there from the beginning.
      named(teamA, 'team-b'),
    );
    const before = await ids();
    await run();
    expect((await ids()).slice(0, before.length)).toEqual(before);
    const found = await problems();
    expect(
      found.filter(text => /several entities name/.test(text)),
    ).toHaveLength(2);
    expect(found.filter(text => /of another kind/.test(text))).toHaveLength(1);
    expect(found.filter(text => /no entity ref/.test(text))).toHaveLength(1);
    expect(found.filter(text => /more than 30 days/.test(text))).toHaveLength(
      1,
    );
    expect(found).toHaveLength(5);
  });

  it('tells who came second that the history is taken', async () => {
    replace([shop], named(store, 'shop', teamA));
    await run();
    replace([], named('component:default/late', 'shop', teamA));
    await run();
    expect(await problems()).toEqual([
      expect.stringContaining(`${store} has taken the history of ${shop}`),
    ]);
  });

  it('asks the catalog once for all names of a page', async () => {
    const many = Array.from({ length: 40 }, (_, index) => index);
    replace(
      [],
      ...many.map(n => named(`component:default/old-${n}`, undefined, teamA)),
    );
    await run();
    const idsBefore = await knex('entities')
      .whereLike('name', 'old-%')
      .orderBy('id')
      .pluck('id');
    const count = async (from: number, to: number) => {
      replace(
        many.slice(from, to).map(n => `component:default/old-${n}`),
        ...many
          .slice(from, to)
          .map(n => named(`component:default/new-${n}`, `old-${n}`, teamA)),
      );
      let statements = 0;
      const listener = () => {
        statements += 1;
      };
      catalog.calls.length = 0;
      knex.on('query', listener);
      await run();
      knex.removeListener('query', listener);
      expect(
        catalog.calls.filter(call => call === 'getEntitiesByRefs'),
      ).toHaveLength(1);
      return statements;
    };
    const few = await count(0, 2);
    expect(await count(2, 40)).toBe(few);
    expect(
      await knex('entities')
        .whereLike('name', 'new-%')
        .orderBy('id')
        .pluck('id'),
    ).toEqual(idsBefore);
  });

  it.each([
    ['before what it owns', ['group', 'component']],
    ['after what it owns', ['component', 'group']],
  ])('moves nothing when a Group is renamed, read %s', async (_, order) => {
    const teamC = 'group:default/team-c';
    const before = await knex('entities')
      .where({ kind: 'component' })
      .orderBy('id')
      .select('id', 'owner_set_id');
    const { id: teamId } = await rowOf(teamA);
    const past = new Date(now);
    replace(
      [teamA, shop, 'component:default/cart'],
      ...order.flatMap(kind =>
        kind === 'group'
          ? [named(teamC, 'team-a')]
          : [
              named(shop, undefined, teamC),
              named('component:default/cart', undefined, teamC),
            ],
      ),
    );
    // Each on a page of its own.
    collector = new CatalogCollector({
      knex,
      catalog: catalog.service,
      auth: mockServices.auth(),
      config: readReadinessConfig(
        mockServices.rootConfig({
          data: { readiness: { catalog: { pageSize: 1 } } },
        }),
      ),
      rebuildGroupClosure,
      deriveRelations: async () => {},
      clock: { now: () => new Date(now) },
      logger: mockServices.logger.mock(),
    });
    await run();
    expect((await rowOf(teamC)).id).toBe(teamId);
    expect(
      await knex('entities')
        .where({ kind: 'component' })
        .whereNull('owner_since')
        .orderBy('id')
        .select('id', 'owner_set_id'),
    ).toEqual(before);
    for (const at of [past, new Date(now)]) {
      const sets = await readRows<{ owner_set_id: number }>(
        knex,
        teamOwnerSetsAsOf({ team: teamC, at }),
      );
      expect(sets.map(row => row.owner_set_id)).toContain(
        before[0].owner_set_id,
      );
      expect(
        await readRows(knex, teamOwnerSetsAsOf({ team: teamA, at })),
      ).toEqual([]);
    }
    expect(
      await knex('group_closure')
        .where({ ancestor_ref: teamC })
        .pluck('descendant_ref'),
    ).toEqual([teamC]);
  });

  it('knows the same owners again where they were orphans before their Group had its new name', async () => {
    const teamC = 'group:default/team-c';
    const { id: shopId, owner_set_id: setBefore } = await rowOf(shop);
    replace(
      [shop, 'component:default/cart'],
      named(shop, undefined, teamC),
      named('component:default/cart', undefined, teamA),
    );
    await run();
    const orphanedAt = now;
    const orphan = await rowOf(shop);
    expect(orphan.owner_set_id).not.toBe(setBefore);
    expect(Number(orphan.owner_since)).toBe(orphanedAt);

    replace(
      [teamA, 'component:default/cart'],
      named(teamC, 'team-a'),
      named('component:default/cart', undefined, teamC),
    );
    await run();
    // Both sets are those of the team, now and then.
    for (const at of [new Date(start), new Date(now)]) {
      const sets = await readRows<{ owner_set_id: number }>(
        knex,
        teamOwnerSetsAsOf({ team: teamC, at }),
      );
      expect(sets.map(row => row.owner_set_id)).toEqual(
        expect.arrayContaining([setBefore, orphan.owner_set_id]),
      );
    }
    const cart = await rowOf('component:default/cart');
    expect(cart).toMatchObject({
      owner_set_id: orphan.owner_set_id,
      owner_since: null,
    });
    expect((await rowOf(shop)).id).toBe(shopId);
    expect((await rowOf(shop)).owner_since).toBeNull();
  });

  it('knows them again where it went to and fro before their Group had its new name', async () => {
    const teamC = 'group:default/team-c';
    for (const owner of [teamC, 'group:default/team-b', teamC]) {
      replace([shop], named(shop, undefined, owner));
      await run();
    }
    expect((await rowOf(shop)).owner_since).not.toBeNull();
    replace(
      [teamA, 'component:default/cart'],
      named(teamC, 'team-a'),
      named('component:default/cart', undefined, teamC),
    );
    await run();
    // Those who made it took it back.
    expect((await rowOf(shop)).owner_since).toBeNull();
  });

  it('takes a name back that another one had meanwhile', async () => {
    const { id: shopId } = await rowOf(shop);
    replace([shop], named(store, 'shop', teamA));
    await run();
    replace([], named(shop, undefined, teamA));
    await run();
    const { id: otherId } = await rowOf(shop);
    replace([shop]);
    await run();
    await run();
    replace([store], named(shop, 'store', teamA));
    await run();
    expect((await rowOf(shop)).id).toBe(shopId);
    expect(await rowOf(`${shop} (${otherId})`)).toMatchObject({ id: otherId });
    expect(await rowOf(store)).toBeUndefined();
    expect(await problems()).toEqual([]);
  });

  it('tries again where another replica writes the new one at the same moment', async () => {
    const before = await rowOf(shop);
    replace([shop], named(store, 'shop', teamA));
    const other = await knex.transaction();
    await other('entities').insert({
      ref: store,
      kind: 'component',
      namespace: 'default',
      name: 'store',
      owner_set_id: before.owner_set_id,
      created_at: now,
    });
    const committed = new Promise<void>((resolve, reject) => {
      setTimeout(() => other.commit().then(() => resolve(), reject), 150);
    });
    expect(await run()).toMatchObject({ status: 'succeeded' });
    await committed;
    expect((await rowOf(store)).id).toBe(before.id);
  });

  it('goes on while the catalog answers no look-up, and renames when it does', async () => {
    const { id: shopId } = await rowOf(shop);
    catalog.lookUpFailure = new Error('timed out');
    replace([shop], named(store, 'shop', 'group:default/unheard-of'));
    expect(await run()).toMatchObject({ status: 'succeeded' });
    expect((await rowOf(store)).id).not.toBe(shopId);
    catalog.lookUpFailure = undefined;
    await run();
    expect((await rowOf(store)).id).toBe(shopId);
  });

  it('renames when an entity is refreshed, too', async () => {
    const { id: shopId } = await rowOf(shop);
    replace([shop], named(store, 'shop', teamA));
    expect(await collector.refresh(store)).toBe(shopId);
  });
});
