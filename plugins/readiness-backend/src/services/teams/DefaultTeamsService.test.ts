import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../../database/initializeDatabase';
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

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const day = 86_400_000;

const service = (name: string, readmeWords: number): TestEntity => ({
  name,
  tier: 3,
  owners: [groupRef('team')],
  readmeWords,
  runbookSections: ['impact'],
});

describe.each(databases.eachSupportedId())('history, %s', databaseId => {
  let knex: Knex;
  let organisation: Organisation;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations(knex);
    organisation = new Organisation(knex);
  });
  beforeEach(async () => {
    await organisation.clear();
  });
  afterAll(() => knex.destroy());

  const write = (words: number) =>
    organisation.write(
      [{ name: 'team' }],
      [service('a', words), service('b', 500)],
    );
  async function changes(policy = {}) {
    const services = createTestServices(organisation, policy);
    const team = await services.teams.getTeam(
      { namespace: 'default', name: 'team' },
      {},
      asUser,
    );
    const check = await services.checks.getCheck(
      { scorecard: 'service-readiness', id: 'readme' },
      asUser,
    );
    const scorecard = await services.scorecards.getScorecard(
      'service-readiness',
      asUser,
    );
    expect(scorecard.checks.find(({ id }) => id === 'readme')?.change).toEqual(
      check.summary.change,
    );
    return {
      team: team.change,
      check: check.summary.change,
      adoption: team.standing.overall.adoption ?? 0,
    };
  }

  it('is not told before there is any', async () => {
    await write(10);
    expect(await changes()).toMatchObject({ team: null, check: null });
    await organisation.writeSnapshot();
    expect(await changes()).toMatchObject({ team: null, check: null });
  });

  it('begins with the first day while it is short', async () => {
    await write(10);
    const before = await changes();
    await organisation.writeSnapshot();
    organisation.now = startOfTests + 3 * day;
    await write(500);
    const after = await changes();
    expect(after.check).toEqual({ since: '2026-11-21', days: 3, points: 50 });
    expect(after.team).toEqual({
      since: '2026-11-21',
      days: 3,
      points: Math.round((after.adoption - before.adoption) * 1_000) / 10,
    });
  });

  it('looks back 30 days, also to a day on which nothing was written', async () => {
    await write(10);
    await organisation.writeSnapshot();
    organisation.now = startOfTests + 5 * day;
    await write(500);
    await organisation.writeSnapshot();
    organisation.now = startOfTests + 20 * day;
    await organisation.writeSnapshot();
    // 30 days ago it stood as on the fifth day.
    organisation.now = startOfTests + 40 * day;
    await write(10);
    expect((await changes()).check).toEqual({
      since: '2026-12-01',
      days: 30,
      points: -50,
    });
  });

  it('is told only to who sees all', async () => {
    await write(10);
    await organisation.writeSnapshot();
    organisation.now = startOfTests + day;
    expect((await changes()).check?.points).toBe(0);
    expect(await changes({ hides: () => false })).toMatchObject({
      team: null,
      check: null,
    });
  });

  it('puts the fix first that lifts most for each hour', async () => {
    const complete = ['impact', 'diagnosis', 'mitigation', 'escalation'];
    await organisation.write(
      [{ name: 'team' }],
      [
        // One fix each: a README of 2 hours.
        { ...service('a', 10), runbookSections: complete },
        { ...service('b', 10), runbookSections: complete },
        // Two fixes: a README, and a runbook of 4 hours.
        { ...service('c', 10), runbookSections: null },
        // Only the owner is asked for, which takes half an hour.
        {
          ...service('d', 10),
          lifecycle: 'deprecated',
          owners: [groupRef('team'), groupRef('gone')],
        },
      ],
    );
    const { fixes } = await createTestServices(organisation).teams.getTeam(
      { namespace: 'default', name: 'team' },
      {},
      asUser,
    );
    expect(
      fixes.map(({ checkId, entities, lifted, effort }) => [
        checkId,
        entities,
        lifted,
        effort,
      ]),
    ).toEqual([
      ['owner-is-team', 1, 1, 0.5],
      ['readme', 3, 2, 2],
      ['runbook', 1, 0, 4],
    ]);
  });

  it('says which fixes a template should make, for single entities with a narrowed target too', async () => {
    const golden = 'template:default/golden-path';
    const made = (name: string, template?: string): TestEntity => ({
      ...service(name, 10),
      runbookSections: ['impact', 'diagnosis', 'mitigation', 'escalation'],
      template,
    });
    const gone = [groupRef('team'), groupRef('gone')];
    await organisation.write(
      [{ name: 'team' }],
      [
        made('a', golden),
        made('b', golden),
        made('c', golden),
        made('d', golden),
        made('e'),
        // Only the owner is asked for.
        ...['f', 'g', 'h'].map(name => ({
          ...made(name, golden),
          lifecycle: 'deprecated',
          owners: gone,
        })),
      ],
    );
    const { fixes } = await createTestServices(organisation).teams.getTeam(
      { namespace: 'default', name: 'team' },
      {},
      asUser,
    );
    expect(
      fixes.map(({ checkId, entities, action, template }) => [
        checkId,
        entities,
        action,
        template,
      ]),
    ).toEqual([
      ['owner-is-team', 3, 'template', { ref: golden, entities: 3 }],
      ['readme', 5, 'template', { ref: golden, entities: 4 }],
    ]);
  });

  it('says how far the team itself is with the gates of its highest level', async () => {
    await write(10);
    const team = await createTestServices(organisation).teams.getTeam(
      { namespace: 'default', name: 'team' },
      {},
      asUser,
    );
    const [own] = team.own;
    const gates = own.results.filter(
      ({ gate, counts, level, outcome }) =>
        gate && counts && level === own.ceiling && outcome !== 'not-applicable',
    );
    expect(gates.length).toBeGreaterThan(0);
    const isMet = (outcome: string) => ['pass', 'exempt'].includes(outcome);
    expect(team.exitCriteria).toEqual({
      scorecard: { id: 'team-readiness', title: own.scorecard.title },
      met: gates.filter(({ outcome }) => isMet(outcome)).length,
      total: gates.length,
      missing: gates
        .filter(({ outcome }) => !isMet(outcome))
        .map(({ checkId, title, outcome }) => ({ checkId, title, outcome })),
    });

    await organisation.clear();
    await organisation.write([{ name: 'shop', type: 'department' }], []);
    const department = await createTestServices(organisation).teams.getTeam(
      { namespace: 'default', name: 'shop' },
      {},
      asUser,
    );
    expect(department.exitCriteria).toBeNull();
  });
});
