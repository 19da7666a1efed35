import { Team } from '@team-readiness/backstage-plugin-readiness-common';
import { ReadOptions } from '../reading/ReadOptions';

/** A group by the parts of its ref. */
export interface TeamName {
  namespace: string;
  name: string;
}

/**
 * One team with its entities and its next fixes.
 */
export interface TeamsService {
  /**
   * @throws NotFoundError for a team or scorecard that does not exist or that the reader may not see
   * @throws NotAllowedError for a reader who may read no scorecard at all
   */
  getTeam(
    team: TeamName,
    query: { scorecard?: string },
    options: ReadOptions,
  ): Promise<Team>;
}
