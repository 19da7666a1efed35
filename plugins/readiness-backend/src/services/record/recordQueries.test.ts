import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { bulkUpsert } from '../../database/operations/bulk';
import {
  asUser,
  createTestServices,
  TestPolicy,
} from '../__testUtils__/createTestServices';
import { groupRef, Organisation } from '../__testUtils__/Organisation';
import {
  decisions,
  deployment,
  impactEntry,
  putFacts,
  record,
} from '../__testUtils__/recordedOrganisation';
import { ReadinessServices } from '../ReadinessServices';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const template = 'component:default/template';
const team = { kind: 'group', namespace: 'default', name: 'team' };

const reads: Record<string, (services: ReadinessServices) => Promise<object>> =
  {
    getTrackRecord: services =>
      services.record.getTrackRecord(team, { limit: 500 }, asUser),
    getDelivery: services => services.record.getDelivery(team, {}, asUser),
    getImpactBrief: services =>
      services.record.getImpactBrief(team, {}, asUser),
  };

describe.each(databases.eachSupportedId())('queries, %s', databaseId => {
  let knex: Knex;
  let organisation: Organisation;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    organisation = new Organisation(knex);
    await organisation.write(
      [{ name: 'team' }],
      [{ name: 'template', tier: 3, owners: [groupRef('team')] }],
    );
    await putFacts(organisation, template, {
      decisions: decisions('here', { date: '2026-09-01' }),
      impact: { entries: [impactEntry], broken: 0 },
    });
    await record(organisation, [
      deployment(template, 'd1', '2026-09-01T10:00:00Z'),
    ]);
  });
  afterAll(() => knex.destroy());

  /** Further entities with all that the first one has. */
  async function grow(from: number, to: number) {
    const copies = Array.from({ length: to - from }, (_, index) => ({
      id: 1_000 + from + index,
      name: `template${from + index}`,
    }));
    const id = organisation.idOf(template);
    const [entity] = await knex('entities').where({ id });
    await bulkUpsert(knex, {
      table: 'entities',
      rows: copies.map(copy => ({
        ...entity,
        ...copy,
        ref: `component:default/${copy.name}`,
      })),
    });
    for (const table of [
      'facts',
      'track_record_entries',
      'track_record_states',
    ] as const) {
      const rows = await knex(table).where({ entity_id: id });
      await bulkUpsert(knex, {
        table,
        rows: copies.flatMap(copy =>
          rows.map(row => ({
            ...row,
            entity_id: copy.id,
            ...(row.key ? { key: `${row.key.slice(0, 30)}${copy.id}` } : {}),
          })),
        ),
      });
    }
    for (const { name } of copies) {
      organisation.entities.set(`component:default/${name}`, {
        name,
        tier: 3,
        owners: [groupRef('team')],
      });
    }
  }

  async function count(policy: TestPolicy) {
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

  it('are as many for 300 entities as for 3, with conditions and without', async () => {
    const wanted = { getTrackRecord: 3, getDelivery: 4, getImpactBrief: 4 };
    await grow(1, 3);
    for (const policy of [{}, { hides: () => false }]) {
      expect(await count(policy)).toEqual(wanted);
    }
    await grow(3, 300);
    for (const policy of [{}, { hides: () => false }]) {
      expect(await count(policy)).toEqual(wanted);
    }
    const { counts } = await createTestServices(
      organisation,
    ).record.getTrackRecord(team, {}, asUser);
    expect(counts).toEqual([
      { kind: 'adr', count: 300 },
      { kind: 'deployment', count: 300 },
      { kind: 'impact', count: 300 },
    ]);
  });
});
