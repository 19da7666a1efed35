import { FactsService } from '../services/facts/FactsService';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

/** `POST /v1/facts` */
export function addFactRoutes(
  router: ReadinessRouter,
  {
    facts,
    readCredentials,
  }: { facts: FactsService; readCredentials: ReadCredentials },
): void {
  router.post('/v1/facts', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(
      await facts.pushFacts(request.body, { credentials, request }),
    );
  });
}
