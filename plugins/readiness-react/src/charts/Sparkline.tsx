import { makeStyles } from '@material-ui/core/styles';
import { hatchPath, stepPath } from './chartGeometry';
import { ChartPoint, ChartRange, gapsByDay, valuesByDay } from './measuredDays';
import { gapWords, seriesWords } from './trendWords';
import { useChartColors } from './useChartColors';
import { useChartTranslation } from './useChartTranslation';

const useStyles = makeStyles(
  {
    root: {
      // Stands in tables whose words share a line.
      display: 'inline-block',
      verticalAlign: 'middle',
      maxWidth: '100%',
      overflow: 'visible',
    },
  },
  { name: 'ReadinessSparkline' },
);

/**
 * How a share went, as small as a word. What it shows is said as its accessible name and on hover.
 *
 * @public
 */
export function Sparkline(props: {
  /** What went that way, e.g. "Adoption of Checkout"; begins what is said. */
  label: string;
  /** Values in [0, 1], each standing until the next one. */
  points: readonly ChartPoint[];
  /** ISO date of the first day. */
  from: string;
  /** ISO date of the last day. */
  to: string;
  /** Days on which nothing was measured. */
  missing?: readonly ChartRange[];
  /** In pixels; 96 unless set. */
  width?: number;
  /** In pixels; 24 unless set. */
  height?: number;
}) {
  const { label, points, from, to, missing } = props;
  const { width = 96, height = 24 } = props;
  const classes = useStyles();
  const colors = useChartColors();
  const { t, words } = useChartTranslation();
  const range = { from, to };
  const measured = { points, from, to, missing };
  const values = valuesByDay(measured);
  const gaps = gapsByDay(measured);
  const edge = 3;
  const dayWidth = (width - 2 * edge) / Math.max(1, values.length - 1);
  const x = (place: number) => edge + place * dayWidth;
  const y = (value: number) => height - edge - value * (height - 2 * edge);
  const lastKnown = values.reduce<number>(
    (found, value, place) => (value === null ? found : place),
    -1,
  );
  const said = [
    seriesWords(t, words, { name: label, values }, range, 'ratio'),
    gapWords(t, words, gaps, range),
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <svg
      role="img"
      aria-label={said}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className={classes.root}
    >
      <title>{said}</title>
      <line
        x1={0}
        x2={width}
        y1={height - 0.5}
        y2={height - 0.5}
        stroke={colors.grid}
      />
      {gaps.map(({ first, last }) => (
        <path
          key={first}
          d={hatchPath(
            {
              left: Math.max(0, x(first) - dayWidth / 2),
              right: Math.min(width, x(last) + dayWidth / 2),
              top: 0,
              bottom: height,
            },
            4,
          )}
          stroke={colors.hatch}
        />
      ))}
      <path
        d={stepPath(values, x, y)}
        fill="none"
        stroke={colors.series[0]}
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      {lastKnown >= 0 && (
        <circle
          cx={x(lastKnown)}
          cy={y(values[lastKnown] ?? 0)}
          r={2.25}
          fill={colors.series[0]}
        />
      )}
    </svg>
  );
}
