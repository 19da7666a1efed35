import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { dayNumber } from './chartDays';
import { ChartPoint, ChartRange, gapsByDay, valuesByDay } from './measuredDays';
import { TrendLegend } from './TrendLegend';
import { TrendDrawing } from './TrendDrawing';
import { TrendTable } from './TrendTable';
import { ChartUnit } from './trendWords';
import { useChartTranslation } from './useChartTranslation';

/**
 * One line of a chart.
 *
 * @public
 */
export interface ChartSeries {
  id: string;
  /** What went that way, e.g. "Adoption"; a team where there are several. */
  name: string;
  points: readonly ChartPoint[];
}

/**
 * A day on which something happened.
 *
 * @public
 */
export interface ChartMark {
  /** ISO date. */
  day: string;
  label: string;
}

/** A mark by its place in a chart. */
export interface PlacedMark extends ChartMark {
  place: number;
}

/** A series with a value for each day. */
export interface DailySeries extends ChartSeries {
  values: ReadonlyArray<number | null>;
}

const useStyles = makeStyles(
  theme => ({
    root: { margin: 0, minWidth: 0 },
    foot: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(0.5, 2),
      marginTop: theme.spacing(0.5),
    },
    button: { marginLeft: 'auto' },
  }),
  { name: 'ReadinessTrendChart' },
);

/**
 * How numbers went, day by day, as lines in steps: each value stands until the next one. Days on which nothing was
 * measured are hatched. Pointer and arrow keys tell the values of a day; a table tells them all.
 *
 * @public
 */
export function TrendChart(props: {
  /** What the chart is about; its accessible name. */
  label: string;
  /** At most four can be told apart. */
  series: readonly ChartSeries[];
  /** ISO date of the first day. */
  from: string;
  /** ISO date of the last day. */
  to: string;
  /** Days on which nothing was measured. */
  missing?: readonly ChartRange[];
  /** Shares in [0, 1] unless set. */
  unit?: ChartUnit;
  /** Days on which something happened. */
  marks?: readonly ChartMark[];
  /** Of the drawing, in pixels; 200 unless set. */
  height?: number;
}) {
  const { label, series, from, to, missing, unit = 'ratio' } = props;
  const { marks = [], height = 200 } = props;
  const classes = useStyles();
  const { t } = useChartTranslation();
  const [asTable, setAsTable] = useState(false);
  const range = { from, to };
  const daily = series.map(each => ({
    ...each,
    values: valuesByDay({ points: each.points, from, to, missing }),
  }));
  const gaps = gapsByDay({
    points: series.flatMap(({ points }) => points),
    from,
    to,
    missing,
  });
  const placed = marks
    .filter(({ day }) => day.slice(0, 10) >= from && day.slice(0, 10) <= to)
    .map(mark => ({ ...mark, place: dayNumber(mark.day) - dayNumber(from) }))
    .sort((one, other) => one.place - other.place);
  const shown = { label, series: daily, range, gaps, marks: placed, unit };
  return (
    <figure className={classes.root} aria-label={label}>
      {asTable ? (
        <TrendTable {...shown} maxHeight={Math.max(240, height)} />
      ) : (
        <TrendDrawing {...shown} height={height} />
      )}
      <div className={classes.foot}>
        {!asTable && <TrendLegend series={daily} hasGaps={gaps.length > 0} />}
        <Button
          size="small"
          className={classes.button}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? t('charts.showChart') : t('charts.showTable')}
        </Button>
      </div>
    </figure>
  );
}
