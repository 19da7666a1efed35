import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import { memo, useLayoutEffect, useRef } from 'react';
import { setTabStop } from './focusTarget';
import { GridBranch, GridColumn } from './GridColumn';
import { GridClasses } from './useGridStyles';

/** What a row of a grid is drawn from. */
export interface GridRowProps<Row> {
  /** Undefined while it is loaded. */
  row: Row | undefined;
  index: number;
  columns: ReadonlyArray<GridColumn<Row>>;
  /** Widths of the columns, as CSS has them. */
  template: string;
  top: number;
  height: number;
  /** Little air between cells. */
  dense?: boolean;
  /** The column that is the stop of the Tab key, if it is in this row. */
  stop: number | undefined;
  /** Whether the first column covers others. */
  scrolled: boolean;
  section?(row: Row): string | undefined;
  branch?(row: Row): GridBranch | undefined;
  /** What the button is called that folds or unfolds a row. */
  toggleLabel(branch: GridBranch): string;
  classes: GridClasses;
}

/** How far a row of a tree begins from the edge, in pixels. */
function indentOf(level: number, dense: boolean | undefined): number {
  return dense ? 3 + (level - 1) * 8 : 8 + (level - 1) * 16;
}

function Toggle(props: {
  branch: GridBranch;
  label: string;
  classes: GridClasses;
}) {
  const { branch, label, classes } = props;
  if (branch.expanded === undefined) {
    return <span className={classes.noToggle} />;
  }
  return (
    <button
      type="button"
      className={classes.toggle}
      data-grid-toggle="true"
      aria-expanded={branch.expanded}
      aria-label={label}
      onClick={branch.onToggle}
    >
      <ChevronRightIcon aria-hidden />
    </button>
  );
}

function GridRowOf<Row>(props: GridRowProps<Row>) {
  const { row, index, columns, stop, classes, height } = props;
  const ref = useRef<HTMLDivElement>(null);
  const section = row === undefined ? undefined : props.section?.(row);
  const branch = row === undefined ? undefined : props.branch?.(row);

  // What is in the cells comes from elsewhere and would be a stop of the Tab key each.
  useLayoutEffect(() => {
    ref.current
      ?.querySelectorAll<HTMLElement>('[data-grid-column]')
      .forEach(cell =>
        setTabStop(
          cell,
          stop !== undefined &&
            (section !== undefined || Number(cell.dataset.gridColumn) === stop),
        ),
      );
  });

  const cells = () => {
    if (row !== undefined && section !== undefined) {
      return (
        <div
          role="rowheader"
          aria-colindex={1}
          aria-colspan={columns.length}
          data-grid-column={0}
          className={`${classes.cell} ${classes.section}`}
        >
          <span className={classes.sectionWords}>{section}</span>
        </div>
      );
    }
    return columns.map((column, place) => {
      const isFirst = place === 0;
      return (
        <div
          key={column.id}
          role={column.isRowHeader ? 'rowheader' : 'gridcell'}
          aria-colindex={place + 1}
          aria-label={row === undefined ? undefined : column.label?.(row)}
          data-grid-column={place}
          className={[
            classes.cell,
            classes[column.align ?? 'left'],
            isFirst ? classes.sticky : '',
            isFirst && props.scrolled ? classes.scrolled : '',
          ].join(' ')}
          style={
            isFirst && branch && branch.level > 1
              ? { paddingLeft: indentOf(branch.level, props.dense) }
              : undefined
          }
        >
          {isFirst && branch && row !== undefined && (
            <Toggle
              branch={branch}
              label={props.toggleLabel(branch)}
              classes={classes}
            />
          )}
          {row === undefined ? (
            <span className={classes.placeholder} />
          ) : (
            <div className={classes.content}>{column.render(row, index)}</div>
          )}
        </div>
      );
    });
  };

  return (
    <div
      ref={ref}
      role="row"
      aria-rowindex={index + 2}
      aria-level={branch?.level}
      aria-expanded={branch?.expanded}
      aria-posinset={branch?.position}
      aria-setsize={branch?.siblings}
      aria-busy={row === undefined || undefined}
      data-grid-row={index}
      className={`${classes.row} ${classes.bodyRow}`}
      style={{ gridTemplateColumns: props.template, top: props.top, height }}
    >
      {cells()}
    </div>
  );
}

/** One row of a grid; drawn again only when something about it changes. */
export const GridRow = memo(GridRowOf) as typeof GridRowOf;
