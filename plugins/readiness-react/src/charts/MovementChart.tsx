import { makeStyles } from '@material-ui/core/styles';
import { fallSteps } from './chartGeometry';
import { useChartColors } from './useChartColors';
import { useChartTranslation } from './useChartTranslation';
import { useMeasuredWidth } from './useMeasuredWidth';

/**
 * A reason why a number moved.
 *
 * @public
 */
export interface MovementStep {
  id: string;
  /** E.g. "New services". */
  label: string;
  /** By how many points. */
  value: number;
}

const useStyles = makeStyles(
  theme => ({
    // Until it is measured anew a drawing may be wider than its place, which must not make the page wider.
    root: { margin: 0, minWidth: 0, overflowX: 'clip' },
    svg: { display: 'block', fontFamily: 'inherit' },
    label: { fontSize: 13, fill: theme.palette.text.primary },
    strong: {
      fontSize: 13,
      fontWeight: 600,
      fill: theme.palette.text.primary,
      fontVariantNumeric: 'tabular-nums',
    },
  }),
  { name: 'ReadinessMovementChart' },
);

const barHeight = 16;
const wideRow = 30;
const narrowRow = 44;
const labelShare = 0.36;
const numberRoom = 56;

/** A row of a waterfall: where it stands at both ends, or how far one step goes. */
interface Row {
  id: string;
  label: string;
  from: number;
  to: number;
  number: string;
  isEnd: boolean;
}

/**
 * Why a number moved: from what it was, step by step, to what it is. Steps up are filled, steps down are outlined.
 *
 * @public
 */
export function MovementChart(props: {
  /** What moved; begins what is said. */
  label: string;
  /** In points, 0 to 100. */
  before: number;
  /** In points, 0 to 100. */
  after: number;
  /** Add up to the difference, in the order in which they are to be shown. */
  parts: readonly MovementStep[];
}) {
  const { label, before, after, parts } = props;
  const classes = useStyles();
  const colors = useChartColors();
  const { t, words } = useChartTranslation();
  const [ref, width] = useMeasuredWidth(480);
  const steps = fallSteps(
    before,
    parts.map(({ value }) => value),
  );
  const rows: Row[] = [
    {
      id: ' before',
      label: t('charts.before'),
      from: 0,
      to: before,
      number: words.number(before),
      isEnd: true,
    },
    ...parts.map((part, index) => ({
      ...part,
      ...steps[index],
      number: words.signed(part.value),
      isEnd: false,
    })),
    {
      id: ' after',
      label: t('charts.after'),
      from: 0,
      to: after,
      number: words.number(after),
      isEnd: true,
    },
  ];
  const isNarrow = width < 480;
  const rowHeight = isNarrow ? narrowRow : wideRow;
  const left = isNarrow ? 0 : Math.round(width * labelShare);
  const right = Math.max(left + 24, width - numberRoom);
  const bounds = rows.flatMap(({ from, to }) => [from, to]);
  const least = Math.min(0, ...bounds);
  const most = Math.max(1, ...bounds);
  const x = (points: number) =>
    left + ((points - least) / (most - least)) * (right - left);
  const barTop = (row: number) =>
    row * rowHeight + (isNarrow ? 22 : (wideRow - barHeight) / 2);
  const said = t('charts.movement', {
    label,
    before: words.number(before),
    after: words.number(after),
    parts: parts
      .map(part =>
        t('charts.movementPart', {
          name: part.label,
          value: words.signed(part.value),
        }),
      )
      .join(' '),
  });

  return (
    <figure className={classes.root} aria-label={label}>
      <div ref={ref}>
        <svg
          role="img"
          aria-label={said.trim()}
          width={width}
          height={rows.length * rowHeight}
          className={classes.svg}
        >
          {rows.map((row, index) => {
            const start = Math.min(x(row.from), x(row.to));
            const length = Math.max(2, Math.abs(x(row.to) - x(row.from)));
            const isDown = row.to < row.from;
            const top = barTop(index);
            return (
              <g key={row.id}>
                <text
                  x={0}
                  y={isNarrow ? top - 7 : top + barHeight - 4}
                  className={row.isEnd ? classes.strong : classes.label}
                >
                  {row.label}
                </text>
                {index > 0 && (
                  <line
                    x1={x(row.isEnd ? row.to : row.from)}
                    x2={x(row.isEnd ? row.to : row.from)}
                    y1={barTop(index - 1) + barHeight}
                    y2={top}
                    stroke={colors.quiet}
                    strokeDasharray="2 2"
                  />
                )}
                {isDown ? (
                  <rect
                    x={start + 0.75}
                    y={top + 0.75}
                    width={Math.max(0.5, length - 1.5)}
                    height={barHeight - 1.5}
                    fill={colors.badTint}
                    stroke={colors.bad}
                    strokeWidth={1.5}
                  />
                ) : (
                  <rect
                    x={start}
                    y={top}
                    width={length}
                    height={barHeight}
                    fill={row.isEnd ? colors.quiet : colors.good}
                  />
                )}
                <text
                  x={width}
                  y={top + barHeight - 4}
                  textAnchor="end"
                  className={classes.strong}
                >
                  {row.number}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
    </figure>
  );
}
