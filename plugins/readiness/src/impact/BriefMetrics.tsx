import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { ImpactBrief } from '@team-readiness/backstage-plugin-readiness-common';
import { titleOf } from '../delivery';
import { Panel, PlainColumn, PlainTable } from '../layout';
import { useReadinessTranslation } from '../translations';
import { BriefMetric, measureWords } from './briefWords';
import { MetricList } from './MetricList';
import { MetricValue } from './MetricValue';
import { quarterBefore, quarterWords } from './quarters';
import { VerdictLabel } from './VerdictLabel';

const useStyles = makeStyles(
  theme => ({
    aside: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
    },
  }),
  { name: 'ReadinessBriefMetrics' },
);

function MetricTable(props: {
  label: string;
  brief: Pick<ImpactBrief, 'metrics' | 'quarter'>;
}) {
  const { metrics, quarter } = props.brief;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const columns: PlainColumn<BriefMetric>[] = [
    {
      title: t('impact.metrics.measure'),
      rowHeader: true,
      cell: metric => (
        <>
          {titleOf(t, { ...metric, title: measureWords(t, metric) })}
          <span className={classes.aside}>
            {t(`impact.metrics.${metric.better}`)}
          </span>
        </>
      ),
    },
    {
      title: quarterWords(t, quarterBefore(quarter)),
      cell: metric => <MetricValue metric={metric} side="before" />,
    },
    {
      title: quarterWords(t, quarter),
      cell: metric => <MetricValue metric={metric} side="after" />,
    },
    {
      title: t('impact.metrics.change'),
      cell: metric => <VerdictLabel metric={metric} />,
    },
  ];
  return (
    <PlainTable
      label={props.label}
      columns={columns}
      rows={metrics}
      rowKey={metric => metric.id}
    />
  );
}

/**
 * The measures of two quarters side by side, each with what it was taken of, and whether it got better.
 */
export function BriefMetrics(props: {
  brief: Pick<ImpactBrief, 'metrics' | 'quarter'>;
}) {
  const { brief } = props;
  const { t } = useReadinessTranslation();
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('xs'), {
    // Known at the first drawing: a table that becomes a list a moment later moves the page.
    noSsr: true,
  });
  const title = t('impact.metrics.title');
  const Measures = isNarrow ? MetricList : MetricTable;
  return (
    <Panel title={title}>
      {brief.metrics.length > 0 ? (
        <Measures label={title} brief={brief} />
      ) : (
        <Typography variant="body2">{t('impact.metrics.none')}</Typography>
      )}
    </Panel>
  );
}
