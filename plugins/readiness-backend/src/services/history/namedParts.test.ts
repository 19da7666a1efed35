import { TestDatabases } from '@backstage/backend-test-utils';
import { applyMigrations } from '../../database/initializeDatabase';
import {
  asUser,
  createTestServices,
  TestPolicy,
} from '../__testUtils__/createTestServices';
import { groupRef, Organisation } from '../__testUtils__/Organisation';
import { HistoryWorld } from './__testUtils__/HistoryWorld';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const from = '2026-11-21';
const policies: Array<[string, TestPolicy]> = [
  ['from sums', {}],
  ['from entities', { hides: () => false }],
];

describe.each(databases.eachSupportedId())('parts, %s', databaseId => {
  it.each(policies)(
    'tell what a new team brings as new, and what was there as moved, %s',
    async (_, policy) => {
      const knex = await databases.init(databaseId);
      await applyMigrations(knex);
      const world = new HistoryWorld(new Organisation(knex));
      const service = (name: string, owner: string) => ({
        name,
        tier: 2,
        owners: [groupRef(owner)],
        readmeWords: 500,
      });
      const groups = [{ name: 'shop' }, { name: 'other' }];
      await world.begin(groups, [
        service('old', 'shop'),
        service('there', 'other'),
        service('leaves', 'other'),
      ]);
      const begun = world.organisation.now;
      await world.change({
        days: 1,
        entities: [
          {
            ...service('young', 'fresh'),
            createdAt: begun + 86_400_000,
          },
        ],
        groups: [...groups, { name: 'fresh', parent: 'shop' }],
        removes: null,
      });
      await world.change({
        days: 45,
        entities: [],
        groups: null,
        removes: null,
      });
      const { history } = createTestServices(world.organisation, policy);
      const partsOf = async (ref: string) => {
        const { parts } = await history.getMovement(
          { scope: 'team', ref, from },
          asUser,
        );
        return parts.map(({ part, entities }) => [part, entities]);
      };
      expect(await partsOf('fresh')).toEqual([['new', 1]]);
      expect(await partsOf('shop')).toEqual([['new', 1]]);
      await world.change({
        days: 1,
        entities: [],
        groups: [
          groups[0],
          { name: 'other', parent: 'shop' },
          { name: 'fresh', parent: 'shop' },
        ],
        removes: null,
      });
      expect(await partsOf('shop')).toEqual(
        expect.arrayContaining([
          ['new', 1],
          ['moved', 2],
        ]),
      );
      await knex.destroy();
    },
  );

  it.each(policies)(
    'tell that a service went, though it is back, %s',
    async (_, policy) => {
      const knex = await databases.init(databaseId);
      await applyMigrations(knex);
      const world = new HistoryWorld(new Organisation(knex));
      const { organisation } = world;
      const service = (name: string) => ({
        name,
        owners: [groupRef('shop')],
        readmeWords: 500,
      });
      const quiet = { groups: null, removes: null, entities: [] };
      await world.begin(
        [{ name: 'shop' }],
        [service('stays'), service('goes')],
      );
      await world.change({ ...quiet, days: 1, removes: 1 });
      organisation.now += 2 * 86_400_000;
      await organisation.write([], [service('goes')]);
      const { history } = createTestServices(organisation, policy);
      const partsOf = async (query: { from: string; to?: string }) => {
        const { parts } = await history.getMovement(
          { scope: 'team', ref: 'shop', ...query },
          asUser,
        );
        return parts.map(({ part, entities }) => [part, entities]);
      };
      expect(await partsOf({ from, to: '2026-11-22' })).toEqual([
        ['removed', -1],
      ]);
      expect(await partsOf({ from: '2026-11-22' })).toEqual([['standard', 1]]);
      await knex.destroy();
    },
  );
});
