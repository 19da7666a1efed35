import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { dayNumber, isoDay, tickDays } from './chartDays';
import { hatchPath, roundEnd, stepPath } from './chartGeometry';
import { ChartReader } from './ChartReader';
import { ChartRange, countDays, PlaceRange } from './measuredDays';
import type { DailySeries, PlacedMark } from './TrendChart';
import {
  ChartUnit,
  gapWords,
  placeWords,
  seriesWords,
  valueWords,
} from './trendWords';
import { seriesDashes, useChartColors } from './useChartColors';
import { useChartTranslation } from './useChartTranslation';
import { useMeasuredWidth } from './useMeasuredWidth';

const useStyles = makeStyles(
  theme => ({
    // Until it is measured anew a drawing may be wider than its place, which must not make the page wider.
    root: { position: 'relative', minWidth: 0, overflowX: 'clip' },
    svg: { display: 'block', fontFamily: 'inherit' },
    label: {
      fontSize: 12,
      fill: theme.palette.text.secondary,
      fontVariantNumeric: 'tabular-nums',
    },
    end: {
      fontSize: 12,
      fontWeight: 600,
      fill: theme.palette.text.primary,
      fontVariantNumeric: 'tabular-nums',
    },
  }),
  { name: 'ReadinessTrendDrawing' },
);

const margin = { top: 8, right: 48, bottom: 22, left: 44 };
const tickRoom = 76;

function lastKnownPlace(values: ReadonlyArray<number | null>): number {
  return values.reduce<number>(
    (found, value, place) => (value === null ? found : place),
    -1,
  );
}

/**
 * The lines of a chart, drawn to the width that there is.
 */
export function TrendDrawing(props: {
  label: string;
  series: readonly DailySeries[];
  range: ChartRange;
  gaps: readonly PlaceRange[];
  marks: readonly PlacedMark[];
  unit: ChartUnit;
  /** In pixels. */
  height: number;
}) {
  const { label, series, range, gaps, marks, unit, height } = props;
  const classes = useStyles();
  const colors = useChartColors();
  const { t, words } = useChartTranslation();
  const [ref, width] = useMeasuredWidth(640);
  const [place, setPlace] = useState<number | null>(null);

  const days = countDays(range);
  const first = dayNumber(range.from);
  const left = margin.left;
  const right = Math.max(left + 24, width - margin.right);
  const bottom = height - margin.bottom;
  const all = series.flatMap(({ values }) => values);
  const end =
    unit === 'ratio' ? 1 : roundEnd(Math.max(0, ...all.map(each => each ?? 0)));
  const dayWidth = (right - left) / Math.max(1, days - 1);
  const x = (at: number) => left + at * dayWidth;
  const y = (value: number) => bottom - (value / end) * (bottom - margin.top);
  const levels = end === 1 && unit === 'count' ? [0, 1] : [0, end / 2, end];
  const ticks = tickDays(
    first,
    first + days - 1,
    Math.max(2, Math.floor((right - left) / tickRoom)),
  );

  const said = [
    ...series.map(each => seriesWords(t, words, each, range, unit)),
    gapWords(t, words, gaps, range),
    ...marks.map(mark =>
      t('charts.mark', {
        day: placeWords(words, range, mark.place),
        label: mark.label,
      }),
    ),
  ];
  const isGap = (at: number) =>
    gaps.some(gap => gap.first <= at && at <= gap.last);
  const linesOf = (at: number): string[] => [
    words.day(isoDay(first + at)),
    ...(isGap(at)
      ? [t('charts.notMeasured')]
      : series.map(({ name, values }) => {
          const value = values[at];
          return t('charts.namedValue', {
            name,
            value:
              value === null || value === undefined
                ? t('charts.nothingToMeasure')
                : valueWords(words, value, unit),
          });
        })),
    ...marks.filter(mark => mark.place === at).map(mark => mark.label),
  ];

  return (
    <div ref={ref} className={classes.root} style={{ height }}>
      <svg
        role="img"
        aria-label={said.filter(Boolean).join(' ')}
        width={width}
        height={height}
        className={classes.svg}
      >
        {gaps.map(gap => (
          <path
            key={gap.first}
            d={hatchPath({
              left: Math.max(left, x(gap.first) - dayWidth / 2),
              right: Math.min(right, x(gap.last) + dayWidth / 2),
              top: margin.top,
              bottom,
            })}
            stroke={colors.hatch}
          />
        ))}
        {levels.map(level => (
          <g key={level}>
            <line
              x1={left}
              x2={right}
              y1={Math.round(y(level)) + 0.5}
              y2={Math.round(y(level)) + 0.5}
              stroke={level === 0 ? colors.quiet : colors.grid}
            />
            <text
              x={left - 8}
              y={y(level) + 4}
              textAnchor="end"
              className={classes.label}
            >
              {valueWords(words, level, unit)}
            </text>
          </g>
        ))}
        {ticks.map(day => {
          const at = x(day - first);
          return (
            <g key={day}>
              <line
                x1={at}
                x2={at}
                y1={bottom}
                y2={bottom + 4}
                stroke={colors.quiet}
              />
              <text
                x={at}
                y={height - 4}
                textAnchor={at + 28 > width ? 'end' : 'middle'}
                className={classes.label}
              >
                {words.shortDay(isoDay(day))}
              </text>
            </g>
          );
        })}
        {marks.map(mark => (
          <g key={`${mark.day} ${mark.label}`}>
            <line
              x1={x(mark.place)}
              x2={x(mark.place)}
              y1={margin.top}
              y2={bottom}
              stroke={colors.quiet}
              strokeDasharray="2 3"
            />
            <path
              d={`M${x(mark.place) - 5} ${margin.top - 6}h10l-5 7z`}
              fill={colors.quiet}
            />
          </g>
        ))}
        {series.map(({ id, values }, index) => {
          const last = lastKnownPlace(values);
          const color = colors.series[index % colors.series.length];
          return (
            <g key={id}>
              <path
                d={stepPath(values, x, y)}
                fill="none"
                stroke={color}
                strokeWidth={2}
                strokeLinejoin="round"
                strokeLinecap="round"
                strokeDasharray={seriesDashes[index % seriesDashes.length]}
              />
              {last >= 0 && (
                <circle
                  cx={x(last)}
                  cy={y(values[last] ?? 0)}
                  r={3.5}
                  fill={color}
                />
              )}
              {last >= 0 && series.length === 1 && (
                <text
                  x={x(last) + 8}
                  y={y(values[last] ?? 0) + 4}
                  className={classes.end}
                >
                  {valueWords(words, values[last] ?? 0, unit)}
                </text>
              )}
            </g>
          );
        })}
        {place !== null && (
          <line
            x1={x(place)}
            x2={x(place)}
            y1={margin.top}
            y2={bottom}
            stroke={colors.text}
          />
        )}
        {place !== null &&
          series.map(({ id, values }, index) => {
            const value = values[place];
            return value === null || value === undefined ? null : (
              <circle
                key={id}
                cx={x(place)}
                cy={y(value)}
                r={4.5}
                fill={colors.paper}
                stroke={colors.series[index % colors.series.length]}
                strokeWidth={2}
              />
            );
          })}
      </svg>
      <ChartReader
        label={t('charts.dayByDay', { label })}
        place={place}
        days={days}
        left={left}
        right={right}
        x={place === null ? left : x(place)}
        lines={place === null ? [] : linesOf(place)}
        none={t('charts.noDay')}
        onRead={setPlace}
      />
    </div>
  );
}
