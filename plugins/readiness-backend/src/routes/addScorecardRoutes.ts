import { ScorecardsService } from '../services/scorecards/ScorecardsService';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

/** `/v1/scorecards` and what is below it. */
export function addScorecardRoutes(
  router: ReadinessRouter,
  {
    scorecards,
    readCredentials,
  }: { scorecards: ScorecardsService; readCredentials: ReadCredentials },
): void {
  router.get('/v1/scorecards', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json({ items: await scorecards.listScorecards({ credentials }) });
  });

  router.get('/v1/scorecards/:id/versions', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(
      await scorecards.listVersions(request.params.id, request.query, {
        credentials,
      }),
    );
  });

  router.get('/v1/scorecards/:id', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(
      await scorecards.getScorecard(request.params.id, { credentials }),
    );
  });
}
