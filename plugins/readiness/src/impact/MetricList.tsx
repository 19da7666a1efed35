import { makeStyles } from '@material-ui/core/styles';
import { ImpactBrief } from '@team-readiness/backstage-plugin-readiness-common';
import { titleOf } from '../delivery';
import { useReadinessTranslation } from '../translations';
import { measureWords } from './briefWords';
import { MetricValue } from './MetricValue';
import { quarterBefore, quarterWords } from './quarters';
import { VerdictLabel } from './VerdictLabel';

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontSize: theme.typography.body2.fontSize,
      lineHeight: theme.typography.body2.lineHeight,
      '& > li': {
        padding: theme.spacing(1.25, 0),
        borderTop: `1px solid ${theme.palette.divider}`,
        '&:first-child': { borderTop: 0, paddingTop: 0 },
      },
    },
    title: { fontWeight: 600 },
    aside: { color: theme.palette.text.secondary, fontSize: '0.75rem' },
    values: {
      display: 'grid',
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: theme.spacing(0, 2),
      margin: theme.spacing(0.5, 0),
      '& dt': {
        color: theme.palette.text.secondary,
        fontSize: '0.75rem',
      },
      '& dd': { margin: 0 },
    },
  }),
  { name: 'ReadinessMetricList' },
);

/**
 * The measures of two quarters one below the other, for a screen that has no room for a table of them.
 */
export function MetricList(props: {
  /** What the list is of; its accessible name. */
  label: string;
  brief: Pick<ImpactBrief, 'metrics' | 'quarter'>;
}) {
  const { metrics, quarter } = props.brief;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  return (
    <ul className={classes.list} aria-label={props.label}>
      {metrics.map(metric => (
        <li key={metric.id}>
          <div className={classes.title}>
            {titleOf(t, { ...metric, title: measureWords(t, metric) })}
          </div>
          <div className={classes.aside}>
            {t(`impact.metrics.${metric.better}`)}
          </div>
          <dl className={classes.values}>
            <div>
              <dt>{quarterWords(t, quarterBefore(quarter))}</dt>
              <dd>
                <MetricValue metric={metric} side="before" />
              </dd>
            </div>
            <div>
              <dt>{quarterWords(t, quarter)}</dt>
              <dd>
                <MetricValue metric={metric} side="after" />
              </dd>
            </div>
          </dl>
          <VerdictLabel metric={metric} />
        </li>
      ))}
    </ul>
  );
}
