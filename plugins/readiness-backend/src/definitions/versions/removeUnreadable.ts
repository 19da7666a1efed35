import { Knex } from 'knex';
import {
  activateDefinitions,
  ActiveDefinitionRow,
  recordActivation,
  selectActiveDefinitions,
} from '../../database/operations/definitions';
import { markAllForEvaluation } from '../../database/operations/queue';

const kind = 'Scorecard';

/**
 * Takes versions away that no replica could read for too long: evaluation must not wait for ever.
 * One that was replaced, or that a replica said it can read in the meantime, stays.
 *
 * @param options - `versions`: as they were when it was decided
 * @returns those that are no longer active
 */
export async function removeUnreadable(
  knex: Knex,
  options: { versions: readonly ActiveDefinitionRow[]; at: Date },
): Promise<ActiveDefinitionRow[]> {
  const { versions, at } = options;
  if (!versions.length) {
    return [];
  }
  return await knex.transaction(async trx => {
    const now = await selectActiveDefinitions(trx, { kind });
    const gone = versions.filter(version =>
      now.some(
        ({ id, unreadable_since }) =>
          id === version.id &&
          Number(unreadable_since) === Number(version.unreadable_since),
      ),
    );
    if (gone.length) {
      await activateDefinitions(trx, {
        kind,
        active: [],
        inactive: gone.map(({ name }) => name),
      });
      await recordActivation(trx, {
        activated: [],
        deactivated: gone.map(({ id }) => id),
        at,
      });
      await markAllForEvaluation(trx, { at });
    }
    return gone;
  });
}
