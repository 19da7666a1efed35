import { Knex } from 'knex';
import { databaseCapabilities } from '../database/DatabaseCapabilities';
import {
  deleteMarks,
  finishDerivation,
  selectLive,
  selectLivePage,
  selectMarks,
} from '../database/operations/derivation';
import { retryOnConflict } from '../database/retryOnConflict';
import {
  DerivationContext,
  DerivationLostError,
  DerivedFact,
  writeDerivedFacts,
} from './DerivationContext';

const marksPerPage = 2_000;
/** PostgreSQL reads whole tables for more than a few hundred entities, so that few large batches are cheap. */
const entitiesPerBatch = { pg: 2_000, sqlite: 100 };

/** A fact that tells of the neighbours of an entity. */
export interface NeighbourFact {
  /** Marks that are due later are left. */
  due: Date;
  /** Keys of the entities whose fact may tell of one of the refs, ascending. */
  affected: (
    knex: Knex,
    options: { refs: readonly string[] },
  ) => Promise<number[]>;
  /** One fact for each of the entities, all of which are in the catalog. */
  find: (
    trx: Knex.Transaction,
    options: { entityIds: readonly number[] },
  ) => Promise<DerivedFact[]>;
  /** In which those wait whose fact has changed. */
  stratum: 0 | 1;
}

/**
 * Takes up all changes that are due, page by page, and gives the claim back.
 *
 * @returns How many facts have changed.
 * @throws What the database throws; a claim that somebody else has taken over is no error.
 */
export async function deriveByMarks(
  context: DerivationContext,
  fact: NeighbourFact,
): Promise<number> {
  const { knex, claim, clock } = context;
  let changed = 0;
  try {
    for (;;) {
      const marks = await selectMarks(knex, {
        collector: claim.collector,
        due: fact.due,
        limit: marksPerPage,
      });
      if (!marks.ids.length) {
        break;
      }
      for await (const entityIds of batchesOf(knex, marks.refs, fact)) {
        changed += await writeDerivedFacts(
          context,
          async trx =>
            fact.find(trx, { entityIds: await selectLive(trx, { entityIds }) }),
          fact.stratum,
        );
      }
      await retryOnConflict(() => deleteMarks(knex, marks));
    }
    await retryOnConflict(() =>
      finishDerivation(knex, { claim, derivedAt: clock.now() }),
    );
  } catch (error) {
    if (!(error instanceof DerivationLostError)) {
      throw error;
    }
  }
  return changed;
}

async function* batchesOf(
  knex: Knex,
  refs: readonly string[] | 'all',
  fact: NeighbourFact,
): AsyncGenerator<number[]> {
  const batchSize = entitiesPerBatch[databaseCapabilities(knex).client];
  if (refs === 'all') {
    for (let after = 0; ; ) {
      const page = await selectLivePage(knex, { after, limit: batchSize });
      const last = page.at(-1);
      if (last === undefined) {
        return;
      }
      yield page;
      after = last;
    }
  }
  const affected = await fact.affected(knex, { refs });
  for (let from = 0; from < affected.length; from += batchSize) {
    yield affected.slice(from, from + batchSize);
  }
}
