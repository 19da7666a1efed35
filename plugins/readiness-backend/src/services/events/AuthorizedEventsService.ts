import { AuditorService, AuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { EventPushAnswer } from '@team-readiness/backstage-plugin-readiness-common';
import { PushedEvents } from '../../events';
import { ReadingScopes } from '../../permissions';
import { EventsService } from './EventsService';

/** Asks whether somebody may send events, and which ones. */
export class AuthorizedEventsService implements EventsService {
  readonly #pushed: PushedEvents;
  readonly #scopes: ReadingScopes;
  readonly #auth: AuthService;
  readonly #auditor: AuditorService;

  constructor(options: {
    pushed: PushedEvents;
    scopes: ReadingScopes;
    auth: AuthService;
    auditor: AuditorService;
  }) {
    this.#pushed = options.pushed;
    this.#scopes = options.scopes;
    this.#auth = options.auth;
    this.#auditor = options.auditor;
  }

  async pushEvents(
    ...[sent, { credentials, request }]: Parameters<EventsService['pushEvents']>
  ): Promise<EventPushAnswer> {
    const event = await this.#auditor.createEvent({
      eventId: 'event-push',
      severityLevel: 'medium',
      request,
    });
    try {
      await this.#scopes.assertMayPushEvents(credentials);
      const subject = this.#auth.isPrincipal(credentials, 'service')
        ? credentials.principal.subject
        : undefined;
      if (!this.#pushed.isGranted(subject)) {
        throw new NotAllowedError(
          subject === undefined
            ? 'With readiness.delivery.push, events are sent by services alone'
            : `The service '${subject}' has no grant in readiness.delivery.push`,
        );
      }
      const items = await this.#pushed.push(subject, sent);
      const counts = { stored: 0, known: 0, ignored: 0, refused: 0 };
      items.forEach(({ status }) => {
        counts[status] += 1;
      });
      await event.success({ meta: counts });
      return { items, counts };
    } catch (error) {
      await event.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
  }
}
