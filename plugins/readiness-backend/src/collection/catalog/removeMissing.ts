import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import { countMissedStream } from '../../database/operations/entities';
import { FactProjection } from '../../database/operations/facts';
import { retryOnConflict } from '../../database/retryOnConflict';
import { removeFromCatalog } from './removeFromCatalog';

const entitiesPerStep = 500;

/**
 * Counts that entities were absent from a complete stream, and removes those that were so twice
 * and that the catalog does not find by ref either. One look-up per 500 entities.
 *
 * @param knex - Not a transaction: each step is one.
 * @param options - Keys of the absent entities, and how the catalog is asked; `projection`: what checks
 *   read of facts, default all of it.
 * @returns Keys of the removed ones.
 * @throws What the catalog throws; what was counted stays counted.
 */
export async function removeMissing(
  knex: Knex,
  options: {
    missingIds: readonly number[];
    catalog: CatalogService;
    credentials: BackstageCredentials;
    at: Date;
    projection?: FactProjection;
  },
): Promise<number[]> {
  const { missingIds, catalog, credentials, at, projection } = options;
  const removed: number[] = [];
  for (let from = 0; from < missingIds.length; from += entitiesPerStep) {
    const entityIds = missingIds.slice(from, from + entitiesPerStep);
    const candidates = await countMissedStream(knex, { entityIds });
    if (!candidates.length) {
      continue;
    }
    const { items } = await catalog.getEntitiesByRefs(
      {
        entityRefs: candidates.map(({ ref }) => ref),
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials },
    );
    if (items.length !== candidates.length) {
      throw new Error('The catalog answered a look-up with too few items');
    }
    const gone = candidates
      .filter((_, index) => !items[index])
      .map(({ id }) => id);
    await retryOnConflict(() =>
      knex.transaction(trx =>
        removeFromCatalog(trx, { entityIds: gone, at, projection }),
      ),
    );
    removed.push(...gone);
  }
  return removed;
}
