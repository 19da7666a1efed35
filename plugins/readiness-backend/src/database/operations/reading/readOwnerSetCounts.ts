import { Knex } from 'knex';
import {
  OwnerSetLevel,
  OwnerSetLevelRow,
  ownerSetLevelsRowSet,
  toOwnerSetLevel,
} from './ownerSetLevels';
import {
  OwnerSetOutcome,
  OwnerSetOutcomeRow,
  ownerSetOutcomesRowSet,
  toOwnerSetOutcomes,
} from './ownerSetOutcomes';
import { readTogether } from './readTogether';
import { ScoreSelection } from './ScoreSelection';

/**
 * Counts entities by owner set: where they stand, and their outcomes of some
 * checks. One statement.
 *
 * @param options - `checkKeys` of active checks
 */
export async function readOwnerSetCounts(
  knex: Knex,
  options: ScoreSelection & { checkKeys: readonly number[] },
): Promise<{ levels: OwnerSetLevel[]; outcomes: OwnerSetOutcome[] }> {
  const { levels, outcomes } = await readTogether<{
    levels: OwnerSetLevelRow;
    outcomes: OwnerSetOutcomeRow;
  }>(knex, {
    levels: ownerSetLevelsRowSet(options),
    outcomes: ownerSetOutcomesRowSet(knex, options),
  });
  return {
    levels: levels.map(toOwnerSetLevel),
    outcomes: toOwnerSetOutcomes(outcomes, options),
  };
}
