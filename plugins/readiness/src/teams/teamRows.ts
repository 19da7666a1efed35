import {
  Area,
  Standing,
  TeamRef,
} from '@team-readiness/backstage-plugin-readiness-common';

/** A team as the heatmap shows it. */
export interface HeatmapTeam {
  /** Null: what nobody owns. */
  team: TeamRef | null;
  standing: Standing;
  /** The reader is a member of it or of a team below it. */
  mine?: boolean;
  /** Teams right below it that the reader may see. */
  childTeams?: number;
  /** Name of the team above it, where it does not stand below that. */
  parentTitle?: string;
}

/** A heading over the rows that follow. */
export interface SectionRow {
  kind: 'section';
  key: string;
  title: string;
}

/** A row of the heatmap: a team, where it stands among the others. */
export interface TeamRow extends HeatmapTeam {
  kind: 'team';
  /** Of the row: a team may also stand below its parent. */
  key: string;
  level: number;
  /** Undefined where no team is below it. */
  expanded: boolean | undefined;
  position: number;
  siblings: number;
}

/** A row of the heatmap. */
export type HeatmapRow = SectionRow | TeamRow;

/** By what teams are sorted, where it is not the order of the API. */
export interface TeamOrder {
  by: 'name' | 'onTarget' | 'tier1' | Area;
  order: 'asc' | 'desc';
}

/** The number that a team is sorted by; null where there is none. */
function sortValue({ standing }: HeatmapTeam, by: TeamOrder['by']) {
  switch (by) {
    case 'onTarget':
      return standing.withTarget > 0
        ? standing.onTarget / standing.withTarget
        : null;
    case 'tier1':
      return standing.tier1BelowTarget;
    case 'name':
      return null;
    default:
      return (
        standing.areas.find(({ area }) => area === by)?.share.adoption ?? null
      );
  }
}

/**
 * Sorts teams. Those without a number come last either way; equal ones keep the order of the API.
 *
 * @param order - undefined: the order of the API
 */
export function sortTeams<Team extends HeatmapTeam>(
  teams: readonly Team[],
  order: TeamOrder | undefined,
): Team[] {
  if (!order) {
    return [...teams];
  }
  const sign = order.order === 'asc' ? 1 : -1;
  if (order.by === 'name') {
    return [...teams].sort(
      (one, other) =>
        sign *
        (one.team?.title ?? '').localeCompare(other.team?.title ?? '', 'en'),
    );
  }
  return [...teams].sort((one, other) => {
    const first = sortValue(one, order.by);
    const second = sortValue(other, order.by);
    if (first === null || second === null) {
      return Number(first === null) - Number(second === null);
    }
    return sign * (first - second);
  });
}

/**
 * The rows of the heatmap. My teams stand on their own, each with its child teams below it when unfolded; of the others
 * those stand at the top whose parent is none of them. What nobody owns comes first. A team alone at the top is
 * unfolded until it is folded.
 *
 * @param teams - in the order of the API
 * @param options - `titles`: headings, used where some teams are the reader's; `toggled`: keys of rows that are not as they
 *   are at first; `flat`: no team below another
 */
export function teamRows(
  teams: readonly HeatmapTeam[],
  options: {
    titles: { mine: string; others: string };
    toggled: ReadonlySet<string>;
    order: TeamOrder | undefined;
    flat: boolean;
  },
): HeatmapRow[] {
  const { titles, toggled, order, flat } = options;
  const owned = teams.filter(({ team }) => team !== null);
  const refs = new Set(owned.map(({ team }) => team?.ref));
  const mine = new Set(
    owned.filter(entry => entry.mine).map(({ team }) => team?.ref),
  );
  const children = new Map<string, HeatmapTeam[]>();
  for (const entry of owned) {
    const parent = entry.team?.parentRef;
    if (!flat && parent && refs.has(parent)) {
      children.set(parent, [...(children.get(parent) ?? []), entry]);
    }
  }
  const rows: HeatmapRow[] = [];

  function add(
    siblings: readonly HeatmapTeam[],
    level: number,
    path: string,
    above: ReadonlySet<string>,
  ): void {
    const sorted = sortTeams(siblings, order);
    sorted.forEach((entry, index) => {
      const ref = entry.team?.ref ?? '';
      const key = `${path}/${ref}`;
      // A catalog may say that teams are below each other.
      const below = above.has(ref) ? [] : children.get(ref) ?? [];
      const atFirst = level === 1 && sorted.length === 1;
      const expanded =
        below.length > 0 ? toggled.has(key) !== atFirst : undefined;
      rows.push({
        ...entry,
        kind: 'team',
        key,
        level,
        expanded,
        position: index + 1,
        siblings: sorted.length,
      });
      if (expanded) {
        add(below, level + 1, key, new Set([...above, ref]));
      }
    });
  }

  const none = new Set<string>();
  add(
    teams.filter(({ team }) => team === null),
    1,
    '',
    none,
  );
  const tops = owned.filter(({ team, mine: isMine }) => {
    const parent = team?.parentRef;
    return (
      !isMine && (flat || !parent || !refs.has(parent) || mine.has(parent))
    );
  });
  // Teams that are below each other have no top.
  const others =
    tops.length > 0 || mine.size > 0 ? tops : owned.filter(({ mine: m }) => !m);
  if (mine.size > 0) {
    rows.push({ kind: 'section', key: 'mine', title: titles.mine });
    add(
      owned.filter(entry => entry.mine),
      1,
      'mine',
      none,
    );
    if (others.length > 0) {
      rows.push({ kind: 'section', key: 'others', title: titles.others });
    }
  }
  add(others, 1, 'others', none);
  return rows;
}
