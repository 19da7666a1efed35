/**
 * What teams were stays what they were: a team is split, a service is moved, a group is renamed, services come,
 * go and are orphaned, and the past of each team is read again after each step. Through the real collector
 * of the catalog and the real pipeline.
 */
import { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import {
  ChangingOrganisation,
  TeamDay,
} from './__testUtils__/ChangingOrganisation';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();

const org = 'group:default/org';
const teamA = 'group:default/team-a';
const teamB = 'group:default/team-b';
const teamC = 'group:default/team-c';
const teamD = 'group:default/team-d';
const user = 'user:default/u';
const [s1, s2, s3, s4, shared, own, lost] = [
  's1',
  's2',
  's3',
  's4',
  'shared',
  'own',
  'lost',
].map(name => `component:default/${name}`);

const nothing: TeamDay = { passed: 0, known: 0, entities: 0 };

describe.each(databases.eachSupportedId())('a re-organisation, %s', id => {
  let knex: Knex;
  let organisation: ChangingOrganisation;

  beforeEach(async () => {
    knex = await databases.init(id);
    organisation = new ChangingOrganisation(knex);
    await organisation.begin({
      [org]: {},
      [teamA]: { owners: [org] },
      [teamB]: { owners: [org] },
      [s1]: { owners: [teamA] },
      [s2]: { owners: [teamA] },
      [s3]: { owners: [teamA] },
      [s4]: { owners: [teamB] },
      [shared]: { owners: [teamA, teamB] },
      [own]: { owners: [user] },
      [lost]: { owners: ['group:default/nobody'] },
    });
    await organisation.observe('fail', s1, s2, s3, s4, shared, own, lost);
    // The first snapshot is that of the day on which there is none yet.
    await organisation.pass(0);
  });
  afterEach(async () => {
    await knex.destroy();
  });

  const entitiesNow = async (...teams: string[]) => {
    const counts: number[] = [];
    for (const team of teams) {
      counts.push(
        (await organisation.teamOn(team, organisation.today())).entities,
      );
    }
    return counts;
  };
  const sinceOf = async (ref: string) => {
    const { owner_since: since } = await knex('entities')
      .where({ ref })
      .first();
    return since === null ? null : Number(since);
  };

  it('leaves the past trends of all teams as they were', async () => {
    const first = organisation.today();
    const past = new Map<string, TeamDay[]>();
    const standing = new Map<string, number[][]>();
    /** A day goes by; what was read of earlier days is read again, of renamed teams under the new name. */
    const remember = async (renamed: Record<string, string> = {}) => {
      await organisation.pass(1);
      const before = new Map(past);
      for (const [from, to] of Object.entries(renamed)) {
        before.set(to, past.get(from) ?? []);
        before.set(
          from,
          (past.get(from) ?? []).map(() => nothing),
        );
      }
      const days = organisation.daysSince(first);
      for (const team of [org, teamA, teamB, teamC, teamD]) {
        const trend: TeamDay[] = [];
        const snapshots: TeamDay[] = [];
        for (const day of days) {
          trend.push(await organisation.teamOn(team, day));
          snapshots.push(await organisation.snapshotOn(team, day));
        }
        const known = before.get(team) ?? [];
        expect(trend.slice(0, known.length)).toEqual(known);
        expect(snapshots).toEqual(trend);
        past.set(team, trend);
      }
      for (const day of days) {
        const found = await organisation.entitiesOn(day);
        standing.set(day, standing.get(day) ?? found);
        expect(found).toEqual(standing.get(day));
      }
    };
    await remember();
    expect(await entitiesNow(org, teamA, teamB)).toEqual([5, 4, 2]);
    await organisation.observe('pass', s1, s3);
    await remember();

    // Team A is split: one service goes to a new child team of the organisation.
    await organisation.change({
      [teamD]: { owners: [org] },
      [s3]: { owners: [teamD] },
    });
    await remember();
    expect(await entitiesNow(org, teamA, teamB, teamD)).toEqual([5, 3, 2, 1]);
    expect(past.get(teamA)?.map(({ passed }) => passed)).toEqual([0, 2, 1]);
    expect(past.get(org)?.map(({ passed }) => passed)).toEqual([0, 2, 2]);

    // A service is moved, and gets better there: that is no merit of its new team yet.
    await organisation.change({ [s2]: { owners: [teamB] } });
    await organisation.observe('pass', s2);
    await remember();
    expect(await entitiesNow(teamA, teamB)).toEqual([2, 3]);
    expect(await organisation.partsOf(teamB)).toEqual({ moved: 1 });

    // Team B is renamed, with all that it owns.
    await organisation.change({
      [teamB]: null,
      [teamC]: { owners: [org], previousRef: 'team-b' },
      [s2]: { owners: [teamC] },
      [s4]: { owners: [teamC] },
      [shared]: { owners: [teamA, teamC] },
    });
    await remember({ [teamB]: teamC });
    expect(await entitiesNow(org, teamA, teamB, teamC)).toEqual([5, 2, 0, 3]);
    expect(past.get(teamC)?.map(each => each.entities)).toEqual([
      2, 2, 2, 3, 3,
    ]);
    expect(await organisation.partsOf(teamC)).toEqual({ moved: 1 });
    expect(await sinceOf(s4)).toBeNull();
    expect(await sinceOf(shared)).toBeNull();

    // A service is renamed; another one goes; a whole team moves below another one.
    await organisation.change({
      [s4]: null,
      'component:default/s4-new': { owners: [teamC], previousRef: 's4' },
      [teamD]: { owners: [teamC] },
    });
    await remember();
    expect(await entitiesNow(org, teamC, teamD)).toEqual([5, 4, 1]);
    await organisation.change({ [s1]: null });
    await organisation.change({});
    await remember();
    expect(await entitiesNow(org, teamA, teamC)).toEqual([4, 1, 4]);
    expect(await organisation.partsOf(teamA)).toEqual({
      improved: 2,
      moved: -1,
      removed: -1,
    });

    // A Group goes: what it owns is orphaned, counts for no team, and has not moved.
    await organisation.change({ [teamD]: null });
    await organisation.change({});
    await remember();
    expect(await entitiesNow(org, teamC, teamD)).toEqual([3, 3, 0]);
    expect(await sinceOf(s3)).not.toBeNull();
    const open = await knex('ownership_periods')
      .join('entities', 'entities.id', 'entity_id')
      .where({ ref: s3 })
      .orderBy('from_at')
      .select('until_at');
    expect(open.map(row => row.until_at === null)).toEqual([false, true]);
  });

  it('counts a shared service once for the common parent, and that of a User for no team', async () => {
    await organisation.observe('pass', shared, own, lost);
    expect(await entitiesNow(org, teamA, teamB, user)).toEqual([5, 4, 2, 0]);
    expect(await organisation.partsOf(org)).toEqual({ improved: 1 });
    await organisation.pass(1);
    // One of its owners leaves: it moves as a whole, and all stay right.
    await organisation.change({ [shared]: { owners: [teamB] } });
    expect(await entitiesNow(org, teamA, teamB)).toEqual([5, 3, 2]);
    expect(await organisation.partsOf(org)).toEqual({ improved: 1 });
    // A User hands over to a team.
    await organisation.change({ [own]: { owners: [teamA] } });
    expect(await entitiesNow(org, teamA)).toEqual([6, 4]);
    expect(await sinceOf(own)).toBe(organisation.tiny.now);
  });

  it('counts what an inherited service does as a move for 30 days, and then for its team', async () => {
    await organisation.change({ [s1]: { owners: [teamB] } });
    await organisation.pass(29);
    await organisation.observe('pass', s1);
    expect(await organisation.partsOf(teamB)).toEqual({ moved: 1 });
    await organisation.pass(2);
    await organisation.observe('fail', s1);
    expect(await organisation.partsOf(teamB)).toEqual({
      moved: 1,
      declined: -1,
    });
  });

  it('gives a service back to who had it a few days ago, as if nothing had been', async () => {
    await organisation.change({ [s1]: { owners: [teamB] } });
    await organisation.pass(3);
    await organisation.change({ [s1]: { owners: [teamA] } });
    expect(await sinceOf(s1)).toBeNull();
    await organisation.observe('pass', s1);
    expect(await organisation.partsOf(teamA)).toEqual({ improved: 1 });
    expect(await organisation.partsOf(teamB)).toEqual({});
  });
});
