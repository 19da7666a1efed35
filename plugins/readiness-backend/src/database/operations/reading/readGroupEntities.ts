import { Knex } from 'knex';
import { EntityVisibility, isVisible } from '../visibility/EntityVisibility';
import { readRows, sql } from './SqlFragment';

/** A System or Domain. */
export interface GroupEntity {
  ref: string;
  name: string;
  title: string | null;
  /** The domain of a System, the domain that a Domain is part of. */
  domain_ref: string | null;
}

/**
 * All Domains that a reader may see, and for roll-ups by system the Systems too. One statement.
 */
export function readGroupEntities(
  knex: Knex,
  options: { by: 'system' | 'domain'; visibility: EntityVisibility },
): Promise<GroupEntity[]> {
  const kinds =
    options.by === 'system' ? sql`('system', 'domain')` : sql`('domain')`;
  return readRows(
    knex,
    sql`
      select e.ref, e.name, e.title, e.domain_ref from entities e
      where e.kind in ${kinds} and e.removed_at is null
        and ${isVisible(options.visibility, sql`e.id`)}`,
  );
}
