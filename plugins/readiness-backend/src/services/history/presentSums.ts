import { Area } from '@team-readiness/backstage-plugin-readiness-common';
import { Sums, noSums } from '../../database/operations/history';
import {
  GroupArea,
  GroupLevel,
  readGroupLevels,
  ScoreSelection,
} from '../../database/operations/reading';
import { ReadableScorecard } from '../reading/ReadableScorecards';
import { readAreas } from '../standing/readStandings';
import { HistoryContext } from './HistoryContext';

/**
 * Sums of the present by owner set, of the same rows as those of the overview. Two statements.
 *
 * @param options - `area`: only its weights
 */
export async function readPresentSums(
  context: HistoryContext,
  scorecard: ReadableScorecard,
  options: Omit<ScoreSelection, 'definitionId'> & { area?: Area },
): Promise<Map<number, Sums>> {
  const { area, ...selection } = options;
  const [areas, levels] = await Promise.all([
    readAreas(context, scorecard, { ...selection, by: 'ownerSet' }),
    readGroupLevels(context.knex, {
      ...selection,
      definitionId: scorecard.active.definitionId,
      by: 'ownerSet',
    }),
  ]);
  return toPresentSums(areas, levels, area);
}

function toPresentSums(
  areas: readonly GroupArea[],
  levels: readonly GroupLevel[],
  area: Area | undefined,
): Map<number, Sums> {
  const bySet = new Map<number, Sums>();
  const of = (key: GroupArea['key']) => {
    const id = Number(key);
    const sums = bySet.get(id) ?? noSums();
    bySet.set(id, sums);
    return sums;
  };
  for (const row of areas) {
    if (area === undefined || row.area === area) {
      const sums = of(row.key);
      sums.passed += row.passed;
      sums.known += row.known;
      sums.applicable += row.applicable;
    }
  }
  for (const row of levels.filter(({ standing }) => standing === 'counted')) {
    const sums = of(row.key);
    sums.entities += row.count;
    if (row.targetLevel > 0) {
      sums.withTarget += row.count;
      sums.onTarget += row.onTarget ? row.count : 0;
    }
  }
  return bySet;
}
