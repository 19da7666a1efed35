import { Knex } from 'knex';
import {
  enoughChanges,
  NewDelivery,
  OutboxEntry,
  putDeliveries,
  takeFromOutbox,
} from '../database/operations/reactions';
import { retryOnConflict } from '../database/retryOnConflict';
import { Reaction } from './Reaction';

/**
 * Makes deliveries of what is due in the outbox: each reaction gets its own, so that one that fails
 * holds up no other. One transaction: killed anywhere, the entries are in the outbox or are deliveries.
 *
 * @param options - `limit` entries at most; what is older than `maximumAgeMs` is dropped.
 * @returns How many entries were taken; fewer than the limit: these were the last.
 * @throws What the database throws.
 */
export async function sortOutbox(
  knex: Knex,
  options: {
    reactions: readonly Reaction[];
    now: Date;
    limit: number;
    maximumAgeMs: number;
  },
): Promise<number> {
  const { reactions, now, limit, maximumAgeMs } = options;
  return retryOnConflict(() =>
    knex.transaction(async trx => {
      const entries = await takeFromOutbox(trx, { now, limit });
      const oldest = now.getTime() - maximumAgeMs;
      await putDeliveries(trx, {
        deliveries: addressEntries(
          entries.filter(({ windowAt }) => windowAt >= oldest),
          reactions,
          now,
        ),
      });
      return entries.length;
    }),
  );
}

function addressEntries(
  entries: readonly OutboxEntry[],
  reactions: readonly Reaction[],
  now: Date,
): NewDelivery[] {
  const byKey = new Map<string, NewDelivery>();
  for (const entry of entries) {
    for (const reaction of reactions) {
      if (!reaction.topics.some(topic => topic === entry.topic)) {
        continue;
      }
      for (const address of reaction.address(entry)) {
        const key = [
          reaction.id,
          entry.topic,
          address.subject,
          address.scorecard,
          String(address.version).padStart(10, '0'),
          String(entry.windowAt).padStart(16, '0'),
        ].join('\n');
        const other = byKey.get(key);
        if (other) {
          if (other.changes.length < enoughChanges) {
            other.changes += address.changes;
          }
          other.change_count += address.changeCount;
        } else {
          byKey.set(key, {
            reaction: reaction.id,
            topic: entry.topic,
            subject: address.subject,
            scorecard: address.scorecard,
            version: address.version,
            window_at: entry.windowAt,
            changes: address.changes,
            change_count: address.changeCount,
            next_at: now.getTime() + (reaction.gatherMs ?? 0),
          });
        }
      }
    }
  }
  // In the order of the key, so that two replicas lock in the same order.
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, delivery]) => delivery);
}
