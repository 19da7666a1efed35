import { TestDatabases } from '@backstage/backend-test-utils';
import {
  MoverQuery,
  TrendQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { caseCount } from '../../__testUtils__/caseCount';
import { applyMigrations } from '../../database/initializeDatabase';
import {
  arbitraryEntities,
  arbitraryGroups,
} from '../__testUtils__/arbitraryOrganisation';
import {
  asUser,
  createTestServices,
} from '../__testUtils__/createTestServices';
import {
  groupRef,
  Organisation,
  startOfTests,
  TestEntity,
} from '../__testUtils__/Organisation';
import { HistoryWorld } from './__testUtils__/HistoryWorld';

jest.setTimeout(caseCount(240_000, 1_800_000));

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** Filters, and what they pick. */
const narrowings: Array<{
  filter: Pick<MoverQuery, 'tier' | 'lifecycle' | 'system'>;
  picks(entity: TestEntity): boolean;
}> = [
  { filter: { tier: 1 }, picks: ({ tier }) => tier === 1 },
  { filter: { tier: 0 }, picks: ({ tier }) => tier === undefined },
  {
    filter: { lifecycle: 'Production' },
    picks: ({ lifecycle = 'production' }) => lifecycle === 'production',
  },
  {
    filter: { tier: 2, lifecycle: 'experimental' },
    picks: ({ tier, lifecycle }) => tier === 2 && lifecycle === 'experimental',
  },
  { filter: { system: 'shop' }, picks: ({ system }) => system === 'shop' },
];

/** Of tier 1 and in production; its README got longer, or did not. */
const movedOnce = (readmeWords: number): TestEntity => ({
  name: 'e0',
  tier: 1,
  owners: [groupRef('root')],
  system: 'shop',
  readmeWords,
});

describe.each(databases.eachSupportedId())(
  'history narrowed to entities, %s',
  databaseId => {
    let knex: Knex;
    let world: HistoryWorld;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      await applyMigrations(knex);
      world = new HistoryWorld(new Organisation(knex));
    });
    afterAll(() => knex.destroy());

    /** Compares what a filter picks with what a reader is told who sees nothing else; returns how many teams moved. */
    async function expectSame(
      filter: (typeof narrowings)[number]['filter'],
      picks: (entity: TestEntity) => boolean,
    ): Promise<number> {
      const { organisation } = world;
      const all = createTestServices(organisation);
      const some = createTestServices(organisation, {
        hides: ref => {
          const entity = organisation.entities.get(ref);
          return entity !== undefined && !picks(entity);
        },
      });
      const from = new Date(startOfTests).toISOString().slice(0, 10);
      const movers = await all.history.listMovers({ from, ...filter }, asUser);
      expect(movers).toEqual(await some.history.listMovers({ from }, asUser));

      const ofArea = { from, area: 'documentation' as const };
      expect(
        await all.history.listMovers({ ...ofArea, ...filter }, asUser),
      ).toEqual(await some.history.listMovers(ofArea, asUser));

      const { system, ...fields } = filter;
      const queries: TrendQuery[] = system
        ? []
        : [
            { scope: 'organisation' },
            { scope: 'organisation', area: 'documentation' },
            { scope: 'organisation', check: 'runbook' },
            { scope: 'team', ref: 'root' },
          ];
      for (const query of queries) {
        const trend = await all.history.getTrend(
          { ...query, from, ...fields },
          asUser,
        );
        expect(trend.hidden).toBe(0);
        expect(trend).toEqual({
          ...(await some.history.getTrend({ ...query, from }, asUser)),
          hidden: 0,
        });
      }
      return movers.items.length;
    }

    it('is that of a reader who sees no other entities', async () => {
      let told = 0;
      await fc.assert(
        fc.asyncProperty(
          arbitraryGroups,
          arbitraryEntities,
          arbitraryEntities,
          fc.shuffledSubarray(narrowings, { minLength: 2, maxLength: 2 }),
          async (groups, entities, later, asked) => {
            await world.begin(groups, entities);
            await world.change({
              days: 2,
              entities: later,
              groups: null,
              removes: 1,
            });
            for (const { filter, picks } of asked) {
              told += await expectSame(filter, picks);
            }
          },
        ),
        {
          examples: [
            [
              [{ name: 'root' }],
              [movedOnce(10), { name: 'e1', tier: 2, readmeWords: 500 }],
              [movedOnce(500)],
              narrowings,
            ],
          ],
          numRuns: databaseId.startsWith('SQLITE')
            ? caseCount(12, 80)
            : caseCount(5, 30),
        },
      );
      expect(told).toBeGreaterThan(0);
    });

    it('hands on cursors for the same filters only', async () => {
      const { history } = createTestServices(world.organisation);
      const of = (name: string, team: string, readmeWords: number) => ({
        name,
        tier: 1,
        owners: [groupRef(team)],
        readmeWords,
      });
      await world.begin(
        [{ name: 'one' }, { name: 'two' }],
        [of('a', 'one', 10), of('b', 'two', 10)],
      );
      await world.change({
        days: 1,
        entities: [of('a', 'one', 500), of('b', 'two', 500)],
        groups: null,
        removes: null,
      });
      const from = world.days[0];
      const query = { from, tier: 1, limit: 1 };
      const first = await history.listMovers(query, asUser);
      const cursor = first.nextCursor ?? undefined;
      expect(first.items).toHaveLength(1);
      const second = await history.listMovers({ ...query, cursor }, asUser);
      expect(
        [...first.items, ...second.items].map(({ team }) => team.ref).sort(),
      ).toEqual([groupRef('one'), groupRef('two')]);
      expect(second.nextCursor).toBeNull();
      await expect(
        history.listMovers({ ...query, tier: 2, cursor }, asUser),
      ).rejects.toThrow('The cursor does not belong to this list');
    });

    it('is not told of a single entity', async () => {
      const { history } = createTestServices(world.organisation);
      await world.begin([{ name: 'one' }], [{ name: 'a', tier: 1 }]);
      await expect(
        history.getTrend(
          { scope: 'entity', ref: 'component:default/a', tier: 1 },
          asUser,
        ),
      ).rejects.toThrow('An entity cannot be narrowed');
    });
  },
);
