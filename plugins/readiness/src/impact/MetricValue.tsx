import { makeStyles } from '@material-ui/core/styles';
import { isCount, samplesWords, valueWords } from '../delivery';
import { useReadinessTranslation } from '../translations';
import { BriefMetric } from './briefWords';

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
  { name: 'ReadinessMetricValue' },
);

/**
 * The value of a measure in one of the quarters, with what it was taken of.
 */
export function MetricValue(props: {
  metric: BriefMetric;
  side: 'before' | 'after';
}) {
  const { metric, side } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const value = metric[side];
  const samples =
    side === 'before' ? metric.samplesBefore : metric.samplesAfter;
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
