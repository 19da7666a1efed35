import { Knex } from 'knex';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { readRows, sql } from './SqlFragment';

/** Whether numbers may still move. */
export interface StoredEvaluationState {
  /** Visible entities that wait for evaluation. */
  waiting: number;
  firstRunComplete: boolean;
  /** When the last run of any collector ended. */
  evaluatedAt: Date | null;
}

/**
 * Reads how far collection and evaluation are.
 */
export async function readEvaluationState(
  knex: Knex,
  options: { visibility: EntityVisibility; now: Date },
): Promise<StoredEvaluationState> {
  const [row] = await readRows<Record<string, number | string | null>>(
    knex,
    sql`
      select
        (select count(distinct q.entity_id) from evaluation_queue q
          where q.next_at <= ${options.now.getTime()}
            and ${isVisible(options.visibility, sql`q.entity_id`)}) as waiting,
        (select max(r.completed) from collector_runs r
          where r.collector = 'catalog' and not exists
            (select 1 from replays p where p.status = 'running')) as completed,
        (select max(r.finished_at) from collector_runs r) as finished_at`,
  );
  return {
    waiting: Number(row.waiting),
    firstRunComplete: Number(row.completed ?? 0) > 0,
    evaluatedAt:
      row.finished_at === null ? null : new Date(Number(row.finished_at)),
  };
}
