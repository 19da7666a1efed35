import { Knex } from 'knex';
import { rawRows } from '../database/rawRows';
import { EvaluationPipeline } from '../pipeline';

/**
 * Evaluates all that is due, and makes sure that all of it is done: a moment of the past does not come
 * again.
 *
 * @param knex - A knex instance.
 * @param options - `clock`: of the pipeline; `signal`: ends it after the batch at hand.
 * @throws Error where something due is left, e.g. since other versions of scorecards are active than this
 *   replica knows; what the database throws.
 */
export async function drainAll(
  knex: Knex,
  options: {
    pipeline: Pick<EvaluationPipeline, 'drain'>;
    clock: { now(): Date };
    signal: AbortSignal;
  },
): Promise<void> {
  const { pipeline, clock, signal } = options;
  await pipeline.drain({ signal });
  if (signal.aborted) {
    return;
  }
  const left = await rawRows(
    knex,
    'select 1 from evaluation_queue where next_at <= ? limit 1',
    [clock.now().getTime()],
  );
  if (left.length) {
    throw new Error('some entities could not be evaluated as of then');
  }
}
