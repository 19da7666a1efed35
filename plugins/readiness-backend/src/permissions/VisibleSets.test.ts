import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import { applyMigrations } from '../database/initializeDatabase';
import { VisibleSets } from './VisibleSets';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const credentials = mockCredentials.user();
const start = Date.parse('2026-11-21T08:00:00Z');

function entity(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
  };
}

describe.each(databases.eachSupportedId())('VisibleSets, %s', databaseId => {
  let knex: Knex;
  let now: number;
  let streams: number;
  let pages: Array<string[] | Error>;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations(knex);
    await knex('entities').insert(
      ['a', 'b', 'c'].map((name, index) => ({
        id: index + 1,
        ref: `component:default/${name}`,
        kind: 'component',
        namespace: 'default',
        name,
        owner_set_id: 1,
      })),
    );
  });
  beforeEach(async () => {
    await knex('visible_sets').delete();
    await knex('visible_entities').delete();
    now = start;
    streams = 0;
    pages = [['a'], ['b']];
  });
  afterAll(() => knex.destroy());

  const create = () =>
    new VisibleSets({
      knex,
      clock: { now: () => new Date(now) },
      catalog: catalogServiceMock.mock({
        async *streamEntities() {
          streams += 1;
          for (const page of pages) {
            if (page instanceof Error) {
              throw page;
            }
            yield page.map(entity);
          }
        },
      }),
    });
  const idsOf = async (setId: number) =>
    knex('visible_entities')
      .where({ set_id: setId })
      .orderBy('entity_id')
      .pluck('entity_id');

  it('holds what the catalog shows, without what is not known here', async () => {
    pages = [['a', 'unknown'], [], ['a', 'c']];
    const setId = await create().find({ rule: 'X' }, credentials);
    expect(await idsOf(setId)).toEqual([1, 3]);
  });

  it('is filled once a minute for the same conditions, in any order of keys', async () => {
    const sets = create();
    const found = await Promise.all([
      sets.find({ rule: 'X', params: { a: 1, b: [2] } }, credentials),
      sets.find({ params: { b: [2], a: 1 }, rule: 'X' }, credentials),
    ]);
    expect(found[0]).toBe(found[1]);
    now += 59_000;
    expect(
      await sets.find({ params: { b: [2], a: 1 }, rule: 'X' }, credentials),
    ).toBe(found[0]);
    expect(streams).toBe(1);
    now += 2_000;
    pages = [['c']];
    const later = await sets.find(
      { rule: 'X', params: { a: 1, b: [2] } },
      credentials,
    );
    expect(streams).toBe(2);
    expect(await idsOf(later)).toEqual([3]);
    // A reader that is still at work goes on with what it began with.
    expect(await idsOf(found[0])).toEqual([1, 2]);
  });

  it('is not shared between different conditions', async () => {
    const sets = create();
    const one = await sets.find(
      { params: { claims: ['user:a'] } },
      credentials,
    );
    pages = [['c']];
    const other = await sets.find(
      { params: { claims: ['user:b'] } },
      credentials,
    );
    expect(await idsOf(one)).toEqual([1, 2]);
    expect(await idsOf(other)).toEqual([3]);
  });

  it('is found by another replica', async () => {
    const setId = await create().find({ rule: 'X' }, credentials);
    expect(await create().find({ rule: 'X' }, credentials)).toBe(setId);
    expect(streams).toBe(1);
  });

  it('is never found half-filled', async () => {
    pages = [['a'], new Error('The catalog went away')];
    const sets = create();
    await expect(sets.find({ rule: 'X' }, credentials)).rejects.toThrow(
      'The catalog went away',
    );
    pages = [['a'], ['b']];
    expect(await idsOf(await sets.find({ rule: 'X' }, credentials))).toEqual([
      1, 2,
    ]);
  });

  it('survives being filled by two replicas at once', async () => {
    const found = await Promise.all(
      [create(), create(), create()].map(sets =>
        sets.find({ rule: 'X' }, credentials),
      ),
    );
    for (const setId of found) {
      expect(await idsOf(setId)).toEqual([1, 2]);
    }
    expect(found).toContain(await create().find({ rule: 'X' }, credentials));
  });

  it('goes away some time after its end', async () => {
    const sets = create();
    const old = await sets.find({ rule: 'X' }, credentials);
    now += 600_000;
    await sets.find({ rule: 'Y' }, credentials);
    expect(await idsOf(old)).toEqual([1, 2]);
    now += 120_000;
    await sets.find({ rule: 'Z' }, credentials);
    expect(await idsOf(old)).toEqual([]);
    expect(await knex('visible_sets').where({ id: old })).toEqual([]);
  });
});
