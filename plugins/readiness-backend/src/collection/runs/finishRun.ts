import { Knex } from 'knex';
import {
  finishCollectorRun,
  pauseCollectorRun,
  readCollectorRun,
} from '../../database/operations/collectors';
import { replaceProblems } from '../../database/operations/problems';
import { CollectorLease } from './CollectorLease';
import { CollectorRun } from './CollectorRun';
import { nextRegularRun, nextRunAfterFailure } from './runTimes';

/**
 * Writes down how a run over all entities ended or was paused, and when it, or the next one, is due. One
 * that was taken for dead leaves no trace.
 *
 * @param knex - Not a transaction.
 * @param options - `run.error` makes it a failed run, which is a problem of its own.
 */
export async function finishRun(
  knex: Knex,
  options: { run: CollectorRun; lease: CollectorLease; now: Date },
): Promise<void> {
  const { run, lease, now } = options;
  const { id: collector, error, pause, problems } = run;
  const { frequency, collector: registered } = run.registered;
  const { startedAt, runStartedAt } = lease;
  if (pause) {
    await pauseCollectorRun(knex, {
      collector,
      startedAt,
      nextAt: pause.at,
      cursor: run.cursor,
      reason: pause.reason,
    });
    return;
  }
  const failure = {
    subject: 'collector' as const,
    name: collector,
    message: error ?? '',
    entityId: null,
  };
  const { observed, unchanged, absent, failed, deferred, lastEntityId } =
    run.progress.cursor;
  await knex.transaction(async trx => {
    const { attempt, completed } = await readCollectorRun(trx, { collector });
    const isNoted = await finishCollectorRun(trx, {
      collector,
      startedAt,
      at: now,
      nextAt:
        error === undefined
          ? nextRegularRun({
              startedAt: runStartedAt,
              frequency,
              name: registered.source ?? collector,
            })
          : nextRunAfterFailure({
              now,
              attempt: attempt + 1,
              completed,
              frequency,
            }),
      counts: { observed, unchanged, absent, failed, deferred },
      error,
      complete: error === undefined,
      lastEntityId: error === undefined ? lastEntityId : undefined,
      cursor: error === undefined ? null : run.cursor,
    });
    if (!isNoted) {
      // Another replica runs it by now, or it is gone.
      return;
    }
    await replaceProblems(trx, {
      reporter: collector,
      entityIds: null,
      problems: [
        ...(error === undefined ? [] : [failure]),
        ...problems.map(problem => ({ ...problem, entityId: null })),
      ],
      at: now,
    });
  });
}
