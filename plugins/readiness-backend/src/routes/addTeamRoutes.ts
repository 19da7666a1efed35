import { TeamsService } from '../services/teams/TeamsService';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

/** `GET /v1/teams/{namespace}/{name}` */
export function addTeamRoutes(
  router: ReadinessRouter,
  {
    teams,
    readCredentials,
  }: { teams: TeamsService; readCredentials: ReadCredentials },
): void {
  router.get('/v1/teams/:namespace/:name', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(
      await teams.getTeam(request.params, request.query, { credentials }),
    );
  });
}
