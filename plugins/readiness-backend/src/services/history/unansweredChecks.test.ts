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
const check = { scorecard: 'service-readiness', id: 'slo-defined' };
const policies: Array<[string, TestPolicy]> = [
  ['from sums', {}],
  ['from entities', { hides: () => false }],
];

describe.each(databases.eachSupportedId())(
  'the history of a check whose source went, %s',
  databaseId => {
    it.each(policies)('ends with it, %s', async (_, policy) => {
      const knex = await databases.init(databaseId);
      await applyMigrations(knex);
      const world = new HistoryWorld(new Organisation(knex));
      const { organisation } = world;
      const owners = [groupRef('child')];
      const quiet = { groups: null, removes: null, entities: [] };
      await world.begin(
        [{ name: 'child' }],
        [
          { name: 'met', tier: 2, owners, slo: 'complete' },
          { name: 'unmet', tier: 2, owners, slo: 'none' },
        ],
      );
      organisation.connectedIds.delete('slo');
      await world.change({ ...quiet, days: 1 });
      await world.change({ ...quiet, days: 2 });
      const { history } = createTestServices(organisation, policy);
      const { total, teams } = await history.getCheckAdoption(
        check,
        { from },
        asUser,
      );
      for (const points of [total, teams[0].points]) {
        expect(
          points.map(({ day, counts }) => [day, counts.pass, counts.fail]),
        ).toEqual([
          [from, 1, 1],
          ['2026-11-22', 0, 0],
          ['2026-11-24', 0, 0],
        ]);
      }
      const { points } = await history.getTrend(
        { scope: 'team', ref: 'child', check: check.id, from },
        asUser,
      );
      expect(points.map(({ entities }) => entities)).toEqual([2, 0, 0]);
      const { parts } = await history.getMovement(
        { scope: 'team', ref: 'child', from },
        asUser,
      );
      expect(parts.map(({ part }) => part)).toEqual(['data']);
      await knex.destroy();
    });
  },
);
