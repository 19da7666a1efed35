/**
 * Laws of the pipeline over random histories: whatever happens in whatever order, what
 * readers see follows from facts and definitions alone.
 */
import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { caseCount } from '../__testUtils__/caseCount';
import { applyMigrations } from '../database/initializeDatabase';
import {
  expectConsistent,
  expectedOutcomes,
  storedOutcomes,
} from './__testUtils__/consistency';
import { start, step, take } from './__testUtils__/randomHistory';
import { firstHour } from './__testUtils__/TinyInstallation';
import { startOfHour } from './EvaluationBatch';

jest.setTimeout(caseCount(120_000, 1_800_000));

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** Of a claim, in milliseconds: less than an hour, within which nothing changes by the clock. */
const leaseMs = 120_000;

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
      { numRuns: caseCount(15, 40) },
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
      { numRuns: caseCount(10, 25) },
    );
  });

  it('misses nothing that changes while workers are at work', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          step.filter(({ kind }) =>
            ['fact', 'entity', 'remove'].includes(kind),
          ),
          { minLength: 8, maxLength: 25 },
        ),
        async steps => {
          const tiny = await start(knex);
          let changing = true;
          const work = async () => {
            const pipeline = tiny.pipeline({ batchSize: 2 });
            while (changing) {
              await pipeline.drain();
            }
          };
          const change = async () => {
            for (const action of steps) {
              await take(tiny, action);
            }
            changing = false;
          };
          await Promise.all([work(), work(), change()]);
          await tiny.pipeline().drain();
          expect(await knex('evaluation_queue')).toEqual([]);
          expect(await storedOutcomes(tiny)).toEqual(
            await expectedOutcomes(tiny),
          );
          await expectConsistent(tiny);
        },
      ),
      { numRuns: caseCount(8, 20) },
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
            together.pipeline({ batchSize: 1, leaseMs }),
          );
          await Promise.all([
            ...pipelines.map(pipeline => pipeline.drain()),
            pipelines[0].evaluateNow([1, 2]),
          ]);
          // A claim that another worker held for a moment is passed over, and taken after its lease.
          together.now += leaseMs;
          await pipelines[0].drain();
          expect(await together.state()).toEqual(wanted);
          expect(await knex('evaluation_queue')).toEqual([]);
        },
      ),
      { numRuns: caseCount(8, 20) },
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
