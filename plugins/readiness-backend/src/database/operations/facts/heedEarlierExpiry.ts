import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { idSet } from '../bulk';
import { markForEvaluation } from '../queue';
import { LockedFact } from './lockFacts';

/** A fact that still says the same, and how long that is good for now. */
export interface KeptFact {
  entityId: number;
  expiresAt: Date;
}

/**
 * Sees to it that facts whose time ends earlier than it was to end (their time to live was shortened) are
 * found stale at that time: what they say is the same, so that nobody would evaluate before the former
 * one. No statement where there are none, else two for each new end.
 *
 * An evaluation that is under way is waited for, by the mark, and cannot write the former time any more.
 *
 * @param trx - The transaction that has written the facts.
 * @param options - `facts`: those whose data is the same as before; `stored`: what was there of them;
 *   `at`: now.
 */
export async function heedEarlierExpiry(
  trx: Knex.Transaction,
  options: {
    facts: readonly KeptFact[];
    stored: ReadonlyMap<number, Pick<LockedFact, 'expiresAt'>>;
    at: Date;
  },
): Promise<void> {
  const { facts, stored, at } = options;
  const byEnd = new Map<number, number[]>();
  for (const { entityId, expiresAt } of facts) {
    const before = stored.get(entityId);
    const end = expiresAt.getTime();
    if (before && (before.expiresAt?.getTime() ?? Infinity) > end) {
      byEnd.set(end, [...(byEnd.get(end) ?? []), entityId]);
    }
  }
  await markForEvaluation(trx, {
    entityIds: [...byEnd.values()].flat().sort((a, b) => a - b),
    at,
  });
  for (const [end, entityIds] of byEnd) {
    const chosen = idSet(trx, 'entity_id', entityIds);
    await rawRows(
      trx,
      `update scores set next_at = ?
       where (next_at is null or next_at > ?) and ${chosen.sql}`,
      [end, end, ...chosen.bindings],
    );
  }
}
