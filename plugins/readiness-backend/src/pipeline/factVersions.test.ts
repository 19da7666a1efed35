/**
 * Versions of facts through the real pipeline, with the real engine: what a change was caused by can be
 * looked up afterwards.
 */
import { JsonObject } from '@backstage/types';
import {
  CompiledScorecard,
  readScorecards,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { createHash } from 'crypto';
import fc from 'fast-check';
import { Knex } from 'knex';
import { MigratedDatabases } from '../database/__testUtils__/MigratedDatabases';
import {
  deleteFacts,
  readFactVersions,
  upsertFacts,
} from '../database/operations/facts';
import {
  FactVersionChange,
  unpackFactVersions,
} from '../database/operations/results';
import { factProjection } from '../definitions';
import { firstHour, TinyInstallation } from './__testUtils__/TinyInstallation';
import { scorecardFacts } from './scorecardFacts';

jest.setTimeout(60_000);

const databases = MigratedDatabases.create();

const check = (id: string, condition: string, more = '') => `
    - id: ${id}
      title: ${id}
      question: Is it so?
      rationale: Because.
      area: documentation
      level: 1
      gate: true
      effort: 1
      condition: ${condition}
      messages: { pass: It is., fail: It is not. }
      lookedFor: Something.
      remediation: { text: Do it. }${more}`;

const document = (checks: string) => `
apiVersion: team-readiness.dev/v1
kind: Scorecard
metadata: { name: real, title: Real, description: For tests. }
spec:
  target: { kind: Component, spec.type: service }
  levels: [{ level: 1, name: Running, description: It runs. }]
  targets: [{ when: { kind: Component }, level: 1 }]
  checks:${checks}
`;

const allChecks = [
  check('words', 'facts.a.words > 3'),
  check('both', 'facts.a.words > 3 && facts.b.read'),
  check(
    'derived',
    'results.words == "pass" && facts["readiness/dependencies"] != null',
  ),
].join('');

function compile(checks: string): CompiledScorecard {
  const { scorecards, problems } = readScorecards(
    [{ source: 'real.yaml', text: document(checks) }],
    { builtIn: [], facts: null },
  );
  expect(problems).toEqual([]);
  return scorecards[0];
}

const compiled = compile(allChecks);

describe.each(databases.eachSupportedId())(
  'versions of facts in the pipeline, %s',
  id => {
    let knex: Knex;
    let tiny: TinyInstallation;

    beforeEach(async () => {
      knex = await databases.init(id);
      tiny = new TinyInstallation(knex);
    });
    afterEach(async () => {
      await knex.destroy();
    });

    const projection = factProjection(() => ({
      current: () => tiny.current(),
      held: () => [],
    }));
    const put = async (
      entityId: number,
      collector: string,
      data: JsonObject,
    ) => {
      const text = JSON.stringify(data);
      await upsertFacts(knex, {
        collector,
        facts: [
          {
            entityId,
            data: text,
            hash: createHash('sha256').update(text).digest('hex'),
            observedAt: new Date(tiny.now),
            expiresAt: null,
          },
        ],
        projection,
      });
      await tiny.mark([entityId]);
    };
    const remove = async (entityId: number, collector: string) => {
      const at = new Date(tiny.now);
      const entityIds = [entityId];
      await deleteFacts(knex, { collector, entityIds, at, projection });
      await tiny.mark(entityIds);
    };
    const evaluate = async () => {
      await tiny.pipeline().drain();
    };
    const changesOf = async (entityId: number) =>
      (
        await knex('transitions').where({ entity_id: entityId }).orderBy('id')
      ).map(row => ({
        check: row.check_key,
        from: row.from_outcome,
        to: row.to_outcome,
        cause: row.cause,
        facts: JSON.parse(row.fact_versions) as FactVersionChange[] | null,
      }));
    const noted = async (entityId: number) => {
      const row = await knex('results').where({ entity_id: entityId }).first();
      const { places } = scorecardFacts(tiny.current()[0]);
      return unpackFactVersions(places, row?.fact_versions);
    };
    const start = async (entityId: number) => {
      tiny.connected.clear();
      ['a', 'b', 'readiness/dependencies'].forEach(each =>
        tiny.connected.add(each),
      );
      await tiny.putEntity({ id: entityId });
    };

    it('lets data of the noted versions explain each change', async () => {
      await tiny.publish(1, compiled);
      const ids = new Map(
        [...tiny.current()[0].checkKeys].map(([name, key]) => [key, name]),
      );
      const data = fc.record({
        words: fc.integer({ min: 2, max: 5 }),
        read: fc.boolean(),
        other: fc.nat(2),
      });
      const step = fc.record({
        collector: fc.constantFrom('a', 'a', 'b'),
        data: fc.option(data, { freq: 5 }),
        evaluates: fc.boolean(),
      });
      /** Outcomes of what the noted versions say, by check. */
      const replayed = async (
        entityId: number,
        versions: ReadonlyMap<string, number>,
      ) => {
        const found = await readFactVersions(knex, {
          versions: [...versions].map(([collector, version]) => ({
            entityId,
            collector,
            version,
          })),
          projection,
        });
        expect(found.map(({ state }) => state)).not.toContain('lost');
        const { results } = compiled.evaluate({
          entityRef: `component:default/e${entityId}`,
          createdAt: null,
          connected: tiny.connected,
          now: new Date(firstHour),
          facts: Object.fromEntries(
            found.map(({ collector, data: kept }) => [
              collector,
              {
                collector,
                data: kept ?? {},
                observedAt: new Date(firstHour).toISOString(),
                expiresAt: null,
              },
            ]),
          ),
        });
        return new Map(
          results.map(({ checkId, outcome }) => [checkId, outcome]),
        );
      };
      let entityId = 0;
      let explained = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 8 }), async steps => {
          entityId += 1;
          await start(entityId);
          await evaluate();
          let versions = await noted(entityId);
          let seen = 0;
          for (const each of [...steps, { ...steps[0], evaluates: true }]) {
            tiny.now += 1_000;
            if (each.data) {
              await put(entityId, each.collector, each.data);
            } else if (each.collector) {
              await remove(entityId, each.collector);
            }
            if (!each.evaluates) {
              continue;
            }
            await evaluate();
            const before = versions ?? new Map<string, number>();
            const after = (await noted(entityId)) ?? new Map<string, number>();
            const changes = (await changesOf(entityId)).slice(seen);
            seen += changes.length;
            const was = await replayed(entityId, before);
            const is = await replayed(entityId, after);
            for (const change of changes) {
              const name = ids.get(change.check) ?? '';
              const differing = (name === 'both' ? ['a', 'b'] : ['a'])
                .map(fact => [
                  fact,
                  before.get(fact) ?? null,
                  after.get(fact) ?? null,
                ])
                .filter(([, old, now]) => old !== now);
              expect(differing).not.toEqual([]);
              expect(change).toMatchObject({
                from: was.get(name),
                to: is.get(name),
                facts: differing,
              });
              explained += 1;
            }
            versions = after;
          }
        }),
        { numRuns: 12 },
      );
      expect(explained).toBeGreaterThan(5);
    });

    it('names the catalog entry where the scorecard does not apply any more', async () => {
      await tiny.publish(1, compiled);
      await start(1);
      await put(1, 'a', { words: 9 });
      await put(1, 'b', { read: true });
      await evaluate();
      tiny.now += 5;
      await put(1, 'catalog', {
        entity: { kind: 'Component', spec: { type: 'library' } },
      });
      await evaluate();
      const changes = await changesOf(1);
      expect(changes).toHaveLength(3);
      for (const change of changes) {
        expect(change).toMatchObject({
          to: null,
          cause: 'applicability',
          facts: [['catalog', expect.any(Number), firstHour + 5]],
        });
      }
    });

    it('says nothing of facts where another version read other ones', async () => {
      await tiny.publish(1, compile(check('words', 'facts.a.words > 3')));
      await start(1);
      await put(1, 'a', { words: 9 });
      await evaluate();
      tiny.now += 5;
      await put(1, 'a', { words: 1 });
      await tiny.publish(
        2,
        compile(check('words', 'facts.a.words > 3 && facts.b.read')),
      );
      await evaluate();
      expect(await changesOf(1)).toEqual([
        {
          check: expect.any(Number),
          from: 'pass',
          to: 'fail',
          cause: 'standard',
          facts: null,
        },
      ]);
      // From now on it is known again.
      tiny.now += 5;
      await put(1, 'b', { read: true });
      await put(1, 'a', { words: 8 });
      await evaluate();
      expect((await changesOf(1)).at(-1)).toMatchObject({
        from: 'fail',
        to: 'pass',
        cause: 'data',
        facts: [
          ['a', firstHour + 5, firstHour + 10],
          ['b', null, firstHour + 10],
        ],
      });
    });
  },
);
