import { holdsWords } from '@team-readiness/backstage-plugin-readiness-common';
import { HeatmapTeam } from './teamRows';

/**
 * Finds teams by their name or ref. What nobody owns is no team, and is not found.
 *
 * @param teams - all that are there
 * @param search - as it was typed
 * @returns those that fit, in the same order, each with the name of its parent where that is one of `teams`
 */
export function findTeams(
  teams: readonly HeatmapTeam[],
  search: string,
): HeatmapTeam[] {
  const titles = new Map(teams.map(({ team }) => [team?.ref, team?.title]));
  return teams.flatMap(entry =>
    entry.team && holdsWords(search, entry.team)
      ? [
          {
            ...entry,
            parentTitle: entry.team.parentRef
              ? titles.get(entry.team.parentRef)
              : undefined,
          },
        ]
      : [],
  );
}
