import { Knex } from 'knex';
import { MigratedDatabases } from '../../__testUtils__/MigratedDatabases';
import { countMissedStream } from './countMissedStream';
import { ensureOwnerSets, ownerSetKey } from './ensureOwnerSets';
import { removeEntities } from './removeEntities';
import { replaceRelations } from './replaceRelations';
import {
  countCollectionTargets,
  selectCollectionTargets,
} from './selectCollectionTargets';
import { selectEntityIds } from './selectEntityIds';
import { selectLiveEntityIds } from './selectLiveEntityIds';
import { hasUsers, selectOwners } from './selectOwners';
import { selectOwnerSets } from './selectOwnerSets';
import { EntityWrite, upsertEntities } from './upsertEntities';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const at = new Date('2026-11-20T08:00:00Z');

function entity(ref: string, more: Partial<EntityWrite> = {}): EntityWrite {
  const [kind, rest] = ref.split(':');
  const [namespace, name] = rest.split('/');
  return {
    ref,
    kind,
    namespace,
    name,
    title: null,
    type: null,
    lifecycle: null,
    tier: null,
    owner_set_id: 1,
    system_ref: null,
    domain_ref: null,
    template_ref: null,
    ...more,
  };
}

describe.each(databases.eachSupportedId())('entities, %s', id => {
  let knex: Knex;
  let writes: string[];
  beforeEach(async () => {
    knex = await databases.init(id);
    writes = [];
    knex.on('query', query => {
      if (!query.sql.trim().startsWith('select')) {
        writes.push(query.sql);
      }
    });
  });
  afterEach(async () => {
    await knex.destroy();
  });

  it('makes an owner set once', async () => {
    expect(ownerSetKey(['group:default/b', 'group:default/a'])).toBe(
      'group:default/a,group:default/b',
    );
    const keys = ['group:default/a,group:default/b', '', 'group:default/a'];
    const first = await ensureOwnerSets(knex, { keys: [...keys, ''] });
    expect([...first.keys()].sort()).toEqual([...keys].sort());
    writes.length = 0;
    expect(await ensureOwnerSets(knex, { keys })).toEqual(first);
    expect(writes).toEqual([]);
    expect(
      await knex('owner_set_members')
        .where({ owner_set_id: first.get(keys[0]) })
        .orderBy('owner_ref')
        .pluck('owner_ref'),
    ).toEqual(['group:default/a', 'group:default/b']);
    expect(
      await knex('owner_set_members').where({ owner_set_id: first.get('') }),
    ).toEqual([]);
  });

  it('tells new from changed from same, and keeps created_at', async () => {
    const a = entity('component:default/a');
    const b = entity('component:default/b', { tier: 2, title: 'B' });
    const first = await upsertEntities(knex, {
      entities: [a, b],
      createdAt: null,
      at,
    });
    expect(first.addedIds).toHaveLength(2);
    writes.length = 0;
    const second = await upsertEntities(knex, {
      entities: [a, b],
      createdAt: at,
      at,
    });
    expect(second).toEqual({ ids: first.ids, changedIds: [], addedIds: [] });
    expect(writes).toEqual([]);

    const c = entity('component:default/c');
    const third = await upsertEntities(knex, {
      entities: [a, { ...b, tier: 1 }, c],
      createdAt: at,
      at,
    });
    expect(third.changedIds).toEqual([
      first.ids.get(b.ref),
      third.ids.get(c.ref),
    ]);
    expect(third.addedIds).toEqual([third.ids.get(c.ref)]);
    const rows = await knex('entities').orderBy('ref');
    expect(
      rows.map(row => [
        row.name,
        row.tier,
        row.created_at && Number(row.created_at),
      ]),
    ).toEqual([
      ['a', null, null],
      ['b', 1, null],
      ['c', null, at.getTime()],
    ]);
  });

  it('counts misses, removes with all that hangs on it, and takes it back as new', async () => {
    const a = entity('component:default/a');
    const { ids } = await upsertEntities(knex, {
      entities: [a, entity('component:default/b')],
      createdAt: null,
      at,
    });
    const aId = ids.get(a.ref)!;
    expect(await countMissedStream(knex, { entityIds: [aId] })).toEqual([]);
    await upsertEntities(knex, { entities: [a], createdAt: null, at });
    expect(await countMissedStream(knex, { entityIds: [aId] })).toEqual([]);
    expect(await countMissedStream(knex, { entityIds: [aId] })).toEqual([
      { id: aId, ref: a.ref },
    ]);

    await knex('facts').insert({
      entity_id: aId,
      collector: 'catalog',
      data: '{}',
      hash: 'h',
      observed_at: 1,
    });
    await replaceRelations(knex, {
      sourceIds: [aId],
      relations: [
        { source_id: aId, type: 'partOf', target_ref: 'system:default/s' },
      ],
    });
    await removeEntities(knex, { entityIds: [aId], at });
    expect(await knex('facts')).toEqual([]);
    expect(await knex('entity_relations')).toEqual([]);
    expect(await selectLiveEntityIds(knex)).toEqual([
      ids.get('component:default/b'),
    ]);
    expect(await countMissedStream(knex, { entityIds: [aId] })).toEqual([]);

    const back = await upsertEntities(knex, {
      entities: [a],
      createdAt: at,
      at,
    });
    expect(back.addedIds).toEqual([aId]);
    const row = await knex('entities').where({ id: aId }).first();
    expect(row.removed_at).toBeNull();
    expect(row.missed_streams).toBe(0);
    expect(Number(row.created_at)).toBe(at.getTime());
  });

  it('replaces relations and writes only what differs', async () => {
    const relation = (source: number, target: string) => ({
      source_id: source,
      type: 'dependsOn',
      target_ref: target,
    });
    await replaceRelations(knex, {
      sourceIds: [1, 2],
      relations: [relation(1, 'x'), relation(1, 'y'), relation(2, 'x')],
    });
    writes.length = 0;
    expect(
      await replaceRelations(knex, {
        sourceIds: [1, 2],
        relations: [relation(2, 'x'), relation(1, 'y'), relation(1, 'x')],
      }),
    ).toEqual({ changedSourceIds: [], goneTargetRefs: [] });
    expect(writes).toEqual([]);
    expect(
      await replaceRelations(knex, {
        sourceIds: [1],
        relations: [relation(1, 'y'), relation(1, 'z')],
      }),
    ).toEqual({ changedSourceIds: [1], goneTargetRefs: ['x'] });
    expect(
      (await knex('entity_relations').orderBy(['source_id', 'target_ref'])).map(
        row => `${row.source_id} ${row.target_ref}`,
      ),
    ).toEqual(['1 y', '1 z', '2 x']);
  });

  it('finds owners, their members, and the sets in use', async () => {
    const sets = await ensureOwnerSets(knex, {
      keys: ['', 'group:default/g', 'user:default/u', 'group:default/unused'],
    });
    const empty = sets.get('')!;
    const { ids } = await upsertEntities(knex, {
      createdAt: null,
      at,
      entities: [
        entity('group:default/g', { type: 'team', owner_set_id: empty }),
        entity('user:default/u', { owner_set_id: empty }),
        entity('user:default/v', { owner_set_id: empty }),
        entity('component:default/a', {
          owner_set_id: sets.get('group:default/g'),
        }),
        entity('component:default/b', {
          owner_set_id: sets.get('user:default/u'),
        }),
      ],
    });
    const g = ids.get('group:default/g')!;
    await replaceRelations(knex, {
      sourceIds: [g],
      relations: [
        { source_id: g, type: 'hasMember', target_ref: 'user:default/u' },
        { source_id: g, type: 'hasMember', target_ref: 'user:default/v' },
        { source_id: g, type: 'childOf', target_ref: 'group:default/h' },
      ],
    });
    const owners = await selectOwners(knex, { afterId: 0, limit: 10 });
    expect(owners.map(row => [row.ref, row.type, row.members])).toEqual([
      ['group:default/g', 'team', 2],
      ['user:default/u', null, 0],
    ]);
    expect(await selectOwners(knex, { afterId: g, limit: 10 })).toHaveLength(1);
    expect(await hasUsers(knex)).toBe(true);
    expect((await selectOwnerSets(knex)).map(set => set.owners)).toEqual(
      [[], ['group:default/g'], ['user:default/u']].sort(
        (x, y) => sets.get(x.join(','))! - sets.get(y.join(','))!,
      ),
    );
    expect(
      await selectOwnerSets(knex, {
        entityIds: [ids.get('component:default/b')!],
      }),
    ).toEqual([{ id: sets.get('user:default/u'), owners: ['user:default/u'] }]);
  });

  it('pages targets so that those of one repository are neighbours', async () => {
    const { ids } = await upsertEntities(knex, {
      createdAt: null,
      at,
      entities: ['a', 'b', 'c', 'd', 'e'].map((name, index) => ({
        ...entity(`component:default/${name}`),
        repository_url: index % 2 ? 'https://git.example/shop' : null,
      })),
    });
    const keys = [...ids.values()].sort((x, y) => x - y);
    await knex('facts').insert(
      [0, 1, 2, 3].map(index => ({
        entity_id: keys[index],
        collector: 'catalog',
        data: `catalog${keys[index]}`,
        hash: 'h',
        observed_at: 1,
      })),
    );
    const page = async (
      after?: { repositoryKey: number; id: number },
      entityIds?: number[],
    ) => await selectCollectionTargets(knex, { after, limit: 2, entityIds });
    const [first, second] = await page();
    expect([first.id, second.id]).toEqual([keys[0], keys[2]]);
    expect(first.catalog).toBe(`catalog${keys[0]}`);
    const rest = await page({
      repositoryKey: second.repository_key,
      id: second.id,
    });
    expect(rest.map(row => row.id)).toEqual([keys[1], keys[3]]);
    expect(new Set(rest.map(row => row.repository_key)).size).toBe(1);
    expect((await page(undefined, [keys[3]])).map(row => row.id)).toEqual([
      keys[3],
    ]);
    expect(await countCollectionTargets(knex)).toEqual({
      total: 5,
      lastEntityId: keys[4],
    });

    const find = async (refs: string[], repositoryUrls: string[], limit = 9) =>
      await selectEntityIds(knex, { refs, repositoryUrls, limit });
    expect(
      await find(['component:default/a'], ['https://git.example/shop']),
    ).toEqual([keys[0], keys[1], keys[3]]);
    expect(await find([], ['https://git.example/shop'], 1)).toEqual([keys[1]]);
    expect(await find([], ['https://git.example/other'])).toEqual([]);
  });

  it('writes a repository without calling the entity changed', async () => {
    const write = async (repository_url: string | null) =>
      await upsertEntities(knex, {
        createdAt: null,
        at,
        entities: [{ ...entity('component:default/a'), repository_url }],
      });
    expect((await write(null)).changedIds).toHaveLength(1);
    expect((await write('https://git.example/shop')).changedIds).toEqual([]);
    expect(await knex('entities').first()).toMatchObject({
      repository_url: 'https://git.example/shop',
    });
  });
});
