import {
  Area,
  Trend,
  TrendPoint,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  ReadableCheck,
  ReadableScorecard,
} from '../reading/ReadableScorecards';
import { toShare } from '../standing/toShare';
import { DayValues, Step } from './DayCurve';
import { DayRange } from './DayRange';
import { HistorySubject } from './HistorySubject';

/** What a trend is about. */
export interface AskedTrend {
  scorecard: ReadableScorecard;
  area: Area | undefined;
  check: ReadableCheck | undefined;
  range: DayRange;
  subject: HistorySubject;
}

/** A trend without what was asked for. */
export type TrendLine = Pick<Trend, 'points' | 'hidden'> & {
  /** Days of which there are snapshots, in order. */
  known: readonly string[];
};

/** What stood from a day on, until another one, as steps. */
export function toSteps(
  row: { day: string; until_day: string | null },
  values: readonly number[],
): Step[] {
  const begin = { ownerSetId: 0, day: row.day, values };
  return row.until_day === null
    ? [begin]
    : [
        begin,
        {
          ownerSetId: 0,
          day: row.until_day,
          values: values.map(value => -value),
        },
      ];
}

/** A point of the six numbers of sums. */
export function toPoint(
  { day, values }: DayValues,
  level: number | null,
): TrendPoint {
  const [passed, known, applicable, entities, withTarget, onTarget] = values;
  return {
    day,
    share: toShare({ passed, known, applicable }),
    entities,
    withTarget,
    onTarget,
    level,
  };
}
