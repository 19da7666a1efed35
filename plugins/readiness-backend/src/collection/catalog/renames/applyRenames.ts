import { Knex } from 'knex';
import {
  dependenciesFact,
  relationsFact,
  rollupFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  everything,
  markForDerivation,
} from '../../../database/operations/derivation';
import { syncOwnershipPeriods } from '../../../database/operations/entities';
import { FactProjection } from '../../../database/operations/facts';
import {
  Rename,
  renameEntities,
  renameOwners,
  renameScopes,
  retireRefs,
  selectRenameRows,
} from '../../../database/operations/renames';
import { removeFromCatalog } from '../removeFromCatalog';

/** SQLSTATEs of PostgreSQL; on SQLite nobody else writes meanwhile. */
const uniqueViolation = '23505';
/** Makes `retryOnConflict` run the transaction again. */
const serializationFailure = '40001';

/**
 * Renames entities. Those that have the new refs already, since they came before the old ones went or had
 * them long ago, are removed. The number of statements does not depend on how many are renamed.
 *
 * @param trx - The transaction that then writes what the catalog says of them.
 * @param options - `renames`: as found before the transaction; those that another replica did meanwhile are
 *   passed over.
 * @returns Keys of `entities` that were renamed.
 * @throws What the database throws; an error for which `retryOnConflict` tries again where a new ref is
 *   being written elsewhere.
 */
export async function applyRenames(
  trx: Knex.Transaction,
  options: {
    renames: readonly Rename[];
    at: Date;
    /** What checks read of facts. Default: all of it. */
    projection?: FactProjection;
  },
): Promise<number[]> {
  const { at, projection } = options;
  if (!options.renames.length) {
    return [];
  }
  const rows = await selectRenameRows(trx, {
    refs: options.renames.flatMap(({ from, to }) => [from, to.ref]),
    lock: true,
  });
  const renames = options.renames.filter(
    ({ id, from }) => rows.get(from)?.id === id,
  );
  const inTheWay = renames.flatMap(({ to }) => rows.get(to.ref) ?? []);
  await removeFromCatalog(trx, {
    entityIds: inTheWay.filter(row => row.isLive).map(row => row.id),
    at,
    projection,
  });
  await retireRefs(trx, { entityIds: inTheWay.map(row => row.id) });
  await againIfTaken(async () => {
    await renameEntities(trx, { renames, at });
    await renameOwners(trx, { renames });
  });
  await renameScopes(trx, { renames });
  const renamedIds = renames.map(({ id }) => id);
  await syncOwnershipPeriods(trx, { entityIds: renamedIds, at });
  const refs = renames.flatMap(({ from, to }) => [from, to.ref]);
  await markForDerivation(trx, {
    marks: [
      { collector: relationsFact.collector, refs },
      { collector: dependenciesFact.collector, refs },
      {
        collector: rollupFact.collector,
        refs: refs.length ? [everything] : [],
      },
    ],
    at,
  });
  return renamedIds;
}

/** Another replica may write the same ref or owners at this moment: the next attempt sees them. */
async function againIfTaken(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw (error as { code?: unknown }).code === uniqueViolation
      ? Object.assign(new Error('The new ref was taken meanwhile'), {
          code: serializationFailure,
        })
      : error;
  }
}
