import { Knex } from 'knex';
import {
  deleteForgottenFacts,
  FactProjection,
} from '../database/operations/facts';

const factsPerStep = 1_000;
const mostSteps = 100;

/**
 * Deletes stale facts of collectors that are not connected any more: those are kept as long as they
 * were good for, in case the collector comes back. In steps, at most 100,000 at a time; what is left
 * goes the next time.
 *
 * @param knex - Not a transaction: each step is one.
 * @param options - `connected`: see `connectedCollectors`; `projection`: what checks read of facts, default
 *   all of it.
 * @throws What the database throws.
 */
export async function deleteForgotten(
  knex: Knex,
  options: {
    connected: ReadonlySet<string>;
    at: Date;
    projection?: FactProjection;
  },
): Promise<void> {
  for (let step = 0; step < mostSteps; step += 1) {
    const deleted = await knex.transaction(trx =>
      deleteForgottenFacts(trx, { ...options, limit: factsPerStep }),
    );
    if (deleted < factsPerStep) {
      return;
    }
  }
}
