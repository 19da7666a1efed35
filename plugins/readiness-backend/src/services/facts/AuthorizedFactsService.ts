import { AuditorService, AuthService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { FactPushAnswer } from '@team-readiness/backstage-plugin-readiness-common';
import { PushedFacts } from '../../collection';
import { ReadingScopes } from '../../permissions';
import { FactsService } from './FactsService';

/** Asks whether a service may push, and which entities it may write of. */
export class AuthorizedFactsService implements FactsService {
  readonly #pushed: PushedFacts;
  readonly #scopes: ReadingScopes;
  readonly #auth: AuthService;
  readonly #auditor: AuditorService;

  constructor(options: {
    pushed: PushedFacts;
    scopes: ReadingScopes;
    auth: AuthService;
    auditor: AuditorService;
  }) {
    this.#pushed = options.pushed;
    this.#scopes = options.scopes;
    this.#auth = options.auth;
    this.#auditor = options.auditor;
  }

  async pushFacts(
    ...[{ items }, { credentials, request }]: Parameters<
      FactsService['pushFacts']
    >
  ): Promise<FactPushAnswer> {
    const event = await this.#auditor.createEvent({
      eventId: 'fact-push',
      severityLevel: 'medium',
      request,
    });
    try {
      await this.#scopes.assertMayPushFacts(credentials);
      const subject = this.#auth.isPrincipal(credentials, 'service')
        ? credentials.principal.subject
        : undefined;
      if (subject === undefined || !this.#pushed.isGranted(subject)) {
        throw new NotAllowedError(
          subject === undefined
            ? 'Facts are pushed by services, not by people'
            : `The service '${subject}' has no grant in readiness.push`,
        );
      }
      const answers = await this.#pushed.push(subject, items);
      const counts = {
        stored: 0,
        unchanged: 0,
        removed: 0,
        outdated: 0,
        refused: 0,
      };
      answers.forEach(({ status }) => {
        counts[status] += 1;
      });
      await event.success({ meta: counts });
      return { items: answers, counts };
    } catch (error) {
      await event.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
  }
}
