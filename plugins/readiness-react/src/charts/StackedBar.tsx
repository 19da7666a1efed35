import { makeStyles } from '@material-ui/core/styles';
import { hatchPath, shareOut } from './chartGeometry';
import { ChartColors, useChartColors } from './useChartColors';
import { useChartTranslation } from './useChartTranslation';
import { useMeasuredWidth } from './useMeasuredWidth';

/**
 * What a part of a bar means. Each is drawn in a way of its own, so that none rests on colour.
 *
 * @public
 */
export type PartTone = 'good' | 'fair' | 'bad' | 'unknown' | 'neutral';

/**
 * A part of a bar.
 *
 * @public
 */
export interface BarPart {
  id: string;
  label: string;
  value: number;
  tone: PartTone;
}

const useStyles = makeStyles(
  theme => ({
    // Until it is measured anew a drawing may be wider than its place, which must not make the page wider.
    root: { margin: 0, minWidth: 0, overflowX: 'clip' },
    svg: { display: 'block' },
    legend: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      margin: theme.spacing(0.75, 0, 0),
      padding: 0,
      listStyle: 'none',
      fontSize: '0.75rem',
      color: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
      '& li': {
        display: 'inline-flex',
        alignItems: 'center',
        gap: theme.spacing(0.75),
      },
      '& strong': { color: theme.palette.text.primary },
    },
  }),
  { name: 'ReadinessStackedBar' },
);

const barHeight = 14;

function Stretch(props: {
  tone: PartTone;
  left: number;
  width: number;
  colors: ChartColors;
}) {
  const { tone, left, width, colors } = props;
  const fills: Record<PartTone, string> = {
    good: colors.good,
    fair: colors.goodTint,
    bad: colors.badTint,
    unknown: 'none',
    neutral: colors.neutral,
  };
  const lines: Record<PartTone, string | undefined> = {
    good: undefined,
    fair: colors.good,
    bad: colors.bad,
    unknown: colors.quiet,
    neutral: undefined,
  };
  const inset = lines[tone] ? 0.75 : 0;
  return (
    <>
      {tone === 'unknown' && (
        <path
          d={hatchPath(
            { left, right: left + width, top: 0, bottom: barHeight },
            5,
          )}
          stroke={colors.hatch}
        />
      )}
      <rect
        x={left + inset}
        y={inset}
        width={Math.max(0.5, width - 2 * inset)}
        height={barHeight - 2 * inset}
        fill={fills[tone]}
        stroke={lines[tone]}
        strokeWidth={1.5}
      />
    </>
  );
}

/**
 * How a whole is made up: a bar, and below it each part with its number.
 *
 * @public
 */
export function StackedBar(props: {
  /** What is made up of the parts; begins what is said. */
  label: string;
  parts: readonly BarPart[];
}) {
  const { label } = props;
  const parts = props.parts.filter(({ value }) => value > 0);
  const classes = useStyles();
  const colors = useChartColors();
  const { t, words } = useChartTranslation();
  const [ref, width] = useMeasuredWidth(320);
  const stretches = shareOut(
    parts.map(({ value }) => value),
    width,
  );
  const said =
    parts.length > 0
      ? t('charts.parts', {
          label,
          parts: words.list(
            parts.map(part => `${words.number(part.value)} ${part.label}`),
          ),
        })
      : t('charts.noParts', { label });
  return (
    <figure className={classes.root} aria-label={label}>
      <div ref={ref}>
        <svg
          role="img"
          aria-label={said}
          width={width}
          height={barHeight}
          className={classes.svg}
        >
          {parts.length === 0 && (
            <rect
              x={0.5}
              y={0.5}
              width={Math.max(0, width - 1)}
              height={barHeight - 1}
              fill="none"
              stroke={colors.grid}
            />
          )}
          {parts.map((part, index) => (
            <Stretch
              key={part.id}
              tone={part.tone}
              left={stretches[index].start}
              width={stretches[index].length}
              colors={colors}
            />
          ))}
        </svg>
      </div>
      <ul className={classes.legend} aria-hidden="true">
        {parts.map(part => (
          <li key={part.id}>
            <svg width={14} height={barHeight}>
              <Stretch tone={part.tone} left={0} width={14} colors={colors} />
            </svg>
            <span>
              <strong>{words.number(part.value)}</strong> {part.label}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
