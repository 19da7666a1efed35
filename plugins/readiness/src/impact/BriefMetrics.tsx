import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { ImpactBrief } from '@team-readiness/backstage-plugin-readiness-common';
import { isCount, samplesWords, titleOf, valueWords } from '../delivery';
import { Panel, PlainColumn, PlainTable } from '../layout';
import { useReadinessTranslation } from '../translations';
import { BriefMetric, measureWords } from './briefWords';
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
    unknown: { color: theme.palette.text.secondary },
  }),
  { name: 'ReadinessBriefMetrics' },
);

function Value(props: {
  metric: BriefMetric;
  value: number | null;
  samples: number;
}) {
  const { metric, value, samples } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  return (
    <>
      {value === null ? (
        <span className={classes.unknown}>{t('impact.metrics.notKnown')}</span>
      ) : (
        valueWords(t, words, value, metric.unit)
      )}
      {!isCount(metric.unit) && (value !== null || samples > 0) && (
        <span className={classes.aside}>
          {samplesWords(t, metric.id, samples)}
        </span>
      )}
    </>
  );
}

/**
 * The measures of two quarters side by side, each with what it was taken of, and whether it got better.
 */
export function BriefMetrics(props: {
  brief: Pick<ImpactBrief, 'metrics' | 'quarter'>;
}) {
  const { metrics, quarter } = props.brief;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('xs'), {
    // Known at the first drawing: columns that come and go a moment later move the page.
    noSsr: true,
  });
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
          {isNarrow && <VerdictLabel metric={metric} />}
        </>
      ),
    },
    {
      title: quarterWords(t, quarterBefore(quarter)),
      cell: metric => (
        <Value
          metric={metric}
          value={metric.before}
          samples={metric.samplesBefore}
        />
      ),
    },
    {
      title: quarterWords(t, quarter),
      cell: metric => (
        <Value
          metric={metric}
          value={metric.after}
          samples={metric.samplesAfter}
        />
      ),
    },
    ...(isNarrow
      ? []
      : [
          {
            title: t('impact.metrics.change'),
            cell: (metric: BriefMetric) => <VerdictLabel metric={metric} />,
          },
        ]),
  ];
  return (
    <Panel title={t('impact.metrics.title')}>
      {metrics.length > 0 ? (
        <PlainTable
          label={t('impact.metrics.title')}
          columns={columns}
          rows={metrics}
          rowKey={metric => metric.id}
        />
      ) : (
        <Typography variant="body2">{t('impact.metrics.none')}</Typography>
      )}
    </Panel>
  );
}
