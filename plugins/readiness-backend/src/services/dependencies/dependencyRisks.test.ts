import { TestDatabases } from '@backstage/backend-test-utils';
import {
  DependencyRisk,
  DependencyRiskQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { caseCount } from '../../__testUtils__/caseCount';
import { applyMigrations } from '../../database/initializeDatabase';
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

jest.setTimeout(caseCount(240_000, 1_800_000));

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const refOf = (index: number) => `component:default/s${index}`;
const maxDepth = 5;

interface Node {
  tier: number;
  isReady: boolean;
  readme: number;
  /** Indexes in the list of all; some are not in the catalog. */
  dependsOn: number[];
}

function writeGraph(nodes: Node[]): TestEntity[] {
  return nodes.map((node, index) => ({
    name: `s${index}`,
    tier: node.tier,
    owners: node.isReady ? [groupRef('team')] : [],
    readmeWords: node.readme,
    runbookSections: ['impact', 'diagnosis', 'mitigation', 'escalation'],
    slo: 'complete',
    dependsOn: node.dependsOn.map(refOf),
  }));
}

/** Entities of any quality that depend on each other in any way, circles and themselves included. */
const arbitraryGraph = fc
  .array(
    fc.record({
      tier: fc.constantFrom(1, 1, 2),
      isReady: fc.boolean(),
      readme: fc.constantFrom(10, 500),
      dependsOn: fc.uniqueArray(fc.nat(9), { maxLength: 3 }),
    }),
    { minLength: 2, maxLength: 10 },
  )
  .map(writeGraph);

/** A risk for certain, since a few random graphs may hold none. */
const riskyGraph = writeGraph([
  { tier: 1, isReady: true, readme: 500, dependsOn: [1] },
  { tier: 2, isReady: false, readme: 10, dependsOn: [] },
]);

describe.each(databases.eachSupportedId())(
  'dependency risks, %s',
  databaseId => {
    let knex: Knex;
    let organisation: Organisation;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      await applyMigrations(knex);
      organisation = new Organisation(knex);
    });
    afterAll(() => knex.destroy());

    async function readAll(
      policy: TestPolicy,
      limit = 2,
    ): Promise<DependencyRisk[]> {
      const { dependencyRisks } = createTestServices(organisation, policy);
      const items: DependencyRisk[] = [];
      let cursor: string | undefined;
      do {
        const page = await dependencyRisks.listDependencyRisks(
          { limit, cursor },
          asUser,
        );
        items.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      const streamed: DependencyRisk[] = [];
      for await (const page of dependencyRisks.streamDependencyRisks(
        {},
        asUser,
      )) {
        streamed.push(...page);
      }
      expect(streamed).toEqual(items);
      return items;
    }

    async function readLevels() {
      const rows: Array<{ ref: string; level: number; ceiling: number }> =
        await knex('scores')
          .join('entities', 'entities.id', 'scores.entity_id')
          .select('ref', { level: 'base_level', ceiling: 'base_ceiling' });
      return new Map(rows.map(row => [row.ref, row]));
    }

    /** Distances from an entity over what is visible, by a search of its own. */
    function distances(from: string, isVisible: (ref: string) => boolean) {
      const found = new Map([[from, 0]]);
      const { entities } = organisation;
      const isNew = (ref: string) =>
        entities.has(ref) && isVisible(ref) && !found.has(ref);
      const next = (ref: string) => entities.get(ref)?.dependsOn ?? [];
      let edge = [from];
      for (let depth = 1; depth <= maxDepth; depth += 1) {
        edge = [...new Set(edge.flatMap(next).filter(isNew))];
        for (const ref of edge) {
          found.set(ref, depth);
        }
      }
      found.delete(from);
      return found;
    }

    /** What there should be, by the search of this test: without the path, but for how long it is. */
    async function expectedRisks(isVisible: (ref: string) => boolean) {
      const levels = await readLevels();
      return [...organisation.entities.entries()].flatMap(([ref, { tier }]) => {
        const { level } = levels.get(ref)!;
        const [weakest] = [...distances(ref, isVisible)]
          .map(([target, steps]) => ({ steps, ...levels.get(target)! }))
          .filter(each => each.level < level && each.level < each.ceiling)
          .sort((x, y) => x.level - y.level || x.steps - y.steps);
        return isVisible(ref) && tier === 1 && weakest
          ? [{ ref, level, weakestLevel: weakest.level, steps: weakest.steps }]
          : [];
      });
    }

    /** Is each step a dependency of the one before, that the reader may see, and the last one as weak as is said? */
    function isPath(
      { entity, path, weakest, weakestLevel }: DependencyRisk,
      levels: Awaited<ReturnType<typeof readLevels>>,
      isVisible: (ref: string) => boolean,
    ): boolean {
      const refs = [entity.ref, ...path.map(({ ref }) => ref)];
      return (
        refs.every(isVisible) &&
        refs
          .slice(1)
          .every((ref, index) =>
            organisation.entities.get(refs[index])?.dependsOn?.includes(ref),
          ) &&
        refs[refs.length - 1] === weakest.ref &&
        levels.get(weakest.ref)?.level === weakestLevel
      );
    }

    it('name the shortest way to the weakest, over what the reader may see', async () => {
      let risky = 0;
      await fc.assert(
        fc.asyncProperty(arbitraryGraph, fc.nat(9), async (graph, hidden) => {
          await organisation.clear();
          await organisation.write([{ name: 'team' }], graph);
          const levels = await readLevels();
          const isHidden = (ref: string) => ref === refOf(hidden);
          for (const [policy, isVisible] of [
            [{}, () => true],
            [{ hides: isHidden }, (ref: string) => !isHidden(ref)],
          ] as Array<[TestPolicy, (ref: string) => boolean]>) {
            const risks = await readAll(policy);
            const byRef = (x: { ref: string }, y: { ref: string }) =>
              x.ref < y.ref ? -1 : 1;
            expect(
              risks
                .map(({ entity, level, weakestLevel, path }) => ({
                  ref: entity.ref,
                  level,
                  weakestLevel,
                  steps: path.length,
                }))
                .sort(byRef),
            ).toEqual((await expectedRisks(isVisible)).sort(byRef));
            expect(
              risks.filter(risk => !isPath(risk, levels, isVisible)),
            ).toEqual([]);
            risky += risks.length;
          }
        }),
        {
          examples: [[riskyGraph, 9]],
          numRuns: databaseId.startsWith('SQLITE')
            ? caseCount(8, 100)
            : caseCount(4, 40),
        },
      );
      expect(risky).toBeGreaterThan(0);
    });

    it('go on from an API to whoever provides it, and not farther than five steps', async () => {
      const ready: Partial<TestEntity> = {
        tier: 1,
        owners: [groupRef('team')],
        readmeWords: 500,
        runbookSections: ['impact', 'diagnosis', 'mitigation', 'escalation'],
        slo: 'complete',
      };
      await organisation.clear();
      await organisation.write(
        [{ name: 'team' }],
        [
          ...[0, 1, 2, 3, 4, 5, 6].map(index => ({
            ...ready,
            name: `s${index}`,
            // A chain, of which the last one is weak.
            ...(index === 6 ? { owners: [] } : {}),
            dependsOn: index < 6 ? [refOf(index + 1)] : [],
          })),
          { ...ready, name: 'consumer' },
          { name: 'provider', tier: 2, owners: [] },
        ],
      );
      await knex('entities').insert({
        id: 999,
        ref: 'api:default/orders',
        kind: 'api',
        namespace: 'default',
        name: 'orders',
        owner_set_id: 1,
      });
      await knex('entity_relations').insert([
        {
          source_id: organisation.idOf('component:default/consumer'),
          type: 'consumesApi',
          target_ref: 'api:default/orders',
        },
        {
          source_id: 999,
          type: 'apiProvidedBy',
          target_ref: 'component:default/provider',
        },
      ]);
      const risks = await readAll({}, 50);
      expect(
        Object.fromEntries(
          risks.map(({ entity, path }) => [
            entity.ref,
            path.map(({ ref }) => ref),
          ]),
        ),
      ).toEqual({
        'component:default/consumer': [
          'api:default/orders',
          'component:default/provider',
        ],
        ...Object.fromEntries(
          [1, 2, 3, 4, 5].map(from => [
            refOf(from),
            [2, 3, 4, 5, 6].filter(to => to > from).map(refOf),
          ]),
        ),
      });
      const { dependencyRisks } = createTestServices(organisation, {
        hides: ref => ref === refOf(6),
      });
      const { items, hidden } = await dependencyRisks.listDependencyRisks(
        {},
        asUser,
      );
      // The catalog shows neither the end of the chain nor the API, of which it knows nothing.
      expect(items).toEqual([]);
      expect(hidden).toBe(1);
    });

    it('are those of a tier, lifecycle, system and domain; what they lean on may be any', async () => {
      const ready: Partial<TestEntity> = {
        owners: [groupRef('team')],
        readmeWords: 500,
        runbookSections: ['impact', 'diagnosis', 'mitigation', 'escalation'],
        slo: 'complete',
        dependsOn: [refOf(9)],
      };
      await organisation.clear();
      await organisation.write(
        [{ name: 'team' }],
        [
          { kind: 'Domain', name: 'retail' },
          { kind: 'System', name: 'shop', domain: 'retail' },
          {
            ...ready,
            name: 's0',
            tier: 1,
            lifecycle: 'experimental',
            system: 'shop',
          },
          { ...ready, name: 's1', tier: 1, lifecycle: 'production' },
          { ...ready, name: 's2', tier: 2, lifecycle: 'production' },
          { ...ready, name: 's3' },
          { name: 's9', lifecycle: 'deprecated', owners: [] },
        ],
      );
      const { dependencyRisks } = createTestServices(organisation);
      const risksOf = async (query: DependencyRiskQuery) => {
        const { items } = await dependencyRisks.listDependencyRisks(
          query,
          asUser,
        );
        const streamed: DependencyRisk[] = [];
        for await (const page of dependencyRisks.streamDependencyRisks(
          query,
          asUser,
        )) {
          streamed.push(...page);
        }
        expect(streamed).toEqual(items);
        expect(items.map(({ weakest }) => weakest.ref)).toEqual(
          items.map(() => refOf(9)),
        );
        return items.map(({ entity }) => entity.ref).sort();
      };
      expect(await risksOf({})).toEqual([refOf(0), refOf(1)]);
      expect(await risksOf({ tier: 1 })).toEqual([refOf(0), refOf(1)]);
      expect(await risksOf({ tier: 2 })).toEqual([refOf(2)]);
      expect(await risksOf({ tier: 0 })).toEqual([refOf(3)]);
      expect(await risksOf({ lifecycle: 'PRODUCTION' })).toEqual([refOf(1)]);
      expect(await risksOf({ system: 'shop' })).toEqual([refOf(0)]);
      expect(await risksOf({ domain: 'retail' })).toEqual([refOf(0)]);
      expect(await risksOf({ domain: 'retail', tier: 2 })).toEqual([]);

      const { nextCursor } = await dependencyRisks.listDependencyRisks(
        { limit: 1 },
        asUser,
      );
      await expect(
        dependencyRisks.listDependencyRisks(
          { limit: 1, tier: 2, cursor: nextCursor ?? undefined },
          asUser,
        ),
      ).rejects.toThrow('The cursor does not belong to this list');
    });
  },
);
