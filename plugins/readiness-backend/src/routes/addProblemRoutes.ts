import { ProblemsService } from '../services/problems/ProblemsService';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

/** `GET /v1/problems` */
export function addProblemRoutes(
  router: ReadinessRouter,
  {
    problems,
    readCredentials,
  }: { problems: ProblemsService; readCredentials: ReadCredentials },
): void {
  router.get('/v1/problems', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(await problems.listProblems(request.query, { credentials }));
  });
}
