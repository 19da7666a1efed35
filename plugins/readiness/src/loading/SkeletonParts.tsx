import { alpha, makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

/** A part of a page that is on its way: what it will look like, roughly. */
export type SkeletonPart =
  /** The way back and the title of a page below a tab. */
  | 'title'
  /** What the page can be narrowed to. */
  | 'filters'
  /** The one sentence that a page begins with, in a frame. */
  | 'headline'
  /** A few numbers side by side, each in a frame. */
  | 'tiles'
  /** Names, and a number for each of several columns, in a frame. */
  | 'grid'
  /** Rows of words, in a frame. */
  | 'table'
  /** Entries of a few lines each, in a frame. */
  | 'list';

/** What stands within a part of a page that has its title already; as high as so many rows. */
export type SkeletonShape = 'rows' | 'list' | 'chart';

const tiles = 4;
const gridRows = 8;
const gridCells = 5;
const tableRows = 8;
const listItems = 3;
/** In percent: words are not all of one length. */
const lengths = [38, 52, 31, 46, 35, 57, 42, 28];
const filterWidths = [200, 170, 130, 130];

const useStyles = makeStyles(
  theme => ({
    bar: {
      display: 'block',
      maxWidth: '100%',
      height: 14,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: alpha(theme.palette.text.primary, 0.08),
    },
    frame: {
      minWidth: 0,
      padding: theme.spacing(2, 2.5),
      [theme.breakpoints.down('xs')]: { padding: theme.spacing(2, 1.5) },
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      backgroundColor: theme.palette.background.paper,
    },
    lines: { display: 'grid', gap: theme.spacing(1) },
    rows: {
      display: 'grid',
      gap: theme.spacing(2),
      marginTop: theme.spacing(3),
    },
    filters: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1.5) },
    filter: { height: 40 },
    tiles: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
      gap: theme.spacing(2),
      [theme.breakpoints.down('xs')]: {
        gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
        gap: theme.spacing(1),
      },
    },
    number: { height: 30 },
    cells: {
      display: 'grid',
      gridTemplateColumns: `minmax(96px, 2fr) repeat(${gridCells}, minmax(0, 1fr))`,
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    cell: { height: 36 },
    columns: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr) minmax(0, 1fr)',
      gap: theme.spacing(2),
    },
    fill: {
      display: 'grid',
      gap: theme.spacing(1.5),
      overflow: 'hidden',
    },
    chart: { height: '100%' },
  }),
  { name: 'ReadinessSkeletonParts' },
);

/** Placeholders of a reader's words; nothing is heard of them. */
export function useSkeletonParts(): {
  part(name: SkeletonPart): ReactNode;
  /** @param height - in pixels, which it takes whatever its shape */
  shape(name: SkeletonShape, height: number): ReactNode;
} {
  const classes = useStyles();
  const bar = (width: number | string, more = '', key?: number) => (
    <span
      key={key}
      className={`${classes.bar} ${more}`}
      style={{ width: typeof width === 'number' ? `${width}%` : width }}
    />
  );
  const many = (count: number, draw: (index: number) => ReactNode) =>
    Array.from({ length: count }, (_, index) => draw(index));
  const lengthAt = (index: number) => lengths[index % lengths.length];
  const item = (index: number) => (
    <div key={index} className={classes.lines}>
      {bar(lengthAt(index))}
      {bar(lengthAt(index) + 30)}
    </div>
  );
  const drawn: Record<SkeletonPart, () => ReactNode> = {
    title: () => (
      <div className={classes.lines}>
        {bar(12)}
        {bar(30, classes.number)}
      </div>
    ),
    filters: () => (
      <div className={classes.filters}>
        {filterWidths.map((width, index) =>
          bar(`${width}px`, classes.filter, index),
        )}
      </div>
    ),
    headline: () => (
      <div className={`${classes.frame} ${classes.lines}`}>
        {bar(45, classes.number)}
        {bar(60)}
        {bar(35)}
      </div>
    ),
    tiles: () => (
      <div className={classes.tiles}>
        {many(tiles, index => (
          <div key={index} className={`${classes.frame} ${classes.lines}`}>
            {bar(60)}
            {bar(35, classes.number)}
            {bar(80)}
          </div>
        ))}
      </div>
    ),
    grid: () => (
      <div className={classes.frame}>
        {bar(20, classes.number)}
        <div className={classes.rows}>
          {many(gridRows, index => (
            <div key={index} className={classes.cells}>
              {bar(lengthAt(index) + 20)}
              {many(gridCells, cell => bar(100, classes.cell, cell))}
            </div>
          ))}
        </div>
      </div>
    ),
    table: () => (
      <div className={classes.frame}>
        {bar(20, classes.number)}
        <div className={classes.rows}>
          {many(tableRows, index => (
            <div key={index} className={classes.columns}>
              {bar(lengthAt(index) + 30)}
              {bar(lengthAt(index + 3) + 20)}
              {bar(70)}
            </div>
          ))}
        </div>
      </div>
    ),
    list: () => (
      <div className={classes.frame}>
        {bar(20, classes.number)}
        <div className={classes.rows}>{many(listItems, item)}</div>
      </div>
    ),
  };
  const filled: Record<SkeletonShape, (height: number) => ReactNode> = {
    rows: height =>
      many(Math.max(1, Math.floor(height / 40)), index => (
        <div key={index} className={classes.columns}>
          {bar(lengthAt(index) + 30)}
          {bar(lengthAt(index + 3) + 20)}
          {bar(70)}
        </div>
      )),
    list: height => many(Math.max(1, Math.floor(height / 60)), item),
    chart: () => bar(100, classes.chart),
  };
  return {
    part: name => drawn[name](),
    shape: (name, height) => (
      <div className={classes.fill} style={{ height }}>
        {filled[name](height)}
      </div>
    ),
  };
}
