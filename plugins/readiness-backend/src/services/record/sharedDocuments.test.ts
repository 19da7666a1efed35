import { Knex } from 'knex';
import { MigratedDatabases } from '../../database/__testUtils__/MigratedDatabases';
import {
  asUser,
  createTestServices,
} from '../__testUtils__/createTestServices';
import { groupRef, Organisation } from '../__testUtils__/Organisation';
import {
  decisions,
  impactEntry,
  putFacts,
  record,
} from '../__testUtils__/recordedOrganisation';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();
const team = { kind: 'group', namespace: 'default', name: 'team' };
const followUp = {
  postmortem: 'docs/postmortems/a.md',
  kind: 'technical',
  hasOwner: true,
  writtenOn: '2026-07-20',
  dueOn: '2026-08-01',
  closedOn: '2026-07-30',
};

describe.each(databases.eachSupportedId())(
  'documents of a directory that several services share, %s',
  databaseId => {
    let knex: Knex;
    let organisation: Organisation;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      organisation = new Organisation(knex);
      organisation.now = Date.parse('2026-11-21T10:00:00Z');
      const names = ['cart', 'shop', 'stock', 'other'];
      await organisation.write(
        [{ name: 'team' }],
        names.map(name => ({ name, tier: 3, owners: [groupRef('team')] })),
      );
      for (const name of names) {
        const location = name === 'other' ? 'elsewhere' : 'monorepo';
        await putFacts(organisation, `component:default/${name}`, {
          impact: {
            entries: [
              { ...impactEntry, url: `https://git.example.org/${location}` },
            ],
            broken: 0,
          },
          // The path is the same everywhere, and the name of a directory may be.
          decisions: decisions(
            'repository',
            name === 'other'
              ? { date: '2026-09-02', title: 'Cache orders' }
              : { date: '2026-09-01', title: 'Use queues' },
          ),
          postmortems: {
            location,
            postmortems: [],
            // Two of one document that look the same are two.
            followUps: [followUp, followUp],
            broken: 0,
          },
        });
      }
      await record(organisation);
    });
    afterAll(() => knex.destroy());

    it('count once in a brief, as they do on the timeline', async () => {
      const { record: service } = createTestServices(organisation);
      const brief = await service.getImpactBrief(team, {}, asUser);
      expect(brief.record).toEqual([
        { kind: 'adr', before: 0, after: 2 },
        { kind: 'impact', before: 0, after: 2 },
      ]);
      expect(brief.impact.map(({ entity }) => entity.ref)).toEqual([
        'component:default/cart',
        'component:default/other',
      ]);
      const followUps = brief.metrics.find(
        ({ id }) => id === 'follow-ups-in-time',
      );
      expect(followUps).toMatchObject({ after: 100, samplesAfter: 4 });
    });

    it('are told at a service that the reader may see', async () => {
      const { record: service } = createTestServices(organisation, {
        hides: ref => ref === 'component:default/cart',
      });
      const brief = await service.getImpactBrief(team, {}, asUser);
      expect(brief.impact.map(({ entity }) => entity.ref)).toEqual([
        'component:default/shop',
        'component:default/other',
      ]);
      expect(brief.metrics).toContainEqual(
        expect.objectContaining({ id: 'follow-ups-in-time', samplesAfter: 4 }),
      );
    });
  },
);
