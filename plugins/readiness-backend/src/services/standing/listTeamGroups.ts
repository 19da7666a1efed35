import { TeamRef } from '@team-readiness/backstage-plugin-readiness-common';
import {
  DirectoryGroup,
  GroupKey,
  TeamDirectory,
} from '../../database/operations/reading';

/** Groups of this type are shown even without an entity. */
const teamType = 'team';

/** A group of the catalog with the owner sets that count for it. */
export interface TeamGroup {
  team: TeamRef & { parentRef: string | null };
  /** The reader is a member of it or of a team below it. */
  mine: boolean;
  /** Visible groups right below it. */
  childTeams: number;
  ownerSetIds: number[];
}

/**
 * The groups that the reader may see and that have an entity, or are teams. A
 * parent is named to those who may see that one.
 *
 * @param ownerSets - those with an entity
 */
export function listTeamGroups(
  ownerSets: readonly GroupKey[],
  directory: TeamDirectory,
): TeamGroup[] {
  const visible = new Set(directory.groups.map(group => group.ref));
  const withEntities = new Set(ownerSets);
  const setsByTeam = new Map<string, number[]>();
  for (const { teamRef, ownerSetId } of directory.memberships) {
    if (withEntities.has(ownerSetId)) {
      const sets = setsByTeam.get(teamRef) ?? [];
      sets.push(ownerSetId);
      setsByTeam.set(teamRef, sets);
    }
  }
  const childTeams = new Map<string, number>();
  for (const { parentRef } of directory.groups) {
    if (parentRef !== null) {
      childTeams.set(parentRef, (childTeams.get(parentRef) ?? 0) + 1);
    }
  }
  const isShown = (group: DirectoryGroup) =>
    setsByTeam.has(group.ref) || group.type === teamType;
  return directory.groups.filter(isShown).map(group => ({
    team: {
      ref: group.ref,
      title: group.title ?? group.name,
      parentRef:
        group.parentRef !== null && visible.has(group.parentRef)
          ? group.parentRef
          : null,
    },
    mine: directory.mine.has(group.ref),
    childTeams: childTeams.get(group.ref) ?? 0,
    ownerSetIds: setsByTeam.get(group.ref) ?? [],
  }));
}

/** Owner sets of entities that nobody who exists owns. */
export function listUnowned(
  ownerSets: readonly GroupKey[],
  directory: TeamDirectory,
): GroupKey[] {
  return ownerSets.filter(
    id => typeof id === 'number' && !directory.ownedSets.has(id),
  );
}
