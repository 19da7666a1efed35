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
import { descendants, evaluateAll } from '../__testUtils__/recountStanding';

jest.setTimeout(caseCount(240_000, 1_800_000));

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('gaps, %s', databaseId => {
  let knex: Knex;
  let organisation: Organisation;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations(knex);
    organisation = new Organisation(knex);
  });
  afterAll(() => knex.destroy());

  it('are what is left to do for each visible entity, with those who own most of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryGroups,
        arbitraryEntities,
        fc.constantFrom('child', 'other', 'root'),
        fc.constantFrom(undefined, 'parent', 'unowned'),
        async (groups, entities, hiddenTeam, owner) => {
          await organisation.clear();
          await organisation.write(groups, entities);
          const isHidden = (ref: string) =>
            ref === groupRef(hiddenTeam) ||
            Boolean(
              organisation.entities
                .get(ref)
                ?.owners?.includes(groupRef(hiddenTeam)),
            );
          const below = descendants(organisation, groupRef(owner ?? 'root'));
          const ofOwner = evaluateAll(organisation).filter(({ owners }) => {
            switch (owner) {
              case undefined:
                return true;
              case 'unowned':
                return !owners.some(each => organisation.groups.has(each));
              default:
                return owners.some(each => below.includes(each));
            }
          });
          for (const [policy, isVisible] of [
            [{}, () => true],
            [{ hides: () => false }, () => true],
            [{ hides: isHidden }, (ref: string) => !isHidden(ref)],
          ] as Array<[TestPolicy, (ref: string) => boolean]>) {
            const list = await createTestServices(
              organisation,
              policy,
            ).gaps.listGaps({ owner }, asUser);
            const open = ofOwner.filter(
              ({ ref, evaluation }) => isVisible(ref) && !evaluation.inGrace,
            );
            const checkIds = new Set(
              open.flatMap(({ evaluation }) => evaluation.fixesToTarget),
            );
            expect(new Set(list.items.map(({ fix }) => fix.checkId))).toEqual(
              checkIds,
            );
            expect(list.hidden).toBe(
              ofOwner.filter(({ ref }) => !isVisible(ref)).length,
            );
            const perHour = list.items.map(item => item.perHour);
            expect([...perHour].sort((a, b) => b - a)).toEqual(perHour);
            for (const { fix, perHour: lift, teams } of list.items) {
              const having = open.filter(({ evaluation }) =>
                evaluation.fixesToTarget.includes(fix.checkId),
              );
              const lifted = having.filter(
                ({ evaluation }) => evaluation.fixesToTarget.length === 1,
              ).length;
              expect(fix).toMatchObject({
                scorecard: 'service-readiness',
                entities: having.length,
                lifted,
              });
              expect(lift).toBeCloseTo(lifted / fix.effort, 5);
              const byTeam = [...organisation.groups.keys()]
                .filter(isVisible)
                .map(ref => ({
                  ref,
                  entities: having.filter(({ owners }) => owners.includes(ref))
                    .length,
                }))
                .filter(each => each.entities > 0);
              expect(
                teams.map(({ team, entities: count }) => ({
                  ref: team.ref,
                  entities: count,
                })),
              ).toEqual(expect.arrayContaining(byTeam));
              expect(teams).toHaveLength(Math.min(5, byTeam.length));
              const counts = teams.map(each => each.entities);
              expect([...counts].sort((a, b) => b - a)).toEqual(counts);
            }
          }
        },
      ),
      {
        numRuns: databaseId.startsWith('SQLITE')
          ? caseCount(6, 60)
          : caseCount(3, 25),
      },
    );
  });

  it('are picked by area and filter, and cut', async () => {
    await organisation.clear();
    await organisation.write(
      [{ name: 'team' }],
      [
        {
          name: 'a',
          tier: 1,
          owners: [groupRef('team')],
          readmeWords: 10,
          runbookSections: null,
          slo: 'none',
          system: 'shop',
        },
        { name: 'b', tier: 2, owners: [groupRef('team')], readmeWords: 10 },
      ],
    );
    const { gaps } = createTestServices(organisation);
    const checks = async (query: Parameters<typeof gaps.listGaps>[0]) =>
      (await gaps.listGaps(query, asUser)).items.map(({ fix }) => fix);
    const all = await checks({});
    expect(all.length).toBeGreaterThan(2);
    expect(await checks({ area: 'slos' })).toEqual(
      all.filter(({ area }) => area === 'slos'),
    );
    expect(await checks({ limit: 1 })).toEqual(all.slice(0, 1));
    const entitiesOf = async (query: object) =>
      (await checks(query)).find(({ checkId }) => checkId === 'readme')
        ?.entities;
    expect(await entitiesOf({})).toBe(2);
    expect(await entitiesOf({ tier: 2 })).toBe(1);
    expect(await entitiesOf({ system: 'shop' })).toBe(1);
    expect(await entitiesOf({ system: 'search' })).toBeUndefined();
  });
});
