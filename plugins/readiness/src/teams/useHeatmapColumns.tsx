import { Link } from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';
import {
  Area,
  Share,
  Standing,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  GridColumn,
  ShareCell,
} from '@team-readiness/backstage-plugin-readiness-react';
import { useMemo } from 'react';
import { useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';
import { HeatmapRow, HeatmapTeam, TeamOrder } from './teamRows';

/** Widths in pixels below which names of teams and areas would run into each other; as many areas as can be are in view. */
const wide = {
  team: 164,
  onTarget: 88,
  tier1: 76,
  area: 72,
  letter: 7.2,
  padding: 14,
};
/** The same where there is little room: names of teams take two lines, those of areas break where they may. */
const dense = {
  team: 114,
  onTarget: 64,
  tier1: 52,
  area: 54,
  letter: 6.6,
  padding: 8,
};
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
    small: { fontSize: '0.8125rem' },
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

/** The letters of the longest line of a title, with the hyphen where it breaks. */
function lettersOf(title: string): number {
  const lines = title.replace(/\u00ad/g, '- ').split(' ');
  return Math.max(...lines.map(line => line.length));
}

/**
 * The columns of the heatmap: the team, how many of its services are on target, how many of tier 1 are not, and a share
 * for each area.
 *
 * @param of - `areas`: joined by commas, in their order; `scorecard`: to which the pages of teams keep; `order`: the one
 *   that the reader chose, which `onOrder` changes; `isDense`: narrow, with the areas right beside the names
 */
export function useHeatmapColumns(of: {
  areas: string;
  scorecard: string | undefined;
  order: TeamOrder | undefined;
  onOrder(order: TeamOrder | undefined): void;
  isDense: boolean;
}): Array<GridColumn<HeatmapRow>> {
  const { areas, scorecard, order, onOrder, isDense } = of;
  const classes = useStyles();
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  return useMemo((): Array<GridColumn<HeatmapRow>> => {
    const widths = isDense ? dense : wide;
    const sortable = (by: TeamOrder['by']) => ({
      sort: order?.by === by ? order.order : null,
      onSort: () => onOrder(nextOrder(order, by)),
    });
    const nameOf = (team: HeatmapTeam) =>
      team.team?.title ?? t('teams.noOwner');
    const asideOf = ({ parentTitle, childTeams }: HeatmapTeam) => {
      if (parentTitle) {
        return t('teams.within', { team: parentTitle });
      }
      // Where there is little room, the name has both lines, and the arrow says that teams are below.
      return childTeams && !isDense
        ? t('teams.childTeams', { count: childTeams })
        : null;
    };
    const team: GridColumn<HeatmapRow> = {
      id: 'team',
      title: t('teams.team'),
      width: widths.team,
      isRowHeader: true,
      ...sortable('name'),
      render: row => {
        if (row.kind !== 'team') {
          return null;
        }
        const aside = asideOf(row);
        return (
          <div className={`${classes.name} ${isDense ? classes.small : ''}`}>
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
    };
    const counts: Array<GridColumn<HeatmapRow>> = [
      {
        id: 'onTarget',
        title: t('teams.onTarget'),
        width: widths.onTarget,
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
        width: widths.tier1,
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
    ];
    const ofAreas = (areas ? (areas.split(',') as Area[]) : []).map(
      (area): GridColumn<HeatmapRow> => {
        const title = isDense
          ? t(`teams.areaTitles.${area}`)
          : words.area(area);
        return {
          id: area,
          title,
          width: Math.max(
            widths.area,
            Math.ceil(
              (isDense ? lettersOf(title) : title.length) * widths.letter,
            ) + widths.padding,
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
        };
      },
    );
    return isDense
      ? [team, ...ofAreas, ...counts]
      : [team, ...counts, ...ofAreas];
    // The links are made anew each time, and lead to the same places.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [areas, order, scorecard, isDense, classes, t, words]);
}
