import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Movement,
  MovementQuery,
  Trend,
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
import { Organisation, startOfTests } from '../__testUtils__/Organisation';
import { HistoryWorld } from './__testUtils__/HistoryWorld';

jest.setTimeout(caseCount(240_000, 1_800_000));

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** What differs between both ways, see docs/history.md: how a difference is split. */
function withoutParts({ parts: _, ...movement }: Movement) {
  return movement;
}

function expectToAddUp({ before, after, parts, ...movement }: Movement) {
  const sumOf = (pick: (part: Movement['parts'][number]) => number | null) =>
    parts.reduce((sum, part) => sum + (pick(part) ?? 0), 0);
  for (const name of ['passed', 'known', 'applicable'] as const) {
    expect(before.share[name] + sumOf(part => part[name])).toBeCloseTo(
      after.share[name],
      5,
    );
  }
  for (const name of ['entities', 'withTarget', 'onTarget'] as const) {
    expect(before[name] + sumOf(part => part[name])).toBe(after[name]);
  }
  for (const name of ['score', 'adoption'] as const) {
    const [was, is] = [before.share[name], after.share[name]];
    if (was === null || is === null) {
      expect(movement[name]).toBeNull();
    } else {
      expect(movement[name]).toBeCloseTo(is - was, 5);
      expect(sumOf(part => part[name])).toBeCloseTo(movement[name] ?? NaN, 9);
    }
  }
}

function expectPointOf(trend: Trend, sum: Movement['before']) {
  const point = trend.points.filter(({ day }) => day <= sum.day).at(-1);
  const { day: _, ...sums } = sum;
  if (point) {
    expect(point).toMatchObject(sums);
  } else {
    expect(sums.entities).toBe(0);
  }
}

describe.each(databases.eachSupportedId())('history, %s', databaseId => {
  let knex: Knex;
  let world: HistoryWorld;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations(knex);
    world = new HistoryWorld(new Organisation(knex));
  });
  afterAll(() => knex.destroy());

  it('is the same from sums and from entities, adds up, and ends with the overview', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryGroups,
        arbitraryEntities,
        fc.array(
          fc.record({
            days: fc.constantFrom(1, 2, 40),
            entities: arbitraryEntities,
            groups: fc.option(arbitraryGroups),
            removes: fc.option(fc.nat(11)),
          }),
          { minLength: 2, maxLength: 3 },
        ),
        async (groups, entities, changes) => {
          await world.begin(groups, entities);
          for (const change of changes) {
            await world.change(change);
          }
          const all = createTestServices(world.organisation);
          const filtered = createTestServices(world.organisation, {
            hides: () => false,
          });
          const subjects: Array<Pick<TrendQuery, 'scope' | 'ref'>> = [
            { scope: 'organisation' },
            { scope: 'team', ref: 'root' },
            { scope: 'team', ref: 'child' },
            { scope: 'entity', ref: 'component:default/e0' },
          ].filter(
            ({ ref }) => ref !== 'component:default/e0' || world.isThere(ref),
          ) as Array<Pick<TrendQuery, 'scope' | 'ref'>>;
          const from = new Date(startOfTests).toISOString().slice(0, 10);
          const middle = world.days[1];
          for (const subject of subjects) {
            for (const more of [{}, { area: 'documentation' as const }]) {
              const query = { ...subject, ...more, from };
              const trend = await all.history.getTrend(query, asUser);
              expect(await filtered.history.getTrend(query, asUser)).toEqual(
                trend,
              );
              for (const range of [{}, { from: middle }, { to: middle }]) {
                const asked: MovementQuery = { ...query, ...range };
                const movement = await all.history.getMovement(asked, asUser);
                const other = await filtered.history.getMovement(asked, asUser);
                expect(withoutParts(other)).toEqual(withoutParts(movement));
                expectToAddUp(movement);
                expectToAddUp(other);
                if (subject.scope !== 'entity') {
                  expectPointOf(trend, movement.before);
                  expectPointOf(trend, movement.after);
                }
              }
            }
            const ofCheck = { ...subject, from, check: 'runbook' };
            expect(
              (await filtered.history.getTrend(ofCheck, asUser)).points,
            ).toEqual((await all.history.getTrend(ofCheck, asUser)).points);
          }
          const check = { scorecard: 'service-readiness', id: 'runbook' };
          expect(
            await filtered.history.getCheckAdoption(check, { from }, asUser),
          ).toEqual(
            await all.history.getCheckAdoption(check, { from }, asUser),
          );
          expect(await filtered.history.listCheckAdoption({}, asUser)).toEqual(
            await all.history.listCheckAdoption({}, asUser),
          );
          const strip = (items: object[]) =>
            items.map(item => ({ ...item, main: null }));
          expect(
            strip((await filtered.history.listMovers({ from }, asUser)).items),
          ).toEqual(
            strip((await all.history.listMovers({ from }, asUser)).items),
          );
          const { total } = await all.overview.getOverview({}, asUser);
          const { points } = await all.history.getTrend(
            { scope: 'organisation', from },
            asUser,
          );
          expect(points.at(-1)).toMatchObject({
            day: new Date(world.organisation.now).toISOString().slice(0, 10),
            share: total.overall,
            entities: total.entities,
            withTarget: total.withTarget,
            onTarget: total.onTarget,
          });
        },
      ),
      {
        numRuns: databaseId.startsWith('SQLITE')
          ? caseCount(8, 60)
          : caseCount(3, 30),
      },
    );
  });
});
