import { TestDatabases } from '@backstage/backend-test-utils';
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
  TestPolicy,
} from '../__testUtils__/createTestServices';
import { groupRef, Organisation } from '../__testUtils__/Organisation';
import {
  comparable,
  descendants,
  evaluateAll,
  recountStanding,
} from '../__testUtils__/recountStanding';

jest.setTimeout(caseCount(240_000, 1_800_000));

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('roll-ups, %s', databaseId => {
  let knex: Knex;
  let organisation: Organisation;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations(knex);
    organisation = new Organisation(knex);
  });
  afterAll(() => knex.destroy());

  async function overviewOf(policy: TestPolicy, tier?: number) {
    return createTestServices(organisation, policy).overview.getOverview(
      tier === undefined ? {} : { tier },
      asUser,
    );
  }

  it('give the numbers of a recount over what is visible, from counters and from entities', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryGroups,
        arbitraryEntities,
        fc.constantFrom('child', 'other', 'root'),
        fc.nat(3),
        async (groups, entities, hiddenTeam, tier) => {
          await organisation.clear();
          await organisation.write(groups, entities);
          const known = organisation.groups;
          const all = evaluateAll(organisation);
          const isHidden = (ref: string) =>
            ref === groupRef(hiddenTeam) ||
            Boolean(
              organisation.entities
                .get(ref)
                ?.owners?.includes(groupRef(hiddenTeam)),
            );

          const fromCounters = await overviewOf({});
          const fromEntities = await overviewOf({
            hides: () => false,
          });
          expect(fromEntities).toEqual(fromCounters);

          for (const [policy, isVisible] of [
            [{}, () => true],
            [{ hides: isHidden }, (ref: string) => !isHidden(ref)],
            [{ hidesAll: true }, () => false],
          ] as Array<[TestPolicy, (ref: string) => boolean]>) {
            const overview = await overviewOf(policy);
            expect(comparable(overview.total)).toEqual(
              recountStanding(all, isVisible),
            );
            for (const { team, standing } of overview.teams) {
              expect(isVisible(team.ref)).toBe(true);
              const below = descendants(organisation, team.ref);
              expect(comparable(standing)).toEqual(
                recountStanding(
                  all.filter(({ owners }) =>
                    owners.some(owner => below.includes(owner)),
                  ),
                  isVisible,
                ),
              );
            }
            const unowned = all.filter(
              ({ owners }) => !owners.some(owner => known.has(owner)),
            );
            expect(overview.unowned && comparable(overview.unowned)).toEqual(
              unowned.length > 0 ? recountStanding(unowned, isVisible) : null,
            );

            const ofTier = await overviewOf(policy, tier);
            const recounted = recountStanding(
              all.filter(entity => (entity.tier ?? 0) === tier),
              isVisible,
            );
            expect(comparable(ofTier.total)).toEqual({
              ...recounted,
              hidden: overview.total.hidden,
            });
          }
        },
      ),
      {
        numRuns: databaseId.startsWith('SQLITE')
          ? caseCount(25, 100)
          : caseCount(10, 40),
      },
    );
  });
});
