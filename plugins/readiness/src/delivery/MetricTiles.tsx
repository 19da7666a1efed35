import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { MetricSample } from '@team-readiness/backstage-plugin-readiness-common';
import { Words } from '@team-readiness/backstage-plugin-readiness-react';
import { ReadinessT, useReadinessTranslation } from '../translations';
import { metricWords, tellsWords, titleOf } from './metricWords';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(190px, 1fr))',
      gap: theme.spacing(2),
      margin: 0,
    },
    // Titles, values, samples and words of neighbours stand on one line each, however long.
    tile: {
      display: 'grid',
      gridRow: 'span 4',
      gridTemplateRows: 'subgrid',
      rowGap: 0,
      alignContent: 'start',
      padding: theme.spacing(1.75, 2),
      boxSizing: 'border-box',
    },
    title: { fontSize: '1rem' },
    value: {
      margin: 0,
      fontSize: '1.5rem',
      lineHeight: 1.3,
      fontWeight: 600,
      fontVariantNumeric: 'tabular-nums',
    },
    unknown: {
      fontSize: '1.125rem',
      lineHeight: '1.95rem',
      fontWeight: 400,
      color: theme.palette.text.secondary,
    },
    note: {
      margin: 0,
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
    tells: {
      margin: theme.spacing(0.75, 0, 0),
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
    },
  }),
  { name: 'ReadinessMetricTiles' },
);

/** What is a part of another metric stands in the tile of that one. */
const partOf = new Map<MetricSample['id'], MetricSample['id']>([
  ['merge-to-production', 'change-lead-time'],
]);

function partLine(t: ReadinessT, words: Words, part: MetricSample): string {
  const { value, isKnown, note } = metricWords(t, words, part);
  return isKnown
    ? t('delivery.metrics.afterMerge', { value })
    : t('delivery.metrics.afterMergeUnknown', { value, note });
}

/**
 * The five numbers of delivery, each with what it was taken of.
 */
export function MetricTiles(props: { metrics: readonly MetricSample[] }) {
  const { metrics } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  return (
    <dl className={classes.root}>
      {metrics
        .filter(({ id }) => !partOf.has(id))
        .map(metric => {
          const { value, isKnown, note } = metricWords(t, words, metric);
          const part = metrics.find(({ id }) => partOf.get(id) === metric.id);
          return (
            <Paper key={metric.id} variant="outlined" className={classes.tile}>
              <dt className={classes.title}>{titleOf(t, metric)}</dt>
              <dd
                className={`${classes.value} ${isKnown ? '' : classes.unknown}`}
              >
                {value}
              </dd>
              <dd className={classes.note}>
                {note}
                {part && isKnown && <div>{partLine(t, words, part)}</div>}
              </dd>
              <dd className={classes.tells}>{tellsWords(t, metric.id)}</dd>
            </Paper>
          );
        })}
    </dl>
  );
}
