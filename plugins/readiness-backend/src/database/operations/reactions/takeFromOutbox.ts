import { Knex } from 'knex';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { rawRows } from '../../rawRows';
import { ReactionDeliveriesRow, ReactionOutboxRow } from '../../tables';
import { idSet, rowSource } from '../bulk';
import { enoughChanges } from './ReactionTopic';

/** A row of the outbox, with the names behind its keys. */
export interface OutboxEntry {
  topic: string;
  scorecard: string;
  version: number;
  ownerSetId: number;
  /** Refs of the owners, sorted. */
  owners: string[];
  /** Epoch ms. */
  windowAt: number;
  changes: string;
  changeCount: number;
}

/** A delivery that is not stored yet. */
export type NewDelivery = Omit<
  ReactionDeliveriesRow,
  'id' | 'attempts' | 'ticket' | 'last_error' | 'put_aside_at'
>;

/**
 * Takes rows that are due out of the outbox, the oldest first. On PostgreSQL it passes over rows that
 * a batch is adding to, or that somebody else is taking. Three statements at most.
 *
 * @param trx - The transaction that stores what is made of them.
 * @param options - `now`; at most `limit` rows.
 */
export async function takeFromOutbox(
  trx: Knex.Transaction,
  options: { now: Date; limit: number },
): Promise<OutboxEntry[]> {
  const rows = await rawRows<ReactionOutboxRow>(
    trx,
    `with due as materialized (
       select topic, definition_id, owner_set_id, window_at from reaction_outbox
       where due_at <= ?
       order by due_at, topic, definition_id, owner_set_id
       limit ? ${databaseCapabilities(trx).skipLocked}
     )
     delete from reaction_outbox
     where (topic, definition_id, owner_set_id, window_at) in (
       select topic, definition_id, owner_set_id, window_at from due)
     returning *`,
    [options.now.getTime(), options.limit],
  );
  if (!rows.length) {
    return [];
  }
  const definitions = idSet(
    trx,
    'id',
    rows.map(row => row.definition_id),
  );
  const sets = idSet(
    trx,
    'owner_set_id',
    rows.map(row => row.owner_set_id),
  );
  const names = new Map(
    (
      await rawRows<{ id: number; name: string; version: number }>(
        trx,
        `select id, name, version from definitions where ${definitions.sql}`,
        definitions.bindings,
      )
    ).map(row => [row.id, row]),
  );
  const owners = new Map<number, string[]>();
  for (const row of await rawRows<{ owner_set_id: number; owner_ref: string }>(
    trx,
    `select owner_set_id, owner_ref from owner_set_members
     where ${sets.sql} order by owner_ref`,
    sets.bindings,
  )) {
    owners.set(row.owner_set_id, [
      ...(owners.get(row.owner_set_id) ?? []),
      row.owner_ref,
    ]);
  }
  return rows.flatMap(row => {
    const definition = names.get(row.definition_id);
    return definition
      ? [
          {
            topic: row.topic,
            scorecard: definition.name,
            version: definition.version,
            ownerSetId: row.owner_set_id,
            owners: owners.get(row.owner_set_id) ?? [],
            windowAt: Number(row.window_at),
            changes: row.changes,
            changeCount: row.change_count,
          },
        ]
      : [];
  });
}

const columns = [
  'reaction',
  'topic',
  'subject',
  'scorecard',
  'version',
  'window_at',
  'changes',
  'change_count',
  'next_at',
] as const;

/**
 * Stores deliveries. One that is there already gets the changes too, and is made again if somebody is
 * making it right now. One statement for each 1,000.
 *
 * @param trx - The transaction that takes the rows out of the outbox.
 * @param options - `deliveries`: at most one a key, sorted by key.
 */
export async function putDeliveries(
  trx: Knex.Transaction,
  options: { deliveries: readonly NewDelivery[] },
): Promise<void> {
  const perStatement = 1_000;
  for (let from = 0; from < options.deliveries.length; from += perStatement) {
    const { sql, bindings } = rowSource(
      trx,
      'reaction_deliveries',
      columns,
      options.deliveries.slice(from, from + perStatement),
    );
    await rawRows(
      trx,
      `insert into reaction_deliveries (${columns.join(', ')})
       ${sql} where true
       on conflict (reaction, topic, subject, scorecard, version, window_at)
       do update set
         changes = case when length(reaction_deliveries.changes) < ${enoughChanges}
           then reaction_deliveries.changes || excluded.changes
           else reaction_deliveries.changes end,
         change_count = reaction_deliveries.change_count + excluded.change_count,
         next_at = excluded.next_at, ticket = null, put_aside_at = null,
         attempts = 0`,
      bindings,
    );
  }
}
