import { Knex } from 'knex';
import {
  OwnerSetOutcome,
  OwnerSetOutcomeRow,
  ownerSetOutcomesRowSet,
  toOwnerSetOutcomes,
} from './ownerSetOutcomes';
import { ScoreSelection } from './ScoreSelection';
import { readRows } from './SqlFragment';

/**
 * Counts outcomes of some checks by owner set, as {@link ownerSetOutcomesRowSet}. One statement.
 *
 * @param options - `checkKeys` of active checks
 */
export async function readOwnerSetOutcomes(
  knex: Knex,
  options: ScoreSelection & { checkKeys: readonly number[] },
): Promise<OwnerSetOutcome[]> {
  const rows = await readRows<OwnerSetOutcomeRow>(
    knex,
    ownerSetOutcomesRowSet(knex, options).query,
  );
  return toOwnerSetOutcomes(rows, options);
}
