import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { alpha, makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { useReadinessTranslation } from '../translations';
import { useScrolls } from './useScrolls';

/**
 * One column of a table.
 */
export interface PlainColumn<Row> {
  title: string;
  align?: 'left' | 'right';
  /** Names the row; at most one column. */
  rowHeader?: boolean;
  cell(row: Row): ReactNode;
}

const useStyles = makeStyles(
  theme => ({
    scrolling: {
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 2,
      },
    },
    table: { '& tbody tr:last-child > *': { borderBottom: 0 } },
    head: {
      color: theme.palette.text.secondary,
      fontWeight: 600,
      whiteSpace: 'nowrap',
      padding: theme.spacing(0.75, 2, 0.75, 0),
      borderBottom: `1px solid ${theme.palette.divider}`,
      backgroundColor: 'transparent',
      // The theme breaks words to make columns narrow.
      wordBreak: 'normal',
      [theme.breakpoints.down('sm')]: {
        paddingRight: theme.spacing(1),
        whiteSpace: 'normal',
        verticalAlign: 'bottom',
      },
    },
    cell: {
      padding: theme.spacing(1, 2, 1, 0),
      borderBottom: `1px solid ${theme.palette.divider}`,
      // Icons are taller than words; what is on one line must read as one line.
      verticalAlign: 'baseline',
      fontSize: theme.typography.body2.fontSize,
      lineHeight: theme.typography.body2.lineHeight,
      fontVariantNumeric: 'tabular-nums',
      // The theme breaks words to make columns narrow.
      wordBreak: 'normal',
      '& time': { whiteSpace: 'nowrap' },
      [theme.breakpoints.down('sm')]: { paddingRight: theme.spacing(1) },
    },
    // Lines part the rows; the stripes of the theme would end at the first letter.
    row: {
      '&&': { backgroundColor: 'transparent' },
      // Half of what the theme takes: on that, quiet words are too pale to read (4.47:1).
      '&&:hover': { backgroundColor: alpha(theme.palette.text.primary, 0.02) },
    },
  }),
  { name: 'ReadinessPlainTable' },
);

/**
 * A table of few rows, in the order in which they are given.
 */
export function PlainTable<Row>(props: {
  /** What the table lists; its accessible name. */
  label: string;
  columns: ReadonlyArray<PlainColumn<Row>>;
  rows: readonly Row[];
  rowKey(row: Row): string;
}) {
  const { label, columns, rows, rowKey } = props;
  const classes = useStyles();
  const { t } = useReadinessTranslation();
  const [container, scrolls] = useScrolls();
  return (
    <TableContainer
      ref={container}
      className={classes.scrolling}
      // What scrolls must take focus for those who use no mouse.
      {...(scrolls
        ? {
            role: 'region',
            'aria-label': t('layout.table.scrolls', { label }),
            tabIndex: 0,
          }
        : {})}
    >
      <Table size="small" aria-label={label} className={classes.table}>
        <TableHead>
          <TableRow>
            {columns.map(column => (
              <TableCell
                key={column.title}
                align={column.align}
                className={classes.head}
              >
                {column.title}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(row => (
            <TableRow key={rowKey(row)} className={classes.row}>
              {columns.map(column => (
                <TableCell
                  key={column.title}
                  align={column.align}
                  className={classes.cell}
                  {...(column.rowHeader
                    ? { component: 'th', scope: 'row', role: 'rowheader' }
                    : {})}
                >
                  {column.cell(row)}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  );
}
