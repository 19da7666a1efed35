import { Knex } from 'knex';
import {
  GroupLevel,
  GroupLevelRow,
  groupLevelsRowSet,
  toGroupLevel,
} from './groupLevels';
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
): Promise<{ levels: GroupLevel[]; outcomes: OwnerSetOutcome[] }> {
  const { levels, outcomes } = await readTogether<{
    levels: GroupLevelRow;
    outcomes: OwnerSetOutcomeRow;
  }>(knex, {
    levels: groupLevelsRowSet(options),
    outcomes: ownerSetOutcomesRowSet(knex, options),
  });
  return {
    levels: levels.map(toGroupLevel),
    outcomes: toOwnerSetOutcomes(outcomes, options),
  };
}
