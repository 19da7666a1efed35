import { OverviewService } from '../services/overview/OverviewService';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

/** `GET /v1/overview` */
export function addOverviewRoutes(
  router: ReadinessRouter,
  {
    overview,
    readCredentials,
  }: { overview: OverviewService; readCredentials: ReadCredentials },
): void {
  router.get('/v1/overview', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(await overview.getOverview(request.query, { credentials }));
  });
}
