import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { ImpactBrief } from '@team-readiness/backstage-plugin-readiness-common';
import { isCount, samplesWords, valueWords } from '../delivery';
import { Panel, PlainColumn, PlainTable } from '../layout';
import { BriefMetric } from './briefWords';
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
  return (
    <>
      {value === null ? (
        <span className={classes.unknown}>Not known</span>
      ) : (
        valueWords(value, metric.unit)
      )}
      {!isCount(metric.unit) && (value !== null || samples > 0) && (
        <span className={classes.aside}>
          {samplesWords(metric.id, samples)}
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
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const columns: PlainColumn<BriefMetric>[] = [
    {
      title: 'Measure',
      rowHeader: true,
      cell: metric => (
        <>
          {metric.title}
          <span className={classes.aside}>{metric.better} is better</span>
          {isNarrow && <VerdictLabel verdict={metric.verdict} />}
        </>
      ),
    },
    {
      title: quarterWords(quarterBefore(quarter)),
      cell: metric => (
        <Value
          metric={metric}
          value={metric.before}
          samples={metric.samplesBefore}
        />
      ),
    },
    {
      title: quarterWords(quarter),
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
            title: 'Change',
            cell: (metric: BriefMetric) => (
              <VerdictLabel verdict={metric.verdict} />
            ),
          },
        ]),
  ];
  return (
    <Panel title="Before and after">
      {metrics.length > 0 ? (
        <PlainTable
          label="Before and after"
          columns={columns}
          rows={metrics}
          rowKey={metric => metric.id}
        />
      ) : (
        <Typography variant="body2">Nothing was measured.</Typography>
      )}
    </Panel>
  );
}
