import { Link } from '@backstage/core-components';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  Area,
  coreAreas,
  Share,
  Standing,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  GridBranch,
  GridColumn,
  ShareCell,
  VirtualGrid,
} from '@team-readiness/backstage-plugin-readiness-react';
import { useCallback, useMemo, useState } from 'react';
import { useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';
import { HeatmapLegend } from './HeatmapLegend';
import { HeatmapRow, HeatmapTeam, TeamOrder, teamRows } from './teamRows';

/** Widths in pixels below which names of teams and areas would run into each other; as many areas as can be are in view. */
const teamWidth = 164;
const onTargetWidth = 88;
const tierWidth = 76;
const areaWidth = 72;
const letterWidth = 7.2;
const titlePadding = 14;
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
    name: { minWidth: 0, lineHeight: 1.25 },
    title: {
      display: '-webkit-box',
      overflow: 'hidden',
      WebkitLineClamp: 2,
      WebkitBoxOrient: 'vertical',
      overflowWrap: 'anywhere',
    },
    parent: { WebkitLineClamp: 1, overflowWrap: 'normal', lineHeight: 1.4 },
    aside: {
      display: 'block',
      color: theme.palette.text.secondary,
      fontSize: '0.75rem',
      lineHeight: 1.3,
      whiteSpace: 'nowrap',
      overflow: 'hidden',
      textOverflow: 'ellipsis',
    },
    number: { whiteSpace: 'nowrap' },
    none: { color: theme.palette.text.secondary },
  }),
  { name: 'ReadinessTeamsHeatmap' },
);

function shareOf(standing: Standing, area: Area): Share {
  return standing.areas.find(entry => entry.area === area)?.share ?? nothing;
}

function rowKey(row: HeatmapRow): string {
  return row.key;
}

function sectionOf(row: HeatmapRow): string | undefined {
  return row.kind === 'section' ? row.title : undefined;
}

/** The next order when a title is used: the worst first, the best first, and that of the API again. */
function nextOrder(
  current: TeamOrder | undefined,
  by: TeamOrder['by'],
): TeamOrder | undefined {
  const worst = by === 'tier1' ? 'desc' : 'asc';
  if (current?.by !== by) {
    return { by, order: worst };
  }
  return current.order === worst
    ? { by, order: worst === 'asc' ? 'desc' : 'asc' }
    : undefined;
}

/**
 * Teams by areas: one number a cell, the adoption. Details show on focus and hover. One Tab stop; arrows move between
 * cells, and unfold the child teams of a team.
 */
export function TeamsHeatmap(props: {
  /** Accessible name of the grid. */
  label: string;
  rows: readonly HeatmapTeam[];
  /** The areas that the scorecard asks about, core areas first. */
  areas: readonly Area[];
  /** Id of the scorecard that the reader chose; the pages of teams keep to it. */
  scorecard?: string;
  /** The area that comes first, whether it is a core one or not. */
  firstArea?: Area;
  /** Child teams stand below their parents. */
  asTree?: boolean;
}) {
  const { label, rows: teams, areas, scorecard, firstArea, asTree } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  const [unfolded, setUnfolded] = useState(false);
  const [order, setOrder] = useState<TeamOrder>();
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());

  const isShown = (area: Area) =>
    unfolded || area === firstArea || coreAreas.includes(area);
  const folded = areas.filter(
    area => !coreAreas.includes(area) && area !== firstArea,
  );
  const shown = areas
    .filter(isShown)
    .sort(
      (one, other) => Number(other === firstArea) - Number(one === firstArea),
    );
  const shownKey = shown.join();

  const rows = useMemo(
    () =>
      teamRows(teams, {
        titles: { mine: t('teams.mine'), others: t('teams.others') },
        toggled,
        order,
        flat: !asTree,
      }),
    [teams, toggled, order, asTree, t],
  );

  const toggle = useCallback((key: string) => {
    setToggled(previous => {
      const next = new Set(previous);
      if (!next.delete(key)) {
        next.add(key);
      }
      return next;
    });
  }, []);
  const branch = useCallback(
    (row: HeatmapRow): GridBranch =>
      row.kind === 'section'
        ? { name: row.title, level: 1 }
        : {
            name: row.team?.title ?? t('teams.noOwner'),
            level: row.level,
            expanded: row.expanded,
            onToggle:
              row.expanded === undefined ? undefined : () => toggle(row.key),
            position: row.position,
            siblings: row.siblings,
          },
    [toggle, t],
  );

  const columns = useMemo((): Array<GridColumn<HeatmapRow>> => {
    const sortable = (by: TeamOrder['by']) => ({
      sort: order?.by === by ? order.order : null,
      onSort: () => setOrder(nextOrder(order, by)),
    });
    const nameOf = (team: HeatmapTeam) =>
      team.team?.title ?? t('teams.noOwner');
    const asideOf = ({ parentTitle, childTeams }: HeatmapTeam) => {
      if (parentTitle) {
        return t('teams.within', { team: parentTitle });
      }
      return childTeams ? t('teams.childTeams', { count: childTeams }) : null;
    };
    return [
      {
        id: 'team',
        title: t('teams.team'),
        width: teamWidth,
        isRowHeader: true,
        ...sortable('name'),
        render: row => {
          if (row.kind !== 'team') {
            return null;
          }
          const aside = asideOf(row);
          return (
            <div className={classes.name}>
              {row.team ? (
                <Link
                  to={links.team(row.team.ref, scorecard)}
                  className={`${classes.title} ${aside ? classes.parent : ''}`}
                >
                  {nameOf(row)}
                </Link>
              ) : (
                <span className={classes.title}>{nameOf(row)}</span>
              )}
              {aside && <span className={classes.aside}>{aside}</span>}
            </div>
          );
        },
      },
      {
        id: 'onTarget',
        title: t('teams.onTarget'),
        width: onTargetWidth,
        align: 'center',
        ...sortable('onTarget'),
        render: row =>
          row.kind === 'team' &&
          (row.standing.withTarget > 0 ? (
            <span className={classes.number}>
              {t('teams.onTargetOf', {
                onTarget: words.number(row.standing.onTarget),
                withTarget: words.number(row.standing.withTarget),
              })}
            </span>
          ) : (
            <span className={classes.none}>{words.percent(null)}</span>
          )),
      },
      {
        id: 'tier1',
        title: t('teams.tier1Below'),
        width: tierWidth,
        align: 'center',
        ...sortable('tier1'),
        render: row =>
          row.kind === 'team' && (
            <span
              className={
                row.standing.tier1BelowTarget === 0 ? classes.none : undefined
              }
            >
              {words.number(row.standing.tier1BelowTarget)}
            </span>
          ),
      },
      ...(shownKey ? (shownKey.split(',') as Area[]) : []).map(
        (area): GridColumn<HeatmapRow> => ({
          id: area,
          title: words.area(area),
          width: Math.max(
            areaWidth,
            Math.ceil(words.area(area).length * letterWidth) + titlePadding,
          ),
          align: 'center',
          ...sortable(area),
          render: row =>
            row.kind === 'team' && (
              <ShareCell
                share={shareOf(row.standing, area)}
                label={`${nameOf(row)}, ${words.area(area)}`}
                tabIndex={-1}
                words={words}
              />
            ),
        }),
      ),
    ];
    // The links are made anew each time, and lead to the same places.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [shownKey, order, scorecard, classes, t, words]);

  return (
    <>
      <VirtualGrid
        label={label}
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        section={sectionOf}
        branch={asTree ? branch : undefined}
        maxHeight={620}
        emptyText={t('teams.noneFits')}
      />
      <HeatmapLegend>
        {folded.length > 0 && (
          <Button
            size="small"
            aria-expanded={unfolded}
            onClick={() => setUnfolded(!unfolded)}
          >
            {unfolded
              ? t('teams.coreAreas')
              : t('teams.moreAreas', { count: folded.length })}
          </Button>
        )}
      </HeatmapLegend>
    </>
  );
}
