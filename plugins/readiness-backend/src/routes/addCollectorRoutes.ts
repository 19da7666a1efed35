import { CollectorsService } from '../services/collectors/CollectorsService';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

/** `GET /v1/collectors` and `POST /v1/collectors/{id}/run` */
export function addCollectorRoutes(
  router: ReadinessRouter,
  {
    collectors,
    readCredentials,
  }: { collectors: CollectorsService; readCredentials: ReadCredentials },
): void {
  router.get('/v1/collectors', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json({ items: await collectors.listCollectors({ credentials }) });
  });

  router.post('/v1/collectors/:id/run', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(
      await collectors.runCollector(request.params.id, {
        credentials,
        request,
      }),
    );
  });
}
