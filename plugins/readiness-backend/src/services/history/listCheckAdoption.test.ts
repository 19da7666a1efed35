import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../../database/initializeDatabase';
import {
  asUser,
  createTestServices,
} from '../__testUtils__/createTestServices';
import { groupRef, Organisation } from '../__testUtils__/Organisation';
import { ReadinessServices } from '../ReadinessServices';
import { HistoryWorld } from './__testUtils__/HistoryWorld';
import { sampleDays } from './listCheckAdoption';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const owners = [groupRef('child')];
const quiet = { groups: null, removes: null, entities: [] };

/** The point of a curve that stands on a day. */
function standing(
  points: ReadonlyArray<{ day: string; adoption: number | null }>,
  day: string,
): number | null {
  return points.filter(point => point.day <= day).at(-1)?.adoption ?? null;
}

async function expectEachCurve(services: ReadinessServices) {
  const list = await services.history.listCheckAdoption({}, asUser);
  expect(list.items.length).toBeGreaterThan(3);
  for (const { scorecard, check, points } of list.items) {
    expect(points.length).toBeLessThanOrEqual(15);
    const { total, from, to } = await services.history.getCheckAdoption(
      { scorecard, id: check },
      {},
      asUser,
    );
    expect({ from: list.from, to: list.to }).toEqual({ from, to });
    expect(
      points.map(({ day, adoption }) => ({ check, day, adoption })),
    ).toEqual(
      points.map(({ day }) => ({ check, day, adoption: standing(total, day) })),
    );
  }
  return list;
}

describe.each(databases.eachSupportedId())(
  'adoption of all checks, %s',
  databaseId => {
    let knex: Knex;
    let world: HistoryWorld;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      await applyMigrations(knex);
      world = new HistoryWorld(new Organisation(knex));
      await world.begin(
        [{ name: 'root' }, { name: 'child', parent: 'root' }],
        [
          { name: 'a', tier: 1, owners, slo: 'none' },
          { name: 'b', tier: 2, owners, slo: 'complete' },
          { name: 'c', tier: 3, owners, runbookSections: null },
        ],
      );
      await world.change({ ...quiet, days: 3 });
      // One gets better and worse again, one comes, one goes.
      await world.change({
        ...quiet,
        days: 9,
        entities: [
          { name: 'a', tier: 1, owners, slo: 'complete' },
          { name: 'd', tier: 1, owners, slo: 'none' },
        ],
      });
      await world.change({ ...quiet, days: 8, removes: 1 });
      await world.change({
        ...quiet,
        days: 30,
        entities: [{ name: 'a', tier: 1, owners, slo: 'none' }],
      });
      await world.change({
        ...quiet,
        days: 1,
        entities: [{ name: 'd', tier: 1, owners, slo: 'complete' }],
      });
    });
    afterAll(() => knex.destroy());

    it('has points of the curve of each check', async () => {
      const list = await expectEachCurve(
        createTestServices(world.organisation),
      );
      const slo = list.items.find(({ check }) => check === 'slo-defined');
      expect(slo?.points.length).toBeGreaterThan(3);
    });

    it('counts what the reader sees, entity by entity', async () => {
      const seen = await expectEachCurve(
        createTestServices(world.organisation, {
          hides: ref => ref === 'component:default/d',
        }),
      );
      const all = await createTestServices(
        world.organisation,
      ).history.listCheckAdoption({}, asUser);
      expect(seen).not.toEqual(all);
    });

    it('is the same for who happens to see all', async () => {
      const all = createTestServices(world.organisation);
      const filtered = createTestServices(world.organisation, {
        hides: () => false,
      });
      const list = await all.history.listCheckAdoption({}, asUser);
      expect(await filtered.history.listCheckAdoption({}, asUser)).toEqual(
        list,
      );
      const [scorecard] = await all.scorecards.listScorecards(asUser);
      for (const { id, change } of scorecard.checks) {
        const item = list.items.find(
          each => each.scorecard === scorecard.id && each.check === id,
        );
        expect(item?.change ?? null).toEqual(change);
      }
    });

    it('tells nothing of what is hidden', async () => {
      const { history } = createTestServices(world.organisation, {
        hidesAll: true,
      });
      const { items } = await history.listCheckAdoption({}, asUser);
      expect(items.flatMap(({ points }) => points)).toEqual(
        items.map(() => ({ day: expect.any(String), adoption: null })),
      );
      expect(items.every(({ change }) => change === null)).toBe(true);
    });

    it('is of one scorecard on request, and of none that is not there', async () => {
      const { history } = createTestServices(world.organisation);
      const { items } = await history.listCheckAdoption(
        { scorecard: 'service-readiness' },
        asUser,
      );
      expect(new Set(items.map(({ scorecard }) => scorecard))).toEqual(
        new Set(['service-readiness']),
      );
      await expect(
        history.listCheckAdoption({ scorecard: 'none' }, asUser),
      ).rejects.toThrow('There is no such scorecard');
    });

    it('compares with the first day that counted something, for everybody', async () => {
      const own = new HistoryWorld(world.organisation);
      await own.begin([{ name: 'root' }, { name: 'child' }], []);
      for (const slo of ['none', 'none', 'complete'] as const) {
        await own.change({
          ...quiet,
          days: 1,
          entities: [{ name: 'a', tier: 1, owners, slo }],
        });
      }
      const all = await createTestServices(
        own.organisation,
      ).history.listCheckAdoption({}, asUser);
      const change = all.items.find(
        ({ check }) => check === 'slo-defined',
      )?.change;
      expect(change).toMatchObject({ since: own.days[1], points: 100 });
      const seen = await createTestServices(own.organisation, {
        hides: () => false,
      }).history.listCheckAdoption({}, asUser);
      expect(seen).toEqual(all);
    });
  },
);

describe('sampleDays', () => {
  const day = (ago: number) =>
    new Date(Date.UTC(2026, 10, 22) - ago * 86_400_000)
      .toISOString()
      .slice(0, 10);
  const options = { to: day(0), changedSince: day(30) };

  it('takes the first day, the last of each week, and that of the change', () => {
    const known = Array.from({ length: 90 }, (_, index) => day(90 - index));
    const days = sampleDays(known, options);
    expect(days).toHaveLength(14);
    expect(days[0]).toBe(day(90));
    expect(days).toContain(day(30));
    expect(days.at(-1)).toBe(day(7));
  });

  it('takes what is known where days are missing', () => {
    expect(sampleDays([day(40), day(25), day(3)], options)).toEqual([
      day(40),
      day(25),
    ]);
    expect(sampleDays([], options)).toEqual([]);
  });
});
