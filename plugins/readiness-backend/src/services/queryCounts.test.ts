import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { applyMigrations } from '../database/initializeDatabase';
import { rawRows } from '../database/rawRows';
import {
  asUser,
  createTestServices,
  TestPolicy,
} from './__testUtils__/createTestServices';
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

/** Copies the one evaluated entity with all its rows, over twenty teams, and counts anew. */
async function multiply(organisation: Organisation, count: number) {
  const { knex } = organisation;
  const id = organisation.idOf('component:default/template');
  const series = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${
    count - 1
  })`;
  const sets = await rawRows<{ owner_set_id: number }>(
    knex,
    `select owner_set_id from owner_set_members order by owner_ref limit ${teams}`,
  );
  const set = `(case i % ${teams} ${sets
    .map((row, index) => `when ${index} then ${row.owner_set_id}`)
    .join(' ')} end)`;
  const copies: Record<string, [string, string]> = {
    entities: [
      'id, ref, kind, namespace, name, type, lifecycle, tier, owner_set_id, missed_streams',
      `1000 + i, ref || i, kind, namespace, name || i, type, lifecycle, tier, ${set}, 0`,
    ],
    scores: [
      'entity_id, definition_id, owner_set_id, tier, level, exemptions, ceiling, target_level, on_target, fixes, passed, known, applicable, in_grace',
      `1000 + i, definition_id, ${set}, tier, level, exemptions, ceiling, target_level, on_target, fixes, passed, known, applicable, in_grace`,
    ],
    results: [
      'entity_id, definition_id, packed, input_hash',
      '1000 + i, definition_id, packed, input_hash',
    ],
    entity_area_scores: [
      'entity_id, definition_id, area, passed, known, applicable',
      '1000 + i, definition_id, area, passed, known, applicable',
    ],
    transitions: [
      'entity_id, definition_id, check_key, from_outcome, to_outcome, at, cause, owner_set_id, fact_versions',
      `1000 + i, definition_id, check_key, from_outcome, to_outcome, at, cause, ${set}, fact_versions`,
    ],
    score_days: [
      'entity_id, scorecard, day, until_day, owner_set_id, tier, level, target_level, on_target, fixes, passed, known, applicable, in_grace, areas',
      `1000 + i, scorecard, day, until_day, ${set}, tier, level, target_level, on_target, fixes, passed, known, applicable, in_grace, areas`,
    ],
    non_pass_results: [
      'definition_id, check_key, entity_id, outcome, counts, owner_set_id, since',
      `definition_id, check_key, 1000 + i, outcome, counts, ${set}, since`,
    ],
  };
  for (const [table, [columns, values]] of Object.entries(copies)) {
    const key = table === 'entities' ? 'id' : 'entity_id';
    await knex.raw(
      `${
        knex.client.config.client === 'pg'
          ? ''
          : `insert into ${table} (${columns}) `
      }${series} ${
        knex.client.config.client === 'pg'
          ? `insert into ${table} (${columns}) `
          : ''
      }select ${values} from n cross join ${table} where ${key} = ${id}`,
    );
  }
  for (let index = 1; index < count; index += 1) {
    const copy = { ...template, name: `template${index}` };
    organisation.entities.set(`component:default/${copy.name}`, copy);
  }
  await knex('rollup_counts').delete();
  await knex('level_counts').delete();
  await knex.raw(`
    insert into rollup_counts (definition_id, check_key, owner_set_id, outcome, count)
    select definition_id, check_key, owner_set_id, outcome, count(*)
    from non_pass_results group by definition_id, check_key, owner_set_id, outcome`);
  await knex.raw(`
    insert into level_counts (definition_id, owner_set_id, tier, level, target_level, on_target, enough_data, count)
    select definition_id, owner_set_id, tier, level, coalesce(target_level, 0),
      coalesce(on_target, false), known >= 0.6 * applicable, count(*)
    from scores group by 1, 2, 3, 4, 5, 6, 7`);
}

type Read = (services: ReadinessServices) => Promise<unknown>;

const check = { scorecard: 'service-readiness', id: 'runbook' };
const reads: Record<string, Read> = {
  getOverview: ({ overview }) => overview.getOverview({}, asUser),
  'getOverview of a tier': ({ overview }) =>
    overview.getOverview({ tier: 1 }, asUser),
  getTeam: services =>
    services.teams.getTeam({ namespace: 'default', name: 'root' }, {}, asUser),
  listEntities: ({ entities }) =>
    entities.listEntities({ owner: 'root', limit: 500 }, asUser),
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
  listTransitions: ({ history }) =>
    history.listTransitions({ owner: 'root', limit: 500 }, asUser),
  getTransition: ({ history }) => history.getTransition('1', asUser),
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
    await services.overview.getOverview({}, asUser);
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
      await multiply(organisation, size);
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
