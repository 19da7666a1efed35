import { randomBytes } from 'node:crypto';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { rawRows } from '../../rawRows';
import { databaseCapabilities } from '../../DatabaseCapabilities';
import { SqlFragment } from '../reading/SqlFragment';
import { retryOnConflict } from '../../retryOnConflict';

const refsPerStatement = 500;

function randomHash(): string {
  return randomBytes(32).toString('hex');
}

/**
 * Writes a visible set while the refs of its entities arrive.
 *
 * The set stands under a random hash until it is complete, so that no reader
 * finds half of it. A set that was under the hash before goes on to exist until
 * it is removed: somebody may be reading with it. When two processes write the
 * same set at once, both are complete, and one of them is found.
 *
 * @param options - `entities`: pages of refs in lower case, of which those that are not known are left out,
 *   or a condition of `entities e`
 * @returns the id of the set
 */
export async function writeVisibleSet(
  knex: Knex,
  options: {
    conditionsHash: string;
    expiresAt: Date;
    entities: { pages: AsyncIterable<string[]> } | { condition: SqlFragment };
  },
): Promise<number> {
  const { conditionsHash, expiresAt, entities } = options;
  const [{ id: setId }] = await knex('visible_sets')
    .insert({
      conditions_hash: randomHash(),
      expires_at: expiresAt.getTime(),
    })
    .returning('id');
  if ('condition' in entities) {
    const { condition } = entities;
    await rawRows(
      knex,
      `insert into visible_entities (set_id, entity_id)
       select ${Number(setId)}, e.id from entities e
       where e.removed_at is null and (${condition.sql})`,
      condition.bindings,
    );
  } else {
    await writeRefs(knex, { setId, pages: entities.pages });
  }
  await countForPlans(knex);
  await publish(knex, { setId, conditionsHash });
  return setId;
}

async function writeRefs(
  knex: Knex,
  { setId, pages }: { setId: number; pages: AsyncIterable<string[]> },
): Promise<void> {
  for await (const refs of pages) {
    for (let from = 0; from < refs.length; from += refsPerStatement) {
      const chunk = refs.slice(from, from + refsPerStatement);
      // A page may repeat what an earlier one had when the catalog changes in between.
      await rawRows(
        knex,
        `insert into visible_entities (set_id, entity_id)
         select ${Number(setId)}, id from entities where ref in (${chunk
          .map(() => '?')
          .join(', ')})
         on conflict (set_id, entity_id) do nothing`,
        chunk,
      );
    }
  }
}

/**
 * Has PostgreSQL count the rows of a table that it has never counted. It does so by itself, but only a minute
 * after the first set was written; until then it expects a few rows of the set that is read with right now, and
 * looks for each entity by itself. Of sets that come later it expects as many as others had.
 */
async function countForPlans(knex: Knex): Promise<void> {
  if (databaseCapabilities(knex).client !== 'pg') {
    return;
  }
  // Below zero: never counted.
  const [{ reltuples }] = await rawRows<{ reltuples: number }>(
    knex,
    `select reltuples from pg_class where oid = 'visible_entities'::regclass`,
  );
  if (reltuples < 1) {
    await knex.raw('analyze visible_entities');
  }
}

/** Puts a complete set under its hash, in the place of the one before. */
async function publish(
  knex: Knex,
  { setId, conditionsHash }: { setId: number; conditionsHash: string },
): Promise<void> {
  try {
    await retryOnConflict(() =>
      knex.transaction(async trx => {
        await trx('visible_sets')
          .where({ conditions_hash: conditionsHash })
          .update({ conditions_hash: randomHash() });
        await trx('visible_sets')
          .where({ id: setId })
          .update({ conditions_hash: conditionsHash });
      }),
    );
  } catch (error) {
    // Another process put its own set there at the same moment: that one is as good.
    if (!isDatabaseConflictError(error)) {
      throw error;
    }
  }
}
