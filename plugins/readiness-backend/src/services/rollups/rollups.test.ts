import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Rollup,
  RollupQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
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
import {
  groupRef,
  Organisation,
  TestEntity,
} from '../__testUtils__/Organisation';
import {
  comparable,
  descendants,
  Evaluated,
  evaluateAll,
  recountStanding,
} from '../__testUtils__/recountStanding';
import { ReadinessServices } from '../ReadinessServices';

jest.setTimeout(caseCount(240_000, 1_800_000));

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

type Field = RollupQuery['by'];
const fields: Field[] = [
  'team',
  'system',
  'domain',
  'tier',
  'lifecycle',
  'kind',
  'type',
];

/** `shop` is in a domain, `search` in none. */
const around: TestEntity[] = [
  { name: 'shop', kind: 'System', domain: 'commerce', title: 'The Shop' },
  { name: 'search', kind: 'System' },
  { name: 'commerce', kind: 'Domain' },
];
const domainRef = 'domain:default/commerce';

async function readAll(
  { rollups }: ReadinessServices,
  query: RollupQuery,
  limit = 2,
): Promise<{ items: Rollup[]; hidden: number }> {
  const items: Rollup[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await rollups.listRollups({ ...query, limit, cursor }, asUser);
    items.push(...page.items);
    if (page.nextCursor === null) {
      return { items, hidden: page.hidden };
    }
    cursor = page.nextCursor;
  }
}

describe.each(databases.eachSupportedId())('roll-ups by, %s', databaseId => {
  let knex: Knex;
  let organisation: Organisation;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    await applyMigrations(knex);
    organisation = new Organisation(knex);
  });
  afterAll(() => knex.destroy());

  /** What an entity says, as the API has it. */
  function valueOf(
    { ref }: Evaluated,
    field: Exclude<Field, 'team'>,
    isVisible: (ref: string) => boolean,
  ): string | null {
    const entity = organisation.entities.get(ref)!;
    switch (field) {
      case 'system':
        return entity.system ? `system:default/${entity.system}` : null;
      case 'domain': {
        const isInDomain =
          entity.domain === 'commerce' ||
          (entity.system === 'shop' && isVisible('system:default/shop'));
        return isInDomain ? domainRef : null;
      }
      case 'tier':
        return entity.tier ? String(entity.tier) : null;
      case 'lifecycle':
        return entity.lifecycle ?? 'production';
      case 'kind':
        return ref.split(':')[0];
      default:
        return entity.type ?? 'service';
    }
  }

  /** A System or Domain that the reader may see. */
  function isKnownPlace(
    key: string | null,
    isVisible: (ref: string) => boolean,
  ): boolean {
    return key !== null && organisation.entities.has(key) && isVisible(key);
  }

  function isIn(
    evaluated: Evaluated,
    field: Field,
    key: string | null,
    isVisible: (ref: string) => boolean,
  ): boolean {
    if (field !== 'team') {
      return valueOf(evaluated, field, isVisible) === key;
    }
    const below = key === null ? [] : descendants(organisation, key);
    return key === null
      ? !evaluated.owners.some(owner => organisation.groups.has(owner))
      : evaluated.owners.some(owner => below.includes(owner));
  }

  function outcomesOf(evaluated: readonly Evaluated[]) {
    const counts: Record<string, number> = {};
    for (const { evaluation } of evaluated) {
      for (const { outcome, counts: isCounted } of evaluation.inGrace
        ? []
        : evaluation.results) {
        if (isCounted) {
          counts[outcome] = (counts[outcome] ?? 0) + 1;
        }
      }
    }
    return counts;
  }

  function expectRollup(
    rollup: Rollup,
    all: readonly Evaluated[],
    isVisible: (ref: string) => boolean,
    tellsHidden: boolean,
  ) {
    const { standing, outcomes } = rollup;
    const recounted = recountStanding(all, isVisible);
    expect(comparable(standing)).toEqual({
      ...recounted,
      hidden: tellsHidden ? recounted.hidden : 0,
    });
    const { notApplicable, ...others } = outcomes;
    const counted = { ...others, 'not-applicable': notApplicable };
    expect(
      Object.fromEntries(
        Object.entries(counted).filter(([, count]) => count > 0),
      ),
    ).toEqual(outcomesOf(all.filter(({ ref }) => isVisible(ref))));
  }

  it('give the numbers of a recount, from counters and from entities, and name nothing that is hidden', async () => {
    await fc.assert(
      fc.asyncProperty(
        arbitraryGroups,
        arbitraryEntities,
        fc.constantFrom('child', 'other', 'root'),
        fc.boolean(),
        async (groups, entities, hiddenTeam, hidesShop) => {
          await organisation.clear();
          await organisation.write(groups, [...around, ...entities]);
          const all = evaluateAll(organisation);
          const isHidden = (ref: string) =>
            ref === groupRef(hiddenTeam) ||
            (hidesShop && ref === 'system:default/shop') ||
            Boolean(
              organisation.entities
                .get(ref)
                ?.owners?.includes(groupRef(hiddenTeam)),
            );
          for (const field of fields) {
            const fromCounters = await readAll(
              createTestServices(organisation),
              { by: field },
            );
            const fromEntities = await readAll(
              createTestServices(organisation, { hides: () => false }),
              { by: field },
            );
            expect(fromEntities).toEqual(fromCounters);
          }
          for (const [policy, isVisible] of [
            [{}, () => true],
            [{ hides: isHidden }, (ref: string) => !isHidden(ref)],
            [{ hidesAll: true }, () => false],
          ] as Array<[TestPolicy, (ref: string) => boolean]>) {
            const services = createTestServices(organisation, policy);
            const hidden = all.filter(({ ref }) => !isVisible(ref)).length;
            for (const field of fields) {
              const list = await readAll(services, { by: field });
              expect(list.hidden).toBe(hidden);
              const keys = list.items.map(({ key }) => key);
              expect(new Set(keys).size).toBe(keys.length);
              for (const rollup of list.items) {
                const isKnown =
                  field === 'team' || isKnownPlace(rollup.key, isVisible);
                expectRollup(
                  rollup,
                  all.filter(each => isIn(each, field, rollup.key, isVisible)),
                  isVisible,
                  isKnown,
                );
                expect(rollup.title === null).toBe(
                  rollup.key === null || !isKnown,
                );
                const { entities: count, inGrace } = rollup.standing;
                expect(isKnown || count + inGrace > 0).toBe(true);
                // A group and a parent are named to those who may see them.
                expect(
                  [rollup.parentRef, field === 'team' ? rollup.key : null]
                    .filter(ref => ref !== null)
                    .every(isVisible),
                ).toBe(true);
              }
              // Every value of a visible entity is there.
              const values = all
                .filter(({ ref }) => isVisible(ref))
                .flatMap(each =>
                  field === 'team' ? [] : [valueOf(each, field, isVisible)],
                );
              expect(keys).toEqual(expect.arrayContaining(values));
            }
            const ofDomain = await services.rollups.listRollups(
              { by: 'kind', domain: 'commerce' },
              asUser,
            );
            const inDomain = all.filter(
              each => valueOf(each, 'domain', isVisible) === domainRef,
            );
            expect(
              ofDomain.items.reduce(
                (sum, { standing }) =>
                  sum + standing.entities + standing.inGrace,
                0,
              ),
            ).toBe(inDomain.filter(({ ref }) => isVisible(ref)).length);
            // A filter by what entities say must not change what is known of hidden ones.
            expect(ofDomain.hidden).toBe(hidden);
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

  describe('of an example', () => {
    const tier1 = (name: string, more: Partial<TestEntity>): TestEntity => ({
      name,
      tier: 1,
      owners: [groupRef('child')],
      readmeWords: null,
      runbookSections: null,
      ...more,
    });
    let services: ReadinessServices;

    beforeAll(async () => {
      await organisation.clear();
      await organisation.write(
        [
          { name: 'shop', type: 'department', title: 'The Shop' },
          { name: 'child', parent: 'shop', title: 'Checkout' },
          { name: 'search', parent: 'shop', title: '100% Search' },
          { name: 'idle' },
        ],
        [
          ...around,
          tier1('one', { system: 'shop' }),
          tier1('two', { system: 'shop' }),
          tier1('three', { owners: [groupRef('search')], system: 'search' }),
          tier1('four', { owners: ['user:default/somebody'], tier: 3 }),
          tier1('five', { owners: [], readmeWords: 500 }),
        ],
      );
      services = createTestServices(organisation);
    });

    const keys = async (query: RollupQuery) =>
      (await readAll(services, query)).items.map(({ key, title }) =>
        title === null ? key : title,
      );

    it.each<[RollupQuery['sort'], RollupQuery['order'], unknown[]]>([
      [
        undefined,
        undefined,
        ['The Shop', 'Checkout', null, '100% Search', 'idle'],
      ],
      ['needs', 'asc', ['idle', '100% Search', null, 'Checkout', 'The Shop']],
      [
        'name',
        undefined,
        ['100% Search', 'Checkout', 'idle', 'The Shop', null],
      ],
      ['name', 'desc', [null, 'The Shop', 'idle', 'Checkout', '100% Search']],
      [
        'entities',
        undefined,
        ['The Shop', 'Checkout', null, '100% Search', 'idle'],
      ],
      [
        'onTarget',
        'desc',
        ['100% Search', 'Checkout', 'The Shop', null, 'idle'],
      ],
    ])('are sorted by %s, %s', async (sort, order, expected) => {
      // Nobody owns two of them; the user who owns one is not in the catalog.
      expect(await keys({ by: 'team', sort, order })).toEqual(expected);
      const streamed: unknown[] = [];
      for await (const page of services.rollups.streamRollups(
        { by: 'team', sort, order },
        asUser,
      )) {
        streamed.push(
          ...page.map(({ key, title }) => (title === null ? key : title)),
        );
      }
      expect(streamed).toEqual(expected);
    });

    it('are found by name and title, and are those of an owner', async () => {
      expect(await keys({ by: 'team', search: 'CHECK' })).toEqual(['Checkout']);
      expect(await keys({ by: 'team', search: 'out ĆHeck' })).toEqual([
        'Checkout',
      ]);
      expect(await keys({ by: 'team', search: '%' })).toEqual(['100% Search']);
      expect(await keys({ by: 'team', owner: 'search' })).toEqual([
        '100% Search',
      ]);
      expect(await keys({ by: 'team', owner: 'unowned' })).toEqual([null]);
      expect(await keys({ by: 'team', system: 'search' })).toEqual([
        '100% Search',
        'The Shop',
      ]);
      expect(await keys({ by: 'system', owner: 'search' })).toEqual(['search']);
      expect(await keys({ by: 'domain', tier: 1 })).toEqual(['commerce', null]);
    });

    it('do not tell whose the hidden entities of a system are', async () => {
      const restricted = createTestServices(organisation, {
        hides: ref => ref.endsWith('/one'),
      });
      const hiddenOf = async (owner?: string) => {
        const { items } = await readAll(restricted, { by: 'system', owner });
        return items.find(({ key }) => key === 'system:default/shop')?.standing
          .hidden;
      };
      expect(await hiddenOf()).toBe(1);
      expect(await hiddenOf(groupRef('child'))).toBe(0);
    });

    it('tell of the domain of a system and the parent of a team', async () => {
      const parents = async (by: Field) =>
        Object.fromEntries(
          (await readAll(services, { by })).items.map(({ key, parentRef }) => [
            key,
            parentRef,
          ]),
        );
      expect(await parents('system')).toMatchObject({
        'system:default/shop': domainRef,
        'system:default/search': null,
      });
      expect(await parents('team')).toMatchObject({
        [groupRef('child')]: groupRef('shop'),
        [groupRef('shop')]: null,
      });
    });

    it('are paged through where what entities say is odd', async () => {
      const types = ['line\nend', 'tab\tstop', 'bell\u0007', 'delete\u007f'];
      await organisation.write(
        [],
        types.map((type, index) => tier1(`odd-${index}`, { type })),
      );
      const found = await readAll(services, { by: 'type', sort: 'name' }, 1);
      expect(found.items.map(({ key }) => key).sort()).toEqual(
        [...types, 'service'].sort(),
      );
    });

    it('take cursors of the same list only', async () => {
      const { nextCursor } = await services.rollups.listRollups(
        { by: 'team', limit: 1 },
        asUser,
      );
      for (const query of [
        { by: 'system' as const },
        { by: 'team' as const, tier: 1 },
        { by: 'team' as const, sort: 'name' as const },
      ]) {
        await expect(
          services.rollups.listRollups(
            { ...query, cursor: nextCursor! },
            asUser,
          ),
        ).rejects.toThrow('does not belong');
      }
    });
  });
});
