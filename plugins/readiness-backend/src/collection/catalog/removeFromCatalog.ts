import {
  dependenciesFact,
  relationsFact,
  rollupFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  everything,
  markForDerivation,
  selectRelatedRefs,
} from '../../database/operations/derivation';
import { removeEntities } from '../../database/operations/entities';
import { FactProjection } from '../../database/operations/facts';
import { markForEvaluation } from '../../database/operations/queue';

/**
 * Removes entities and lets know whoever is related to them, or summed up over them.
 *
 * @param trx - A transaction.
 * @param options - Keys of `entities`; none: nothing is asked of the database. `projection`: what checks
 *   read of facts, default all of it.
 */
export async function removeFromCatalog(
  trx: Knex.Transaction,
  options: {
    entityIds: readonly number[];
    at: Date;
    projection?: FactProjection;
  },
): Promise<void> {
  const { entityIds, at } = options;
  if (!entityIds.length) {
    return;
  }
  const refs = await selectRelatedRefs(trx, { entityIds });
  await markForDerivation(trx, {
    marks: [
      { collector: relationsFact.collector, refs },
      { collector: dependenciesFact.collector, refs },
      { collector: rollupFact.collector, refs: [everything] },
    ],
    at,
  });
  await removeEntities(trx, options);
  await markForEvaluation(trx, { entityIds, at });
}
