import { QueueService } from '../services/queue/QueueService';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

/** `GET /v1/evaluation-queue` and `POST /v1/evaluation-queue/retry` */
export function addQueueRoutes(
  router: ReadinessRouter,
  {
    queue,
    readCredentials,
  }: { queue: QueueService; readCredentials: ReadCredentials },
): void {
  router.get('/v1/evaluation-queue', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(await queue.getQueue({ credentials }));
  });

  router.post('/v1/evaluation-queue/retry', async (request, response) => {
    const credentials = await readCredentials(request);
    response.json(
      await queue.retryEvaluations(request.body.entityRef, {
        credentials,
        request,
      }),
    );
  });
}
