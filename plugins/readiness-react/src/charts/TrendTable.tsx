import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { makeStyles } from '@material-ui/core/styles';
import { dayNumber, isoDay } from './chartDays';
import { ChartRange, PlaceRange } from './measuredDays';
import type { DailySeries, PlacedMark } from './TrendChart';
import { ChartUnit, valueWords } from './trendWords';
import { useChartTranslation } from './useChartTranslation';

const useStyles = makeStyles(
  theme => ({
    scrolling: {
      overflow: 'auto',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    cell: {
      padding: theme.spacing(0.75, 2, 0.75, 0),
      fontSize: theme.typography.body2.fontSize,
      fontVariantNumeric: 'tabular-nums',
      backgroundColor: 'transparent',
      wordBreak: 'normal',
    },
    head: { color: theme.palette.text.secondary, fontWeight: 600 },
    row: { '&&': { backgroundColor: 'transparent' } },
  }),
  { name: 'ReadinessTrendTable' },
);

/** A row of a table of a chart. */
export interface TableDay {
  place: number;
  isGap: boolean;
  marks: readonly PlacedMark[];
}

/**
 * The days that a table needs: those on which a value differs from the day before, on which a gap begins, or on which
 * something happened, and the last; the latest first.
 */
export function tableDays(
  series: readonly DailySeries[],
  gaps: readonly PlaceRange[],
  marks: readonly PlacedMark[],
  days: number,
): TableDay[] {
  const rows: TableDay[] = [];
  for (let place = days - 1; place >= 0; place--) {
    const gap = gaps.find(({ first, last }) => first <= place && place <= last);
    const own = marks.filter(mark => mark.place === place);
    const changes = series.some(
      ({ values }) => values[place] !== (place > 0 ? values[place - 1] : null),
    );
    const isLast = place === days - 1;
    if (changes || own.length > 0 || isLast || gap?.first === place) {
      rows.push({ place, isGap: Boolean(gap), marks: own });
    }
  }
  return rows;
}

/**
 * The numbers of a chart as a table, the latest day first.
 */
export function TrendTable(props: {
  label: string;
  series: readonly DailySeries[];
  range: ChartRange;
  gaps: readonly PlaceRange[];
  marks: readonly PlacedMark[];
  unit: ChartUnit;
  /** In pixels; what is longer scrolls. */
  maxHeight: number;
}) {
  const { label, series, range, gaps, marks, unit, maxHeight } = props;
  const classes = useStyles();
  const { t, words } = useChartTranslation();
  const first = dayNumber(range.from);
  const rows = tableDays(series, gaps, marks, dayNumber(range.to) - first + 1);
  const head = `${classes.cell} ${classes.head}`;
  const valueOf = (value: number | null, isGap: boolean) => {
    if (value !== null) {
      return valueWords(words, value, unit);
    }
    return isGap ? t('charts.notMeasured') : t('charts.nothingToMeasure');
  };
  // What scrolls must take focus for those who use no mouse.
  const scrollBox = {
    role: 'region',
    'aria-label': t('charts.tableScrolls', { label }),
    tabIndex: 0,
  };
  return (
    <div className={classes.scrolling} style={{ maxHeight }} {...scrollBox}>
      <Table size="small" aria-label={t('charts.tableLabel', { label })}>
        <TableHead>
          <TableRow>
            <TableCell className={head}>{t('charts.day')}</TableCell>
            {series.map(({ id, name }) => (
              <TableCell key={id} align="right" className={head}>
                {name}
              </TableCell>
            ))}
            {marks.length > 0 && (
              <TableCell className={head}>{t('charts.remark')}</TableCell>
            )}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(({ place, isGap, marks: own }) => (
            <TableRow key={place} className={classes.row}>
              <TableCell
                component="th"
                scope="row"
                role="rowheader"
                className={classes.cell}
              >
                {words.day(isoDay(first + place))}
              </TableCell>
              {series.map(({ id, values }) => (
                <TableCell key={id} align="right" className={classes.cell}>
                  {valueOf(values[place], isGap)}
                </TableCell>
              ))}
              {marks.length > 0 && (
                <TableCell className={classes.cell}>
                  {own.map(mark => mark.label).join(', ')}
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
