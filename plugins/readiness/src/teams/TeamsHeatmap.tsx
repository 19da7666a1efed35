import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  Area,
  coreAreas,
  Share,
  Standing,
  TeamRef,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  areaNames,
  countWords,
  ShareCell,
} from '@team-readiness/backstage-plugin-readiness-react';
import { Fragment, useState } from 'react';
import { useReadinessLinks } from '../links';
import { useGridFocus } from './useGridFocus';

/** One row of the heatmap. */
export interface HeatmapRow {
  /** Null: what nobody owns. */
  team: TeamRef | null;
  standing: Standing;
  /** Heading under which it stands; rows of a group follow each other. */
  group?: string;
  childTeams?: number;
}

const pageSize = 100;
/** Widths in pixels below which names of teams and areas would run into each other. */
const teamWidth = 176;
const columnWidth = 96;
const nothing: Share = {
  passed: 0,
  known: 0,
  applicable: 0,
  adoption: null,
  score: null,
  coverage: null,
};

const useStyles = makeStyles(
  theme => ({
    scroll: { overflowX: 'auto' },
    grid: {
      width: '100%',
      tableLayout: 'fixed',
      borderCollapse: 'separate',
      borderSpacing: theme.spacing(0.5),
      fontSize: theme.typography.body2.fontSize,
      '& th': { textAlign: 'left', fontWeight: 400 },
      '& td, & th': { padding: 0 },
    },
    head: {
      '& th': {
        color: theme.palette.text.secondary,
        fontWeight: 600,
        padding: theme.spacing(0.5, 0),
        fontSize: '0.75rem',
        whiteSpace: 'nowrap',
        textAlign: 'center',
      },
      '& th:first-child': {
        textAlign: 'left',
        width: teamWidth,
        paddingLeft: theme.spacing(0.5),
      },
    },
    // With many areas the grid scrolls below the name of the team.
    name: {
      position: 'sticky',
      left: 0,
      zIndex: 1,
      backgroundColor: theme.palette.background.paper,
    },
    group: {
      '& th': {
        color: theme.palette.text.secondary,
        fontWeight: 600,
        padding: theme.spacing(1.5, 0.5, 0.5),
      },
    },
    team: {
      '& > *': { verticalAlign: 'middle' },
      '&&': { padding: theme.spacing(0, 0.5) },
    },
    aside: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.5,
    },
    number: {
      textAlign: 'center',
      whiteSpace: 'nowrap',
      fontVariantNumeric: 'tabular-nums',
      '& > span': {
        display: 'block',
        borderRadius: theme.shape.borderRadius,
        lineHeight: '36px',
        '&:focus-visible': {
          outline: `2px solid ${theme.palette.primary.main}`,
        },
      },
    },
    legend: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: theme.spacing(1, 2),
      marginTop: theme.spacing(1.5),
      color: theme.palette.text.secondary,
      fontSize: theme.typography.body2.fontSize,
    },
  }),
  { name: 'ReadinessTeamsHeatmap' },
);

function shareOf(standing: Standing, area: Area): Share {
  return standing.areas.find(entry => entry.area === area)?.share ?? nothing;
}

/**
 * Teams by areas: one number a cell, the adoption. Details show on focus and
 * hover. One Tab stop; arrows move between cells.
 */
export function TeamsHeatmap(props: {
  /** Accessible name of the grid. */
  label: string;
  rows: readonly HeatmapRow[];
  /** The areas that the scorecard asks about, core areas first. */
  areas: readonly Area[];
  /** Id of the scorecard that the reader chose; the pages of teams keep to it. */
  scorecard?: string;
}) {
  const { label, rows } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const [unfolded, setUnfolded] = useState(false);
  const [limit, setLimit] = useState(pageSize);
  const folded = props.areas.filter(area => !coreAreas.includes(area));
  const areas = unfolded
    ? props.areas
    : props.areas.filter(area => coreAreas.includes(area));
  const shown = rows.slice(0, limit);
  const firstArea = 3;
  const columns = firstArea + areas.length;
  const focus = useGridFocus({ rows: shown.length, columns });

  return (
    <>
      <div className={classes.scroll}>
        <table
          role="grid"
          aria-label={label}
          className={classes.grid}
          style={{ minWidth: teamWidth + (columns - 1) * columnWidth }}
          onKeyDown={focus.onKeyDown}
        >
          <thead className={classes.head}>
            <tr role="row">
              <th scope="col" className={classes.name}>
                Team
              </th>
              <th scope="col">On target</th>
              <th scope="col">Tier 1 below</th>
              {areas.map(area => (
                <th scope="col" key={area}>
                  {areaNames[area]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => {
              const { team, standing } = row;
              const name = team?.title ?? 'No owner';
              const startsGroup =
                row.group && row.group !== shown[index - 1]?.group;
              return (
                <Fragment key={team?.ref ?? ''}>
                  {startsGroup && (
                    <tr role="row" className={classes.group}>
                      <th colSpan={columns} scope="rowgroup">
                        {row.group}
                      </th>
                    </tr>
                  )}
                  <tr role="row">
                    <th
                      scope="row"
                      className={`${classes.team} ${classes.name}`}
                    >
                      {team ? (
                        <Link
                          to={links.team(team.ref, props.scorecard)}
                          {...focus.cell(index, 0)}
                        >
                          {name}
                        </Link>
                      ) : (
                        <span {...focus.cell(index, 0)}>{name}</span>
                      )}
                      {row.childTeams ? (
                        <span className={classes.aside}>
                          with{' '}
                          {countWords(
                            row.childTeams,
                            'child team',
                            'child teams',
                          )}
                        </span>
                      ) : null}
                    </th>
                    <td role="gridcell" className={classes.number}>
                      <span {...focus.cell(index, 1)}>
                        {standing.onTarget} of {standing.withTarget}
                      </span>
                    </td>
                    <td role="gridcell" className={classes.number}>
                      <span {...focus.cell(index, 2)}>
                        {standing.tier1BelowTarget}
                      </span>
                    </td>
                    {areas.map((area, areaIndex) => {
                      const cell = focus.cell(index, firstArea + areaIndex);
                      return (
                        <td role="gridcell" key={area}>
                          <ShareCell
                            share={shareOf(standing, area)}
                            label={`${name}, ${areaNames[area]}`}
                            tabIndex={cell.tabIndex}
                            gridCell={cell['data-grid-cell']}
                            onFocus={cell.onFocus}
                          />
                        </td>
                      );
                    })}
                  </tr>
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </div>
      <div className={classes.legend}>
        <span>
          Each number is the share of checks that are met. Hatched: less than
          60% of what is asked has data.
        </span>
        <span>
          {folded.length > 0 && (
            <Button
              size="small"
              aria-expanded={unfolded}
              onClick={() => setUnfolded(!unfolded)}
            >
              {unfolded
                ? 'Core areas only'
                : `+ ${countWords(folded.length, 'area', 'areas')}`}
            </Button>
          )}
          {rows.length > shown.length && (
            <Button size="small" onClick={() => setLimit(limit + pageSize)}>
              Show {Math.min(pageSize, rows.length - shown.length)} more of{' '}
              {rows.length} teams
            </Button>
          )}
        </span>
      </div>
    </>
  );
}
