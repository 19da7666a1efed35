import {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { relationsFact } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  markForDerivation,
  removeLookedUpRefs,
  selectUnseenTargets,
  UnseenTarget,
  writeLookedUpRefs,
} from '../../database/operations/derivation';
import { retryOnConflict } from '../../database/retryOnConflict';
import { describeError } from '../problems';

const refsPerStep = 500;
/** More are left to the next stream. */
const mostRefs = 10_000;
/** An answer is good for so long. */
const answerMs = 6 * 3_600_000;

/** How the catalog is asked. */
export interface LookUpOptions {
  catalog: CatalogService;
  credentials: BackstageCredentials;
  at: Date;
  logger: LoggerService;
}

/**
 * Asks the catalog for what entities are related to and no stream has brought: it may be missing,
 * or hidden from a filtered stream. To be called after a complete stream. One look-up per 500 refs.
 * If the catalog does not answer that is logged, and what is unknown stays so until the next stream.
 *
 * @param knex - Not a transaction: each step is one.
 * @throws What the database throws; what was answered before is kept.
 */
export async function lookUpTargets(
  knex: Knex,
  options: LookUpOptions,
): Promise<void> {
  const { at, logger } = options;
  await removeLookedUpRefs(knex);
  const targets = await selectUnseenTargets(knex, {
    before: new Date(at.getTime() - answerMs),
    limit: mostRefs,
  });
  for (let from = 0; from < targets.length; from += refsPerStep) {
    const asked = targets.slice(from, from + refsPerStep);
    let found: boolean[];
    try {
      found = await askCatalog(asked, options);
    } catch (error) {
      logger.warn(
        `Targets of relations could not be looked up: ${describeError(error)}`,
      );
      return;
    }
    await writeAnswers(knex, asked, { found, at });
  }
}

async function askCatalog(
  asked: readonly UnseenTarget[],
  { catalog, credentials }: LookUpOptions,
): Promise<boolean[]> {
  const { items } = await catalog.getEntitiesByRefs(
    {
      entityRefs: asked.map(({ ref }) => ref),
      fields: ['kind', 'metadata.name', 'metadata.namespace'],
    },
    { credentials },
  );
  if (items.length !== asked.length) {
    throw new Error('The catalog answered a look-up with too few items');
  }
  return items.map(Boolean);
}

async function writeAnswers(
  knex: Knex,
  asked: readonly UnseenTarget[],
  { found, at }: { found: readonly boolean[]; at: Date },
): Promise<void> {
  await retryOnConflict(() =>
    knex.transaction(async trx => {
      await writeLookedUpRefs(trx, {
        refs: asked.map(({ ref }, index) => ({ ref, found: found[index] })),
        at,
      });
      const news = asked.filter(
        (target, index) => target.found !== found[index],
      );
      await markForDerivation(trx, {
        marks: [
          {
            collector: relationsFact.collector,
            refs: news.map(({ ref }) => ref),
          },
        ],
        at,
      });
    }),
  );
}
