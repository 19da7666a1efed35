import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { Knex } from 'knex';
import {
  finishCollectorRun,
  readCollectorRun,
} from '../database/operations/collectors';
import { replaceProblems } from '../database/operations/problems';
import { RunProgress } from './RunProgress';
import { nextRunAfterFailure } from './runTimes';

/**
 * Writes down how a run over all entities ended, and when the next one is due.
 *
 * @param knex - Not a transaction.
 * @param options - `progress.error` makes it a failed run, which is a problem of its own.
 */
export async function finishRun(
  knex: Knex,
  options: {
    collector: string;
    frequency: HumanDuration;
    startedAt: Date;
    now: Date;
    progress: RunProgress;
  },
): Promise<void> {
  const { collector, frequency, startedAt, now, progress } = options;
  const { error, problems } = progress;
  const failure = {
    subject: 'collector' as const,
    name: collector,
    message: error ?? '',
    entityId: null,
  };
  await knex.transaction(async trx => {
    const { attempt, completed } = await readCollectorRun(trx, { collector });
    await replaceProblems(trx, {
      reporter: collector,
      entityIds: null,
      problems: [
        ...(error === undefined ? [] : [failure]),
        ...problems.map(problem => ({ ...problem, entityId: null })),
      ],
      at: now,
    });
    await finishCollectorRun(trx, {
      collector,
      startedAt,
      at: now,
      nextAt:
        error === undefined
          ? new Date(startedAt.getTime() + durationToMilliseconds(frequency))
          : nextRunAfterFailure({
              now,
              attempt: attempt + 1,
              completed,
              frequency,
            }),
      counts: {
        observed: progress.observed,
        absent: progress.absent,
        failed: progress.failed,
      },
      error,
      complete: error === undefined,
      lastEntityId: error === undefined ? progress.lastEntityId : undefined,
    });
  });
}
