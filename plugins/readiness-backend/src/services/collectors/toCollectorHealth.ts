import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import { RunProgress } from '../../collection/runs/RunProgress';
import { readStatus } from '../../database/operations/collectors';
import { CollectorRunsRow, StoredNumber } from '../../database/tables';
import { EntityCollection } from '../reading/EntityCollection';

type ListedCollector = ReturnType<EntityCollection['collectors']>[number];

const nothing = {
  status: 'never' as const,
  startedAt: null,
  finishedAt: null,
  nextAt: null,
  lagSeconds: 0,
  attempt: 0,
  completed: 0,
  lastError: null,
  counts: { observed: 0, unchanged: 0, absent: 0, failed: 0, deferred: 0 },
  progress: null,
};

/**
 * The health of a collector as the API shows it.
 *
 * @param options - `run`: its row, undefined where it has none; `derivedAt`: when facts that are derived
 *   were last written
 */
export function toCollectorHealth(
  collector: ListedCollector,
  options: {
    run: CollectorRunsRow | undefined;
    derivedAt: StoredNumber | null;
    now: Date;
  },
): CollectorHealth {
  const { id, title, description, kind, source } = collector;
  const { run, now } = options;
  const described = { id, title, description, kind, source };
  if (kind === 'derived') {
    return {
      ...described,
      ...nothing,
      status: options.derivedAt === null ? 'never' : 'succeeded',
      finishedAt: toIso(options.derivedAt),
    };
  }
  if (!run) {
    return { ...described, ...nothing };
  }
  const status = readStatus(run.status);
  const nextAt = run.next_at === null ? null : Number(run.next_at);
  const { cursor } = RunProgress.fromCursor(run.cursor);
  const { observed, unchanged, absent, failed, deferred } = run.cursor
    ? cursor
    : run;
  return {
    ...described,
    status,
    startedAt: toIso(run.run_started_at ?? run.started_at),
    finishedAt: toIso(run.finished_at),
    // While it runs, that is the end of its lease.
    nextAt: status === 'running' ? null : toIso(nextAt),
    lagSeconds:
      nextAt === null
        ? 0
        : Math.max(0, Math.floor((now.getTime() - nextAt) / 1_000)),
    attempt: run.attempt,
    completed: run.completed,
    lastError: run.last_error,
    counts: { observed, unchanged, absent, failed, deferred },
    progress:
      run.cursor && cursor.total
        ? Math.min(cursor.done / cursor.total, 1)
        : null,
  };
}

function toIso(time: StoredNumber | null): string | null {
  return time === null ? null : new Date(Number(time)).toISOString();
}
