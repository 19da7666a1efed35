import {
  dayWords,
  shortDayWords,
} from '@team-readiness/backstage-plugin-readiness-react';
import { PlainColumn, PlainTable } from '../layout';
import { weekdayNames } from './chartPlaces';
import { ChartWeek } from './chartWeeks';

/** The days of a week on which something failed, e.g. "Fri 15 May, 2 of 3". */
function failedWords(week: ChartWeek): string {
  return week.days
    .filter(({ failures }) => failures > 0)
    .map(
      day =>
        `${weekdayNames[day.weekday]} ${shortDayWords(day.date)}, ${
          day.failures
        } of ${day.deployments}`,
    )
    .join('; ');
}

const columns: PlainColumn<ChartWeek>[] = [
  {
    title: 'Week of',
    rowHeader: true,
    cell: week => dayWords(week.days[0].date),
  },
  { title: 'Deployments', align: 'right', cell: week => week.deployments },
  { title: 'Failed', align: 'right', cell: week => week.failures },
  { title: 'Incidents', align: 'right', cell: week => week.incidents },
  { title: 'Failed on', cell: week => failedWords(week) || '–' },
];

/**
 * The chart as a table, newest week first. Weeks of which nothing is known are left out.
 */
export function WeeksTable(props: { weeks: readonly ChartWeek[] }) {
  return (
    <PlainTable
      label="Deployments by week"
      columns={columns}
      rows={props.weeks
        .filter(week => week.days.some(({ isKnown }) => isKnown))
        .reverse()}
      rowKey={week => week.days[0].date}
    />
  );
}
