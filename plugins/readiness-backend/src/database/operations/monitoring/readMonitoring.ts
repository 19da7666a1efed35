import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { StoredNumber } from '../../tables';
import { countWaiting } from '../reactions';

/** How the machinery is. */
export interface Monitoring {
  /** Entities that wait for evaluation and are due. */
  waiting: number;
  /** For how many milliseconds the first of them has been due. */
  waitingMs: number;
  collectors: Array<{
    collector: string;
    /** Complete runs so far. */
    completed: number;
    /** Of the last run. */
    observed: number;
    failed: number;
    /** Runs in a row that failed. */
    attempt: number;
    /** Epoch ms; null: never. */
    finishedAt: number | null;
  }>;
  problems: Array<{ subject: string; count: number }>;
  reactions: Array<{ reaction: string; waiting: number; putAside: number }>;
}

/** Reads how the machinery is. Four statements. */
export async function readMonitoring(
  knex: Knex,
  options: { now: Date },
): Promise<Monitoring> {
  const now = options.now.getTime();
  const [queue] = await rawRows<{
    waiting: StoredNumber;
    first: StoredNumber | null;
  }>(
    knex,
    `select count(*) as waiting, min(next_at) as first
     from evaluation_queue where next_at <= ?`,
    [now],
  );
  const collectors = await rawRows<{
    collector: string;
    completed: number;
    observed: number;
    failed: number;
    attempt: number;
    finished_at: StoredNumber | null;
  }>(
    knex,
    `select collector, completed, observed, failed, attempt, finished_at
     from collector_runs order by collector`,
  );
  const problems = await rawRows<{ subject: string; count: StoredNumber }>(
    knex,
    `select subject, count(*) as count from problems group by subject order by subject`,
  );
  return {
    waiting: Number(queue.waiting),
    waitingMs: queue.first === null ? 0 : now - Number(queue.first),
    collectors: collectors.map(({ finished_at: finishedAt, ...row }) => ({
      ...row,
      finishedAt: finishedAt === null ? null : Number(finishedAt),
    })),
    problems: problems.map(({ subject, count }) => ({
      subject,
      count: Number(count),
    })),
    reactions: await countWaiting(knex),
  };
}
