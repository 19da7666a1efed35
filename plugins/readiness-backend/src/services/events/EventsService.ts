import { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import { EventPushAnswer } from '@team-readiness/backstage-plugin-readiness-common';
import { EventRequest } from '../../events';
import { ReadOptions } from '../reading/ReadOptions';

/** A request with events, see `readCloudEvents`. */
export type { EventRequest };

/**
 * Events of changes, deployments and incidents that others send.
 */
export interface EventsService {
  /**
   * Stores sent events. Each is judged by itself: one that is refused stops no other. The same event
   * again changes nothing.
   *
   * @param sent - headers and body as they came; at most 1,000 events
   * @param options - `request` is noted in the audit log
   * @returns one answer an event, in the same order
   * @throws NotAllowedError without the permission, or where `readiness.delivery.push` grants this
   *   sender nothing; InputError (400) and UnsupportedMediaTypeError (415) for a body that is not
   *   readable at all
   */
  pushEvents(
    sent: EventRequest,
    options: ReadOptions & {
      request?: AuditorServiceCreateEventOptions['request'];
    },
  ): Promise<EventPushAnswer>;
}
