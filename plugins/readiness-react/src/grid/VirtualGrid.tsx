import { useTheme } from '@material-ui/core/styles';
import {
  defaultRangeExtractor,
  observeElementRect,
  Range,
  useVirtualizer,
} from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useReadinessReactTranslation } from '../words/useReadinessReactTranslation';
import { GridBranch, GridColumn } from './GridColumn';
import { GridPlace } from './gridMoves';
import { GridRow } from './GridRow';
import { GridTitles } from './GridTitles';
import { rowHeightOf } from './rowHeightOf';
import { useGridKeyboard } from './useGridKeyboard';
import { fadeWidth, useGridStyles } from './useGridStyles';
import { useHiddenColumns } from './useHiddenColumns';

const usualWidth = 120;
/** Rows that are drawn where nothing has a size, e.g. in a test or in a hidden tab. */
const rowsWithoutSize = 50;
const rowsOfPageWithoutSize = 10;
/** Rows beyond those that are there, which show that more is on its way. */
const rowsOnTheirWay = 6;
/** More is asked for when so many rows are left below. */
const rowsAhead = 10;

/**
 * What a grid is drawn from.
 *
 * @public
 */
export interface VirtualGridProps<Row> {
  /** Accessible name of the grid. */
  label: string;
  columns: ReadonlyArray<GridColumn<Row>>;
  /** Those that are there. */
  rows: readonly Row[];
  rowKey(row: Row): string;
  /** How many there are in all, where not all are there. */
  total?: number;
  /** Asks for more rows; called as the reader comes near the last one. */
  onEnd?: () => void;
  /** Whether more rows are on their way. */
  loading?: boolean;
  /** Stands in place of rows where there are none. */
  emptyText?: string;
  /** Pixels. Default 560. */
  maxHeight?: number;
  /** Lines of text in a row. Default 1. */
  lines?: 1 | 2;
  /** Little air between cells, for small screens. */
  dense?: boolean;
  /** Makes the grid a tree: where a row stands in it. */
  branch?(row: Row): GridBranch | undefined;
  /** The words of a row that is one heading over all columns; undefined for all others. */
  section?(row: Row): string | undefined;
}

/**
 * A grid of any number of rows, of which only those in view are drawn. One stop of the Tab key; arrows, Home, End, Page
 * Up, Page Down and Ctrl with Home or End lead to every cell, Enter and Space use what is in it. In a tree, arrows to
 * the right and left in the first column unfold and fold a row. Rows are all of the same height. Controls in cells are
 * links and buttons, no text fields.
 *
 * @public
 */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const { label, columns, rows, rowKey, onEnd, loading, branch, section } =
    props;
  const { t } = useReadinessReactTranslation();
  const { maxHeight = 560, lines = 1 } = props;
  const classes = useGridStyles();
  const theme = useTheme();
  const box = useRef<HTMLDivElement>(null);
  const hidden = useHiddenColumns(box);
  // Asks the browser for the size of text, which is not for free while scrolling.
  const rowHeight = useMemo(() => rowHeightOf(theme, lines), [theme, lines]);
  const titleHeight = useMemo(() => rowHeightOf(theme, 1), [theme]);

  const isMore =
    props.total === undefined ? Boolean(loading) : rows.length < props.total;
  const missing =
    props.total === undefined
      ? rowsOnTheirWay
      : Math.min(rowsOnTheirWay, props.total - rows.length);
  const count = rows.length + (isMore ? missing : 0);
  const widths = columns.map(column => column.width ?? usualWidth);
  const template = widths
    .map(width => `minmax(${width}px, ${width}fr)`)
    .join(' ');

  const reveal = useCallback(
    ({ row, column }: GridPlace) => {
      const element = box.current;
      if (!element) {
        return;
      }
      if (row >= 0) {
        const top = row * rowHeight;
        const room = element.clientHeight - titleHeight - rowHeight;
        if (top < element.scrollTop) {
          element.scrollTop = top;
        } else if (room > 0 && top - element.scrollTop > room) {
          element.scrollTop = top - room;
        }
      }
      const title = element.querySelector<HTMLElement>(
        `[data-grid-row="-1"] > [data-grid-column="${column}"]`,
      );
      const first = title?.parentElement?.firstElementChild;
      if (title && first instanceof HTMLElement && column > 0) {
        const left = title.offsetLeft - first.offsetWidth;
        const right =
          title.offsetLeft +
          title.offsetWidth +
          (title.nextElementSibling ? fadeWidth : 0);
        if (left < element.scrollLeft) {
          element.scrollLeft = left;
        } else if (right > element.scrollLeft + element.clientWidth) {
          element.scrollLeft = right - element.clientWidth;
        }
      } else {
        element.scrollLeft = 0;
      }
    },
    [rowHeight, titleHeight],
  );

  const pageRows = () => {
    const height = box.current?.clientHeight ?? 0;
    return height > 0
      ? Math.max(1, Math.floor((height - titleHeight) / rowHeight))
      : rowsOfPageWithoutSize;
  };
  const keyboard = useGridKeyboard({
    box,
    extent: {
      rows: rows.length,
      columns: columns.length,
      titles: columns.some(column => column.onSort),
      pageRows,
    },
    keyAt: row => (row in rows ? rowKey(rows[row]) : undefined),
    isSection: row => row in rows && section?.(rows[row]) !== undefined,
    branchAt: row => (row in rows ? branch?.(rows[row]) : undefined),
    reveal,
  });
  const { place } = keyboard;

  // The row with the stop of the Tab key stays, so that the focus outlives scrolling.
  const rangeExtractor = useCallback(
    (range: Range) => {
      const inView = defaultRangeExtractor(range);
      if (place.row < 0 || place.row >= range.count) {
        return inView;
      }
      return inView.includes(place.row)
        ? inView
        : [...inView, place.row].sort((a, b) => a - b);
    },
    [place.row],
  );
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 4,
    scrollMargin: titleHeight,
    rangeExtractor,
    initialRect: { width: 0, height: maxHeight },
    observeElementRect: (instance, report) =>
      observeElementRect(instance, rect =>
        report(
          rect.height > 0
            ? rect
            : { width: rect.width, height: rowsWithoutSize * rowHeight },
        ),
      ),
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const toggleLabel = useCallback(
    ({ expanded, name }: GridBranch) =>
      t(expanded ? 'grid.fold' : 'grid.unfold', { name }),
    [t],
  );
  const items = virtualizer.getVirtualItems();
  const lastShown = virtualizer.range?.endIndex ?? 0;
  const asked = useRef('');
  useEffect(() => {
    const question = `${rows.length}:${lastShown}`;
    if (
      onEnd &&
      isMore &&
      !loading &&
      lastShown >= rows.length - rowsAhead &&
      asked.current !== question
    ) {
      asked.current = question;
      onEnd();
    }
  }, [onEnd, isMore, loading, lastShown, rows.length]);

  const known = props.total ?? (isMore ? -1 : rows.length);
  return (
    <div
      ref={box}
      className={`${classes.box} ${props.dense ? classes.dense : ''}`}
      // A grid that fills a small screen would keep the page from being scrolled.
      style={{ maxHeight: `min(${maxHeight}px, 80vh)` }}
      data-more={hidden.after || undefined}
      onScroll={hidden.onScroll}
    >
      <div
        role={branch ? 'treegrid' : 'grid'}
        aria-label={label}
        aria-rowcount={known < 0 ? -1 : known + 1}
        aria-colcount={columns.length}
        aria-busy={loading || undefined}
        style={{ minWidth: widths.reduce((sum, width) => sum + width, 0) }}
        onKeyDown={keyboard.onKeyDown}
        onFocus={keyboard.onFocus}
        onBlur={keyboard.onBlur}
      >
        <GridTitles
          columns={columns}
          template={template}
          height={titleHeight}
          stop={place.row < 0 ? place.column : undefined}
          scrolled={hidden.before}
          classes={classes}
        />
        <div
          role="rowgroup"
          className={classes.body}
          style={{ height: count * rowHeight }}
        >
          {items.map(item => (
            <GridRow
              key={
                item.index in rows
                  ? `row ${rowKey(rows[item.index])}`
                  : `on its way ${item.index}`
              }
              row={rows[item.index]}
              index={item.index}
              columns={columns}
              template={template}
              top={item.start - titleHeight}
              height={rowHeight}
              dense={props.dense}
              stop={item.index === place.row ? place.column : undefined}
              scrolled={hidden.before}
              section={section}
              branch={branch}
              toggleLabel={toggleLabel}
              classes={classes}
            />
          ))}
        </div>
      </div>
      {count === 0 && props.emptyText && (
        <div className={classes.empty}>{props.emptyText}</div>
      )}
    </div>
  );
}
