import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import { EntityVisibility } from '../../database/operations/visibility/EntityVisibility';
import { groupRef, Organisation } from '../__testUtils__/Organisation';
import { deployment, record } from '../__testUtils__/recordedOrganisation';
import { ReadableScorecards } from '../reading/ReadableScorecards';
import { DefaultRecordService } from './DefaultRecordService';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const team = { kind: 'group', namespace: 'default', name: 'team' };
const scope = {
  mayReadScorecard: () => true,
  visibility: { kind: 'all' } as EntityVisibility,
  ownershipRefs: [],
};

describe.each(databases.eachSupportedId())(
  'groups with more deliveries than fit into memory, %s',
  databaseId => {
    let knex: Knex;
    let organisation: Organisation;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      organisation = new Organisation(knex);
      organisation.now = Date.parse('2026-11-21T10:00:00Z');
      const names = ['cart', 'shop'];
      await organisation.write(
        [{ name: 'team' }],
        names.map(name => ({ name, tier: 3, owners: [groupRef('team')] })),
      );
      await record(
        organisation,
        names.flatMap(name =>
          ['2026-08-01', '2026-09-01'].map(day =>
            deployment(
              `component:default/${name}`,
              `${name} ${day}`,
              `${day}T10:00:00Z`,
            ),
          ),
        ),
      );
    });
    afterAll(() => knex.destroy());

    const service = (mostSamples: number) =>
      new DefaultRecordService({
        knex,
        clock: organisation.clock,
        scorecards: new ReadableScorecards({
          definitions: organisation.definitions,
          collection: organisation,
          clock: organisation.clock,
        }),
        timeZone: 'UTC',
        mostSamples,
      });

    it('are counted up to the limit', async () => {
      const { entities } = await service(4).getDelivery(team, {}, scope);
      expect(entities).toBe(2);
    });

    it('are refused beyond it, and not told in part', async () => {
      await expect(
        service(3).getDelivery(team, {}, scope),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: expect.stringContaining('ask for its child groups'),
      });
    });

    it('have a brief that says so', async () => {
      const brief = await service(3).getImpactBrief(team, {}, scope);
      expect(brief.metrics[0]).toMatchObject({ after: null, samplesAfter: 0 });
      expect(brief.unknown[0]).toMatch(/^There are more deployments/);
      expect(brief.unknown.join(' ')).not.toContain('No event');
      expect(brief.record).toEqual([]);
    });
  },
);
