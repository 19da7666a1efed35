import { Knex } from 'knex';
import { readRows, sql } from '../reading/SqlFragment';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { transitionColumns, TransitionRow } from './listTransitions';

/**
 * Reads one change of a result. One statement.
 *
 * @returns null where there is none, or the reader may not see its entity
 */
export async function readTransition(
  knex: Knex,
  options: { id: number; visibility: EntityVisibility },
): Promise<(TransitionRow & { scorecard: string }) | null> {
  const [row] = await readRows<TransitionRow & { scorecard: string }>(
    knex,
    sql`select d.name as scorecard, ${transitionColumns}
      where t.id = ${options.id} and ${isVisible(
      options.visibility,
      sql`t.entity_id`,
    )}`,
  );
  return row ?? null;
}
