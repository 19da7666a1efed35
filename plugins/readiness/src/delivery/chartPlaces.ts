import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { ChartWeek } from './chartWeeks';

const left = 36;
const barTop = 24;
const barsHeight = 72;
const rowHeight = 20;
const gap = 14;
const monthHeight = 22;
const widestColumn = 44;

/** Where the parts of the chart are, in pixels. */
export interface ChartPlaces {
  height: number;
  left: number;
  barTop: number;
  barBase: number;
  barWidth: number;
  barHeight(deployments: number): number;
  /** Width of a week. */
  column: number;
  /** Width and height within which a day is drawn. */
  cell: number;
  /** Middle of a week. */
  weekX(index: number): number;
  /** Middle of the row of a weekday. */
  dayY(weekday: number): number;
  incidentY: number;
}

/**
 * Works out where the parts of the chart are.
 */
export function place(of: {
  width: number;
  weeks: number;
  /** Deployments of the week with most. */
  mostOfWeek: number;
  hasIncidents: boolean;
}): ChartPlaces {
  const column = Math.min(
    Math.max((of.width - left) / Math.max(of.weeks, 1), 1),
    widestColumn,
  );
  const cell = Math.min(column - 1, rowHeight - 3);
  const barBase = barTop + barsHeight;
  const daysTop = barBase + gap;
  const daysEnd = daysTop + 7 * rowHeight;
  const incidentsHeight = of.hasIncidents ? rowHeight + 6 : 0;
  return {
    height: daysEnd + incidentsHeight + monthHeight,
    left,
    barTop,
    barBase,
    barWidth: Math.max(Math.min(column * 0.7, 22), 2),
    barHeight: deployments => (deployments / of.mostOfWeek) * barsHeight,
    column,
    cell: Math.max(cell, 2),
    weekX: index => left + (index + 0.5) * column,
    dayY: weekday => daysTop + (weekday + 0.5) * rowHeight,
    incidentY: daysEnd + 6 + rowHeight / 2,
  };
}

/**
 * The names of months below the weeks in which they begin, as far as there is room.
 *
 * @param column - width of a week, in pixels
 */
export function monthLabels(
  words: Words,
  weeks: readonly ChartWeek[],
  column: number,
): Array<{ index: number; label: string }> {
  const labels: Array<{ index: number; label: string }> = [];
  const month = new Intl.DateTimeFormat(words.locale, {
    month: 'short',
    timeZone: 'UTC',
  });
  let free = 0;
  weeks.forEach((week, index) => {
    const begins = week.days.find(({ date }) => date.endsWith('-01'));
    if (begins && index * column >= free && index < weeks.length - 1) {
      labels.push({
        index,
        label: month.format(Date.parse(begins.date)),
      });
      free = index * column + 34;
    }
  });
  return labels;
}
