import { Knex } from 'knex';
import {
  GroupArea,
  readGroupAreas,
  readOwnerSetCounts,
  readsCounters,
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

/** Do the counters tell it? Then nothing is kept. */
export function isCounted(
  selection: ScoreSelection & { by: ScoreGrouping },
): boolean {
  return selection.by === 'ownerSet' && readsCounters(selection);
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
  const read = () =>
    readGroupAreas(knex, {
      ...options,
      checks: countingChecks(scorecard).map(check => ({
        checkKey: check.key,
        area: check.definition.area,
        weight: check.definition.weight,
      })),
    });
  return isCounted(options)
    ? read()
    : sums.keep({ ...options, what: 'areas' }, read, rows => rows.length);
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
  const readCounts = () => readOwnerSetCounts(reading.knex, options);
  const [areas, counts] = await Promise.all([
    readAreas(reading, scorecard, { ...selection, by: 'ownerSet' }),
    isCounted({ ...options, by: 'ownerSet' })
      ? readCounts()
      : reading.sums.keep(
          { ...options, what: 'counts' },
          readCounts,
          ({ levels, outcomes }) => levels.length + outcomes.length,
        ),
  ]);
  return new Standings(scorecard, { areas, ...counts });
}
