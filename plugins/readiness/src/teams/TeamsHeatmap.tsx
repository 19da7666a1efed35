import Button from '@material-ui/core/Button';
import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import {
  Area,
  coreAreas,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  GridBranch,
  VirtualGrid,
} from '@team-readiness/backstage-plugin-readiness-react';
import { useCallback, useMemo, useState } from 'react';
import { useReadinessTranslation } from '../translations';
import { HeatmapLegend } from './HeatmapLegend';
import { HeatmapRow, HeatmapTeam, TeamOrder, teamRows } from './teamRows';
import { useHeatmapColumns } from './useHeatmapColumns';

function rowKey(row: HeatmapRow): string {
  return row.key;
}

function sectionOf(row: HeatmapRow): string | undefined {
  return row.kind === 'section' ? row.title : undefined;
}

/**
 * Teams by areas: one number a cell, the adoption. Details show on focus and hover. One Tab stop; arrows move between
 * cells, and unfold the child teams of a team. Where there is little room, the areas stand right beside the names, and
 * the counts behind them.
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
  const { t } = useReadinessTranslation();
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

  const isDense = useMediaQuery(useTheme().breakpoints.down('sm'), {
    noSsr: true,
  });
  const columns = useHeatmapColumns({
    areas: shownKey,
    scorecard,
    order,
    onOrder: setOrder,
    isDense,
  });

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
        dense={isDense}
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
