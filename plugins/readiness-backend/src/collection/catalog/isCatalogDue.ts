import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import { readCollectorRun } from '../../database/operations/collectors';
import { catalogCollector } from './writeCatalogPage';

/** The most of the time that streams outside the schedule may take. */
const unscheduledShare = 0.1;

/**
 * Is a stream of the catalog due? Besides the schedule it is when the number of entities is not
 * the one that was streamed last, but never so often that streams take more than a tenth of the
 * time.
 *
 * @throws What the database throws; a catalog that does not answer makes nothing due.
 */
export async function isCatalogDue(options: {
  knex: Knex;
  catalog: CatalogService;
  credentials: BackstageCredentials;
  clock: { now(): Date };
}): Promise<boolean> {
  const { knex, catalog, credentials, clock } = options;
  const state = await readCollectorRun(knex, { collector: catalogCollector });
  const now = clock.now().getTime();
  if (!state.nextAt || state.nextAt.getTime() <= now) {
    return true;
  }
  if (state.status !== 'succeeded' || !state.startedAt || !state.finishedAt) {
    return false;
  }
  const tookMs = state.finishedAt.getTime() - state.startedAt.getTime();
  if (now - state.finishedAt.getTime() < tookMs / unscheduledShare) {
    return false;
  }
  try {
    const { totalItems } = await catalog.queryEntities(
      { limit: 0 },
      { credentials },
    );
    return totalItems !== state.observed;
  } catch {
    // The next scheduled run tells what is wrong.
    return false;
  }
}
