import { Team } from '@team-readiness/backstage-plugin-readiness-common';
import { ReadingScopes } from '../../permissions';
import { ReadOptions } from '../reading/ReadOptions';
import { DefaultTeamsService } from './DefaultTeamsService';
import { TeamName, TeamsService } from './TeamsService';

/** Asks what the reader may see, and passes it down. */
export class AuthorizedTeamsService implements TeamsService {
  constructor(
    private readonly inner: DefaultTeamsService,
    private readonly scopes: ReadingScopes,
  ) {}

  async getTeam(
    team: TeamName,
    query: { scorecard?: string },
    options: ReadOptions,
  ): Promise<Team> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.getTeam(team, query, scope);
  }
}
