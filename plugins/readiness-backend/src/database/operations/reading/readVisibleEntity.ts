import { Knex } from 'knex';
import { EntitiesRow } from '../../tables';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { readRows, sql } from './SqlFragment';

/** An entity that a reader may see. */
export type VisibleEntity = Pick<EntitiesRow, 'id' | 'ref' | 'kind' | 'title'>;

/**
 * Finds an entity by its ref.
 *
 * @param options - `ref` in lower case
 * @returns null for an entity that is not there or that the reader may not see
 */
export async function readVisibleEntity(
  knex: Knex,
  options: { ref: string; visibility: EntityVisibility },
): Promise<VisibleEntity | null> {
  const [row] = await readRows<VisibleEntity>(
    knex,
    sql`select e.id, e.ref, e.kind, e.title from entities e
      where e.ref = ${options.ref} and e.removed_at is null
        and ${isVisible(options.visibility, sql`e.id`)}`,
  );
  return row ?? null;
}
