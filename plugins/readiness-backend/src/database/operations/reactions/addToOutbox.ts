import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { ReactionOutboxRow } from '../../tables';
import { rowSource } from '../bulk';
import { enoughChanges } from './ReactionTopic';

const columns = [
  'topic',
  'definition_id',
  'owner_set_id',
  'window_at',
  'due_at',
  'changes',
  'change_count',
] as const;

/**
 * Notes that something changed: one statement, none where nothing did. A row that is there already for its
 * window is locked until the commit, so that nobody takes it up without these changes, and written
 * again only where it gets more of them.
 *
 * @param trx - The transaction that writes the changes.
 * @param options - `rows`: at most one a key, sorted by key, so that two workers lock in the same order.
 */
export async function addToOutbox(
  trx: Knex.Transaction,
  options: { rows: readonly ReactionOutboxRow[] },
): Promise<void> {
  if (!options.rows.length) {
    return;
  }
  const { sql, bindings } = rowSource(
    trx,
    'reaction_outbox',
    columns,
    options.rows,
  );
  await rawRows(
    trx,
    `insert into reaction_outbox (${columns.join(', ')})
     ${sql} where true
     on conflict (topic, definition_id, owner_set_id, window_at) do update set
       changes = case when length(reaction_outbox.changes) < ${enoughChanges}
         then reaction_outbox.changes || excluded.changes
         else reaction_outbox.changes end,
       change_count = reaction_outbox.change_count + excluded.change_count
     where excluded.change_count > 0`,
    bindings,
  );
}
