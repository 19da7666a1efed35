import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { ReadinessT } from '../translations';
import { ChartWeek } from './chartWeeks';

/**
 * How many deployments there were, and how many of them failed, e.g. "3 deployments, 1 failed".
 */
export function deploymentWords(
  t: ReadinessT,
  { deployments, failures }: { deployments: number; failures: number },
): string {
  const what = t('delivery.chart.deployments', { count: deployments });
  return failures > 0 ? t('delivery.chart.failed', { what, failures }) : what;
}

/**
 * What the chart of deployments shows, in sentences.
 */
export function chartWords(
  t: ReadinessT,
  words: Words,
  weeks: readonly ChartWeek[],
): string {
  const days = weeks.flatMap(week => week.days);
  const known = days.filter(day => day.isKnown);
  if (known.length === 0) {
    return t('delivery.chart.none');
  }
  const sum = (pick: (week: ChartWeek) => number) =>
    weeks.reduce((total, week) => total + pick(week), 0);
  const most = weeks.reduce((best, week) =>
    week.deployments > best.deployments ? week : best,
  );
  const deployments = sum(week => week.deployments);
  return [
    t('delivery.chart.all', {
      deployments: t('delivery.chart.deployments', { count: deployments }),
      from: words.day(known[0].date),
      to: words.day(days[days.length - 1].date),
      failures: sum(week => week.failures),
      incidents: t('delivery.chart.incidents', {
        count: sum(week => week.incidents),
      }),
    }),
    deployments > 0
      ? t('delivery.chart.most', {
          day: words.day(most.days[0].date),
          amount: most.deployments,
        })
      : '',
  ]
    .filter(Boolean)
    .join(' ');
}
