import { makeStyles } from '@material-ui/core/styles';
import { hatchPath } from './chartGeometry';
import type { ChartSeries } from './TrendChart';
import { seriesDashes, useChartColors } from './useChartColors';
import { useChartTranslation } from './useChartTranslation';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontSize: '0.75rem',
      color: theme.palette.text.secondary,
      '& li': {
        display: 'inline-flex',
        alignItems: 'center',
        gap: theme.spacing(0.75),
      },
    },
  }),
  { name: 'ReadinessTrendLegend' },
);

/**
 * Which line is which, and what is hatched; nothing where a chart has one line and no gap.
 */
export function TrendLegend(props: {
  series: readonly ChartSeries[];
  hasGaps: boolean;
}) {
  const { series, hasGaps } = props;
  const classes = useStyles();
  const colors = useChartColors();
  const { t } = useChartTranslation();
  const named = series.length > 1 ? series : [];
  if (named.length === 0 && !hasGaps) {
    return null;
  }
  return (
    <ul className={classes.root}>
      {named.map(({ id, name }, index) => (
        <li key={id}>
          <svg width={24} height={12} aria-hidden="true">
            <line
              x1={1}
              x2={23}
              y1={6}
              y2={6}
              stroke={colors.series[index % colors.series.length]}
              strokeWidth={2}
              strokeDasharray={seriesDashes[index % seriesDashes.length]}
            />
          </svg>
          {name}
        </li>
      ))}
      {hasGaps && (
        <li>
          <svg width={24} height={12} aria-hidden="true">
            <path
              d={hatchPath({ left: 0, top: 0, right: 24, bottom: 12 })}
              stroke={colors.hatch}
            />
          </svg>
          {t('charts.notMeasured')}
        </li>
      )}
    </ul>
  );
}
