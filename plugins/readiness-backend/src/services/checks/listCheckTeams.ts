import { CheckDetails } from '@team-readiness/backstage-plugin-readiness-common';
import {
  OwnerSetOutcome,
  TeamDirectory,
} from '../../database/operations/reading';
import { toAdoption, toOutcomeCounts } from '../scorecards/toOutcomeCounts';

const shownTeams = 500;

/**
 * Teams that own an entity which a check applies to, most failing first. The
 * numbers of a team hold those of its child teams, as its list of results does;
 * a group that only has child teams with entities is not listed by itself.
 *
 * @param outcomes - of one check, by owner set
 */
export function listCheckTeams(
  outcomes: readonly OwnerSetOutcome[],
  directory: TeamDirectory,
): CheckDetails['teams'] {
  const bySet = new Map<number, OwnerSetOutcome[]>();
  const applicable = new Set<number>();
  for (const row of outcomes) {
    bySet.set(row.key, [...(bySet.get(row.key) ?? []), row]);
    if (row.outcome !== 'not-applicable') {
      applicable.add(row.key);
    }
  }
  const rowsByTeam = new Map<string, OwnerSetOutcome[]>();
  const owners = new Set<string>();
  for (const { teamRef, ownerSetId, direct } of directory.memberships) {
    const rows = rowsByTeam.get(teamRef) ?? [];
    rows.push(...(bySet.get(ownerSetId) ?? []));
    rowsByTeam.set(teamRef, rows);
    if (direct && applicable.has(ownerSetId)) {
      owners.add(teamRef);
    }
  }
  return directory.groups
    .filter(group => owners.has(group.ref))
    .map(group => {
      const counts = toOutcomeCounts(rowsByTeam.get(group.ref) ?? []);
      return {
        team: { ref: group.ref, title: group.title ?? group.name },
        counts,
        adoption: toAdoption(counts),
      };
    })
    .sort(
      (a, b) =>
        b.counts.fail - a.counts.fail ||
        a.team.title.localeCompare(b.team.title, 'en') ||
        (a.team.ref < b.team.ref ? -1 : 1),
    )
    .slice(0, shownTeams);
}
