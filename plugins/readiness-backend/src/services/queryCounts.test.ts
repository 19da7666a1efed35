import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../database/initializeDatabase';
import {
  asUser,
  createTestServices,
  TestPolicy,
} from './__testUtils__/createTestServices';
import { multiplyEntity } from './__testUtils__/multiplyEntity';
import { groupRef, Organisation } from './__testUtils__/Organisation';
import { ReadinessServices } from './ReadinessServices';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const template = {
  name: 'template',
  tier: 1,
  owners: [groupRef('team-0')],
  readmeWords: 500,
  runbookSections: null,
  slo: 'none' as const,
};
const teams = 20;

type Read = (services: ReadinessServices) => Promise<unknown>;

const check = { scorecard: 'service-readiness', id: 'runbook' };
const reads: Record<string, Read> = {
  getOverview: ({ overview }) => overview.getOverview({}, asUser),
  'getOverview of a tier': ({ overview }) =>
    overview.getOverview({ tier: 1 }, asUser),
  'getOverview of a domain': ({ overview }) =>
    overview.getOverview({ domain: 'shop', lifecycle: 'production' }, asUser),
  'listRollups by team': ({ rollups }) =>
    rollups.listRollups({ by: 'team', owner: 'root', limit: 500 }, asUser),
  'listRollups by domain': ({ rollups }) =>
    rollups.listRollups({ by: 'domain', owner: 'root' }, asUser),
  'listRollups of a tier': ({ rollups }) =>
    rollups.listRollups({ by: 'team', owner: 'root', tier: 1 }, asUser),
  listGaps: ({ gaps }) => gaps.listGaps({ owner: 'root' }, asUser),
  listDependencyRisks: ({ dependencyRisks }) =>
    dependencyRisks.listDependencyRisks(
      { owner: 'root', tier: 2, lifecycle: 'production' },
      asUser,
    ),
  'listEntities by text': ({ entities }) =>
    entities.listEntities(
      { owner: 'root', search: 'temp', system: 'shop', sort: 'score' },
      asUser,
    ),
  getTeam: services =>
    services.teams.getTeam({ namespace: 'default', name: 'root' }, {}, asUser),
  listEntities: ({ entities }) =>
    entities.listEntities({ owner: 'root', limit: 500 }, asUser),
  'listEntities of the reader': ({ entities }) =>
    entities.listEntities({ owner: 'mine' }, asUser),
  listEntityLevels: ({ entities }) =>
    entities.listEntityLevels({ refs: ['component:default/template'] }, asUser),
  getEntity: ({ entities }) =>
    entities.getEntity(
      { kind: 'component', namespace: 'default', name: 'template' },
      asUser,
    ),
  getApplicability: ({ entities }) =>
    entities.getApplicability(
      { kind: 'component', namespace: 'default', name: 'template' },
      asUser,
    ),
  listVersions: ({ scorecards }) =>
    scorecards.listVersions('service-readiness', {}, asUser),
  listScorecards: ({ scorecards }) => scorecards.listScorecards(asUser),
  getCheck: ({ checks }) => checks.getCheck(check, asUser),
  listCheckResults: ({ checks }) =>
    checks.listCheckResults(check, { team: 'root', limit: 500 }, asUser),
  'getTrend of the organisation': ({ history }) =>
    history.getTrend({ scope: 'organisation' }, asUser),
  'getTrend of a tier': ({ history }) =>
    history.getTrend({ scope: 'organisation', tier: 1 }, asUser),
  'getTrend of a team': ({ history }) =>
    history.getTrend({ scope: 'team', ref: 'root', area: 'security' }, asUser),
  'getTrend of a check': ({ history }) =>
    history.getTrend({ scope: 'team', ref: 'root', check: 'runbook' }, asUser),
  'getTrend of an entity': ({ history }) =>
    history.getTrend(
      { scope: 'entity', ref: 'component:default/template' },
      asUser,
    ),
  'getMovement of a team': ({ history }) =>
    history.getMovement({ scope: 'team', ref: 'root' }, asUser),
  listMovers: ({ history }) => history.listMovers({ owner: 'root' }, asUser),
  'listMovers of a lifecycle': ({ history }) =>
    history.listMovers({ lifecycle: 'production' }, asUser),
  listTransitions: ({ history }) =>
    history.listTransitions({ owner: 'root', limit: 500 }, asUser),
  getTransition: ({ history }) => history.getTransition('1', asUser),
  listCheckAdoption: ({ history }) => history.listCheckAdoption({}, asUser),
  getCheckAdoption: ({ history }) =>
    history.getCheckAdoption(check, { owner: 'root' }, asUser),
  listDefinitions: ({ definitions }) => definitions.listDefinitions(asUser),
  listCollectors: ({ collectors }) => collectors.listCollectors(asUser),
  listProblems: ({ problems }) => problems.listProblems({}, asUser),
};

describe.each(databases.eachSupportedId())('queries, %s', databaseId => {
  let knex: Knex;
  let counts: Array<Record<string, number>>;
  let entities: number[];
  let organisation: Organisation;

  async function countQueries(policy: TestPolicy) {
    const services = createTestServices(organisation, policy);
    // Under conditions the first read of a minute fills the visible set.
    await services.scorecards.listScorecards(asUser);
    const counted: Record<string, number> = {};
    let queries = 0;
    const onQuery = () => {
      queries += 1;
    };
    knex.on('query', onQuery);
    for (const [name, read] of Object.entries(reads)) {
      queries = 0;
      await read(services);
      counted[name] = queries;
    }
    knex.removeListener('query', onQuery);
    return counted;
  }

  beforeAll(async () => {
    counts = [];
    entities = [];
    for (const size of [100, 10_000]) {
      knex = await databases.init(databaseId);
      await applyMigrations(knex);
      organisation = new Organisation(knex);
      const groups = [
        { name: 'root' },
        ...Array.from({ length: teams }, (_, index) => ({
          name: `team-${index}`,
          parent: 'root',
        })),
      ];
      organisation.now -= 24 * 3_600_000;
      await organisation.write(groups, [{ ...template, readmeWords: null }]);
      await organisation.writeSnapshot();
      organisation.now += 24 * 3_600_000;
      await organisation.write(groups, [template]);
      await multiplyEntity(organisation, {
        ref: 'component:default/template',
        count: size,
        teams,
      });
      const { total } = await createTestServices(
        organisation,
      ).overview.getOverview({}, asUser);
      entities.push(total.entities);
      counts.push(
        await countQueries({}),
        await countQueries({ hides: () => false }),
      );
    }
  });

  it('counts 100 and 10,000 entities', () => {
    expect(entities).toEqual([100, 10_000]);
  });

  it.each(Object.keys(reads))('%s asks as often at 10,000 as at 100', name => {
    const [all100, filtered100, all10000, filtered10000] = counts.map(
      count => count[name],
    );
    expect(all10000).toBe(all100);
    expect(filtered10000).toBe(filtered100);
    expect(Math.max(all10000, filtered10000)).toBeLessThanOrEqual(5);
    expect(Math.min(all10000, filtered10000)).toBeGreaterThan(0);
  });
});
