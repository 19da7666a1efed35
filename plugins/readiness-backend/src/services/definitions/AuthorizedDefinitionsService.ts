import { AuditorService, AuthService } from '@backstage/backend-plugin-api';
import {
  DefinitionList,
  DefinitionsRefresh,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadingScopes } from '../../permissions';
import { ReadOptions } from '../reading/ReadOptions';
import { DefaultDefinitionsService } from './DefaultDefinitionsService';
import { DefinitionsService } from './DefinitionsService';

/** Asks what the reader may see and do, and passes it down. */
export class AuthorizedDefinitionsService implements DefinitionsService {
  readonly #inner: DefaultDefinitionsService;
  readonly #scopes: ReadingScopes;
  readonly #auth: AuthService;
  readonly #auditor: AuditorService;

  constructor(options: {
    inner: DefaultDefinitionsService;
    scopes: ReadingScopes;
    auth: AuthService;
    auditor: AuditorService;
  }) {
    this.#inner = options.inner;
    this.#scopes = options.scopes;
    this.#auth = options.auth;
    this.#auditor = options.auditor;
  }

  async listDefinitions({ credentials }: ReadOptions): Promise<DefinitionList> {
    const [scope, withProblems] = await Promise.all([
      this.#scopes.resolve(credentials),
      this.#scopes.mayReadProblems(credentials),
    ]);
    return await this.#inner.listDefinitions(scope, { withProblems });
  }

  async refreshDefinitions({
    credentials,
    request,
  }: Parameters<
    DefinitionsService['refreshDefinitions']
  >[0]): Promise<DefinitionsRefresh> {
    const event = await this.#auditor.createEvent({
      eventId: 'definition-refresh',
      severityLevel: 'medium',
      request,
    });
    try {
      await this.#scopes.assertMayRefreshDefinitions(credentials);
      const [scope, withProblems] = await Promise.all([
        this.#scopes.resolve(credentials),
        this.#scopes.mayReadProblems(credentials),
      ]);
      const by = this.#auth.isPrincipal(credentials, 'user')
        ? credentials.principal.userEntityRef
        : undefined;
      const answer = await this.#inner.refreshDefinitions(scope, {
        by,
        withProblems,
      });
      await event.success({
        meta: {
          versions: answer.active.map(
            ({ kind, name, version }) => `${kind}:${name}@${version}`,
          ),
        },
      });
      return answer;
    } catch (error) {
      await event.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
  }
}
