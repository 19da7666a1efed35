/**
 * Laws of the pipeline over random histories: whatever happens in whatever order, what
 * readers see follows from facts and definitions alone.
 */
import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { applyMigrations } from '../database/initializeDatabase';
import {
  loadEvaluations,
  nonPassRows,
  unpackResults,
} from '../database/operations/results';
import { recountCounters } from '../rollups';
import { firstHour, TinyInstallation } from './__fixtures__/TinyInstallation';
import { tinyOutcome, tinyScorecard } from './__fixtures__/tinyScorecard';
import { startOfHour } from './EvaluationBatch';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const hour = 3_600_000;
const entityCount = 5;

const entityId = fc.integer({ min: 1, max: entityCount });
const outcome = fc.constantFrom(
  'pass',
  'pass',
  'fail',
  'unknown',
  'not-applicable',
  'exempt',
  'error',
);
const scorecardName = fc.constantFrom('first', 'second');

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('fact' as const),
      entityId,
      collector: fc.constantFrom('a', 'b'),
      one: outcome,
      two: outcome,
      three: outcome,
      lifetime: fc.option(fc.integer({ min: 1, max: 5 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('entity' as const),
      entityId,
      ownerSetId: fc.integer({ min: 1, max: 3 }),
      tier: fc.option(fc.integer({ min: 1, max: 3 })),
      type: fc.constantFrom('service', 'service', 'library'),
      young: fc.boolean(),
    }),
  },
  fc.record({ kind: fc.constant('remove' as const), entityId }),
  fc.record({
    kind: fc.constant('publish' as const),
    name: scorecardName,
    version: fc.integer({ min: 0, max: 2 }),
  }),
  fc.record({ kind: fc.constant('retract' as const), name: scorecardName }),
  fc.record({
    kind: fc.constant('connect' as const),
    collector: fc.constantFrom('a', 'b'),
  }),
  fc.record({
    kind: fc.constant('hours' as const),
    hours: fc.integer({ min: 1, max: 4 }),
  }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('drain' as const) }) },
  fc.record({ kind: fc.constant('now' as const), entityId }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const versionChecks = [
  ['one', 'two'],
  ['one', 'three'],
  ['two', 'three', 'one'],
];
const scorecardOf = (name: string, version: number) =>
  tinyScorecard({
    name,
    contentHash: `${name}-${version}`,
    types: name === 'first' ? ['service'] : ['service', 'library'],
    checks: versionChecks[version].map((id, index) => ({
      id,
      collector: index % 2 ? 'b' : 'a',
      area: index ? 'documentation' : 'ownership',
    })),
  });
const definitionIdOf = (name: string, version: number) =>
  (name === 'first' ? 1 : 4) + version;

async function take(tiny: TinyInstallation, action: Step) {
  switch (action.kind) {
    case 'fact':
      return tiny.putFacts(
        action.collector,
        [action.entityId],
        { one: action.one, two: action.two, three: action.three },
        action.lifetime && tiny.now + action.lifetime * hour,
      );
    case 'entity':
      return tiny.putEntity({
        ...action,
        id: action.entityId,
        createdAt: action.young ? tiny.now : null,
      });
    case 'remove':
      return tiny.removeEntity(action.entityId);
    case 'publish':
      return tiny.publish(
        definitionIdOf(action.name, action.version),
        scorecardOf(action.name, action.version),
      );
    case 'retract':
      return tiny.retract(action.name);
    case 'connect':
      if (!tiny.connected.delete(action.collector)) {
        tiny.connected.add(action.collector);
      }
      return tiny.markAll();
    case 'hours':
      tiny.now += action.hours * hour;
      return undefined;
    case 'now':
      return tiny.pipeline().evaluateNow([action.entityId]);
    default:
      return tiny.pipeline().drain();
  }
}

/** Counters equal a recount, and what is not a pass equals the packed results. */
async function expectConsistent({ knex }: TinyInstallation) {
  const { rollups, levels } = await recountCounters(knex);
  const sorted = (rows: object[]) =>
    rows.map(row => JSON.stringify(Object.entries(row).sort())).sort();
  const stored = async (table: string, columns: string[]) =>
    sorted(
      (await knex(table).whereNot({ count: 0 })).map(row => ({
        ...row,
        ...Object.fromEntries(
          columns.map(column => [column, Boolean(row[column])]),
        ),
      })),
    );
  expect(await stored('rollup_counts', [])).toEqual(sorted(rollups));
  expect(await stored('level_counts', ['on_target', 'enough_data'])).toEqual(
    sorted(levels),
  );
  const evaluations = await loadEvaluations(knex, {
    entityIds: Array.from({ length: entityCount }, (_, index) => index + 1),
  });
  const nonPass = [...evaluations.values()]
    .flat()
    .flatMap(({ stored: evaluation }) => nonPassRows(evaluation));
  expect(
    sorted(
      (await knex('non_pass_results')).map(row => ({
        ...row,
        counts: Boolean(row.counts),
        since: Number(row.since),
      })),
    ),
  ).toEqual(sorted(nonPass));
  for (const table of ['results', 'scores']) {
    const [{ n }] = await knex(table).count({ n: '*' });
    expect(Number(n)).toBe([...evaluations.values()].flat().length);
  }
}

/** What every entity must have, told from the tables that the pipeline only reads. */
async function expectedOutcomes(tiny: TinyInstallation) {
  const { knex } = tiny;
  const now = startOfHour(new Date(tiny.now));
  const expected: Record<string, string[]> = {};
  const facts = await knex('facts');
  for (const entity of await knex('entities').whereNull('removed_at')) {
    const factOf = (collector: string) =>
      facts.find(
        row => row.entity_id === entity.id && row.collector === collector,
      );
    const described = factOf('catalog');
    for (const { compiled, definitionId } of tiny.current()) {
      if (compiled.matches(JSON.parse(described.data).entity)) {
        expected[`${entity.id}/${definitionId}`] = compiled.checks.flatMap(
          ({ definition, reads: [collector] }) => {
            const fact = factOf(collector);
            return tiny.connected.has(collector)
              ? [
                  `${definition.id} ${tinyOutcome(
                    fact && {
                      data: JSON.parse(fact.data),
                      expiresAt:
                        fact.expires_at &&
                        new Date(Number(fact.expires_at)).toISOString(),
                    },
                    definition.id,
                    now,
                  )}`,
                ]
              : [];
          },
        );
      }
    }
  }
  return expected;
}

async function storedOutcomes({ knex }: TinyInstallation) {
  const names = new Map(
    (await knex('checks')).map(row => [row.id, row.check_id]),
  );
  return Object.fromEntries(
    (await knex('results')).map(row => [
      `${row.entity_id}/${row.definition_id}`,
      unpackResults(row.packed).map(
        result => `${names.get(result.checkKey)} ${result.outcome}`,
      ),
    ]),
  );
}

async function start(knex: Knex): Promise<TinyInstallation> {
  const tiny = new TinyInstallation(knex);
  await tiny.clear();
  await tiny.putEntities(
    Array.from({ length: entityCount }, (_, index) => ({
      id: index + 1,
      ownerSetId: (index % 3) + 1,
    })),
  );
  await tiny.publish(definitionIdOf('first', 0), scorecardOf('first', 0));
  return tiny;
}

describe.each(databases.eachSupportedId())('the pipeline, %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
  });
  afterAll(() => knex.destroy());

  it('keeps counters equal to a recount and results equal to the facts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 25 }),
        async steps => {
          const tiny = await start(knex);
          for (const action of steps) {
            await take(tiny, action);
            if (action.kind === 'drain' || action.kind === 'now') {
              await expectConsistent(tiny);
            }
          }
          await tiny.pipeline().drain();
          expect(await storedOutcomes(tiny)).toEqual(
            await expectedOutcomes(tiny),
          );
          await expectConsistent(tiny);

          const before = await tiny.state();
          await tiny.markAll();
          await tiny.pipeline().drain();
          expect(await tiny.state()).toEqual(before);
          expect(await knex('evaluation_queue')).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('ends the same after it was killed anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 40 }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (steps, kills) => {
          const prepare = async () => {
            const tiny = await start(knex);
            await tiny.pipeline().drain();
            for (const action of steps) {
              await take(tiny, action);
            }
            return tiny;
          };
          const undisturbed = await prepare();
          await undisturbed.pipeline().drain();
          const wanted = await undisturbed.state();

          const disturbed = await prepare();
          for (const statement of kills) {
            await killAt(knex, statement, () =>
              disturbed.pipeline({ batchSize: 2 }).drain(),
            );
            await expectConsistent(disturbed);
            // The lease is over, and still it is the same hour.
            disturbed.now += 2 * 60_000;
          }
          await disturbed.pipeline().drain();
          expect(await disturbed.state()).toEqual(wanted);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('ends the same with two workers as with one', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 3, maxLength: 12 }),
        async steps => {
          const prepare = async () => {
            const tiny = await start(knex);
            for (const action of steps) {
              await take(tiny, action);
            }
            return tiny;
          };
          const alone = await prepare();
          await alone.pipeline().drain();
          const wanted = await alone.state();
          const together = await prepare();
          const pipelines = [1, 2, 3].map(() =>
            together.pipeline({ batchSize: 1 }),
          );
          await Promise.all([
            ...pipelines.map(pipeline => pipeline.drain()),
            pipelines[0].evaluateNow([1, 2]),
          ]);
          expect(await together.state()).toEqual(wanted);
          expect(await knex('evaluation_queue')).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
  });
});

it('sees hours, so that times in tests are what they say', () => {
  expect(startOfHour(new Date(firstHour + 1)).getTime()).toBe(firstHour);
});

/** Runs work and lets every statement from the given one on fail, as if the process were gone. */
async function killAt(
  knex: Knex,
  statement: number,
  work: () => Promise<unknown>,
): Promise<void> {
  let seen = 0;
  const kill = ({ sql }: { sql: string }) => {
    seen += 1;
    if (seen >= statement && !/^(begin|commit|rollback)/i.test(sql)) {
      throw new Error('killed');
    }
  };
  knex.on('query', kill);
  try {
    await work();
  } catch (error) {
    expect(String(error)).toContain('killed');
  } finally {
    knex.removeListener('query', kill);
  }
}
