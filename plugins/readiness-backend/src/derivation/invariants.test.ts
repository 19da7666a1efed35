/**
 * Laws of derived facts over random histories of random graphs, circles included: deriving ends,
 * and what is stored is what follows from the graph.
 */
import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { caseCount } from '../__testUtils__/caseCount';
import { applyMigrations } from '../database/initializeDatabase';
import {
  GraphInstallation,
  graphStep,
} from './__testUtils__/GraphInstallation';

jest.setTimeout(caseCount(240_000, 1_800_000));

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('derived facts, %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    await applyMigrations(knex);
  });
  afterAll(() => knex.destroy());

  async function expectSettled(graph: GraphInstallation) {
    expect(await knex('evaluation_queue')).toEqual([]);
    expect(await knex('derivation_marks')).toEqual([]);
    expect(await knex('problems')).toEqual([]);
    expect(await graph.stored()).toEqual(graph.counted());
  }

  it('end, and equal a recount from scratch', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(graphStep, { minLength: 3, maxLength: 20 }),
        async steps => {
          const graph = await GraphInstallation.start(knex);
          for (const step of steps) {
            await graph.take(step);
          }
          await graph.deriving({ batchSize: 2 }).drain();
          await expectSettled(graph);

          const transitions = await knex('transitions');
          await graph.again();
          await graph.deriving().drain();
          await expectSettled(graph);
          expect(await knex('transitions')).toHaveLength(transitions.length);
        },
      ),
      { numRuns: caseCount(15, 40) },
    );
  });

  it('are the same after whoever derives was killed anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(graphStep, { minLength: 3, maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 120 }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (steps, kills) => {
          const graph = await GraphInstallation.start(knex);
          for (const step of steps) {
            await graph.take(step);
          }
          for (const statement of kills) {
            await killAt(knex, statement, () =>
              graph.deriving({ batchSize: 2 }).drain(),
            );
            // The leases are over, and still it is the same hour.
            graph.now += 2 * 60_000;
          }
          await graph.deriving().drain();
          await expectSettled(graph);
          expect(await graph.waiting()).toEqual([]);
        },
      ),
      { numRuns: caseCount(10, 25) },
    );
  });

  it('miss nothing that changes while several derive and evaluate', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          graphStep.filter(
            ({ kind }) => kind !== 'drain' && kind !== 'publish',
          ),
          { minLength: 5, maxLength: 20 },
        ),
        async steps => {
          const graph = await GraphInstallation.start(knex);
          let changing = true;
          const work = async () => {
            const pipeline = graph.deriving({ batchSize: 3 });
            while (changing) {
              await pipeline.drain();
            }
          };
          const change = async () => {
            for (const step of steps) {
              await graph.take(step);
            }
            changing = false;
          };
          await Promise.all([work(), work(), change()]);
          await graph.deriving().drain();
          await expectSettled(graph);
          expect(await graph.waiting()).toEqual([]);
        },
      ),
      { numRuns: caseCount(8, 15) },
    );
  });
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
