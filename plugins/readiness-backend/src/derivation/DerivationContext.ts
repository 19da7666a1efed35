import { createHash } from 'crypto';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import {
  DerivationTicket,
  holdDerivation,
} from '../database/operations/derivation';
import { FactProjection, upsertFacts } from '../database/operations/facts';
import { markForEvaluation } from '../database/operations/queue';
import { retryOnConflict } from '../database/retryOnConflict';

/** What a derivation works with. */
export interface DerivationContext {
  knex: Knex;
  claim: DerivationTicket;
  clock: { now(): Date };
  /** How long what is derived is good for. */
  timeToLiveMs: number;
  /** How long the claim lasts after each batch. */
  leaseMs: number;
  /** What checks read of facts. Undefined: all of it. */
  projection?: FactProjection;
}

/** A derived fact of one entity. */
export interface DerivedFact {
  entityId: number;
  /** Keys in a fixed order. */
  data: JsonObject;
}

/** Somebody else derives now: nothing more must be written. */
export class DerivationLostError extends Error {}

/**
 * Writes the facts of a batch of entities, and marks those whose fact has changed for evaluation.
 * One transaction, under the ticket.
 *
 * @param find - Reads the facts of the batch within the transaction, after the ticket is held.
 * @param stratum - In which those wait whose fact has changed; Groups and Templates in 2 always.
 * @returns How many facts have changed.
 * @throws DerivationLostError where the claim does not stand; what the database throws.
 */
export async function writeDerivedFacts(
  context: DerivationContext,
  find: (trx: Knex.Transaction) => Promise<DerivedFact[]>,
  stratum: 0 | 1,
): Promise<number> {
  const { knex, claim, clock, timeToLiveMs, projection } = context;
  const changed = await retryOnConflict(() =>
    knex.transaction(async trx => {
      const now = clock.now();
      if (!(await holdDerivation(trx, { ...context, now }))) {
        throw new DerivationLostError('Another derivation has taken over');
      }
      const facts = await find(trx);
      const { changedEntityIds } = await upsertFacts(trx, {
        collector: claim.collector,
        facts: facts.map(({ entityId, data }) => {
          const text = JSON.stringify(data);
          return {
            entityId,
            data: text,
            hash: createHash('sha256').update(text).digest('hex'),
            observedAt: now,
            expiresAt: new Date(now.getTime() + timeToLiveMs),
          };
        }),
        projection,
      });
      await markForEvaluation(trx, {
        entityIds: changedEntityIds,
        at: now,
        stratum,
      });
      return changedEntityIds.length;
    }),
  );
  // Readers of a synchronous database get their turn between batches.
  await new Promise(resolve => setImmediate(resolve));
  return changed;
}
