import { EventsService } from '../services/events/EventsService';
import { ReadCredentials, ReadinessRouter } from './ReadinessRouter';

/** `POST /v1/events` */
export function addEventRoutes(
  router: ReadinessRouter,
  {
    events,
    readCredentials,
  }: { events: EventsService; readCredentials: ReadCredentials },
): void {
  router.post('/v1/events', async (request, response) => {
    const credentials = await readCredentials(request);
    const { headers, rawHeaders } = request;
    const read: unknown = request.body;
    const body = Buffer.isBuffer(read) ? read : Buffer.alloc(0);
    response.json(
      await events.pushEvents(
        { headers, rawHeaders, body },
        { credentials, request },
      ),
    );
  });
}
