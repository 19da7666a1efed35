import { Knex } from 'knex';
import {
  GroupArea,
  readGroupAreas,
  readOwnerSetCounts,
  ScoreGrouping,
  ScoreSelection,
} from '../../database/operations/reading';
import { ReadableScorecard } from '../reading/ReadableScorecards';
import { KeptSums } from './KeptSums';
import { countingChecks, missingCheckKeys } from './missingChecks';
import { Standings } from './Standings';

/** What sums are read from. */
export interface SumReading {
  knex: Knex;
  sums: KeptSums;
}

/**
 * Sums the weights of the checks that count by group and area. One statement, or none where it is kept.
 *
 * @param selection - without the scorecard version
 */
export function readAreas(
  { knex, sums }: SumReading,
  scorecard: ReadableScorecard,
  selection: Omit<ScoreSelection, 'definitionId'> & { by: ScoreGrouping },
): Promise<readonly GroupArea[]> {
  const options = {
    ...selection,
    definitionId: scorecard.active.definitionId,
  };
  return sums.keep(
    { ...options, what: 'areas' },
    () =>
      readGroupAreas(knex, {
        ...options,
        checks: countingChecks(scorecard).map(check => ({
          checkKey: check.key,
          area: check.definition.area,
          weight: check.definition.weight,
        })),
      }),
    rows => rows.length,
  );
}

/**
 * Reads where entities stand by owner set: two statements, whatever their number, or none where it is kept.
 *
 * @param selection - without the scorecard version
 */
export async function readStandings(
  reading: SumReading,
  scorecard: ReadableScorecard,
  selection: Omit<ScoreSelection, 'definitionId'>,
): Promise<Standings> {
  const options = {
    ...selection,
    definitionId: scorecard.active.definitionId,
    checkKeys: missingCheckKeys(scorecard),
  };
  const [areas, counts] = await Promise.all([
    readAreas(reading, scorecard, { ...selection, by: 'ownerSet' }),
    reading.sums.keep(
      { ...options, what: 'counts' },
      () => readOwnerSetCounts(reading.knex, options),
      ({ levels, outcomes }) => levels.length + outcomes.length,
    ),
  ]);
  return new Standings(scorecard, { areas, ...counts });
}
