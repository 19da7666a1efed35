import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { PlainColumn, PlainTable } from '../layout';
import { ReadinessT, useReadinessTranslation } from '../translations';
import { ChartWeek } from './chartWeeks';
import { mondayFirst } from './weekdayWords';

/** The days of a week on which something failed, e.g. "Fri 15 May, 2 of 3". */
function failedWords(t: ReadinessT, words: Words, week: ChartWeek): string {
  return week.days
    .filter(({ failures }) => failures > 0)
    .map(({ weekday, date, failures, deployments }) =>
      t('delivery.weeks.ofDay', {
        weekday: words.weekday(mondayFirst[weekday], 'short'),
        day: words.shortDay(date),
        failures,
        deployments,
      }),
    )
    .join('; ');
}

/**
 * The chart as a table, newest week first. Weeks of which nothing is known are left out.
 */
export function WeeksTable(props: { weeks: readonly ChartWeek[] }) {
  const { t, words } = useReadinessTranslation();
  const columns: PlainColumn<ChartWeek>[] = [
    {
      title: t('delivery.weeks.week'),
      rowHeader: true,
      cell: week => words.day(week.days[0].date),
    },
    {
      title: t('delivery.weeks.deployments'),
      align: 'right',
      cell: week => words.number(week.deployments),
    },
    {
      title: t('delivery.weeks.failed'),
      align: 'right',
      cell: week => words.number(week.failures),
    },
    {
      title: t('delivery.weeks.incidents'),
      align: 'right',
      cell: week => words.number(week.incidents),
    },
    {
      title: t('delivery.weeks.failedOn'),
      cell: week => failedWords(t, words, week) || t('delivery.weeks.none'),
    },
  ];
  return (
    <PlainTable
      label={t('delivery.weeks.label')}
      columns={columns}
      rows={props.weeks
        .filter(week => week.days.some(({ isKnown }) => isKnown))
        .reverse()}
      rowKey={week => week.days[0].date}
    />
  );
}
