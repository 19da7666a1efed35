import TableSortLabel from '@material-ui/core/TableSortLabel';
import { useLayoutEffect, useRef } from 'react';
import { setTabStop } from './focusTarget';
import { GridColumn } from './GridColumn';
import { GridClasses } from './useGridStyles';

const sortNames = { asc: 'ascending', desc: 'descending' } as const;

/** The titles of the columns of a grid, those that sort as buttons. */
export function GridTitles<Row>(props: {
  columns: ReadonlyArray<GridColumn<Row>>;
  template: string;
  height: number;
  /** The column that is the stop of the Tab key, if it is in this row. */
  stop: number | undefined;
  scrolled: boolean;
  classes: GridClasses;
}) {
  const { columns, stop, classes } = props;
  const ref = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    ref.current
      ?.querySelectorAll<HTMLElement>('[data-grid-column]')
      .forEach(cell =>
        setTabStop(cell, Number(cell.dataset.gridColumn) === stop),
      );
  });

  return (
    <div
      role="rowgroup"
      className={classes.head}
      style={{ height: props.height }}
    >
      <div
        ref={ref}
        role="row"
        aria-rowindex={1}
        data-grid-row={-1}
        className={classes.row}
        style={{ gridTemplateColumns: props.template }}
      >
        {columns.map((column, place) => {
          const { onSort } = column;
          const sorted = column.sort ? sortNames[column.sort] : 'none';
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={place + 1}
              aria-sort={onSort || column.sort ? sorted : undefined}
              data-grid-column={place}
              className={[
                classes.cell,
                classes.title,
                classes[column.align ?? 'left'],
                place === 0 ? classes.sticky : '',
                place === 0 && props.scrolled ? classes.scrolled : '',
              ].join(' ')}
            >
              {onSort ? (
                <TableSortLabel
                  component="button"
                  className={classes.sort}
                  active={Boolean(column.sort)}
                  direction={column.sort ?? 'asc'}
                  onClick={onSort}
                >
                  {column.title}
                </TableSortLabel>
              ) : (
                column.title
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
