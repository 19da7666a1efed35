import { AuditorService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import { ReadingScopes } from '../../permissions';
import { ReadOptions } from '../reading/ReadOptions';
import { CollectorsService } from './CollectorsService';
import { DefaultCollectorsService } from './DefaultCollectorsService';

/** Asks what the reader may see and do, and passes it down. */
export class AuthorizedCollectorsService implements CollectorsService {
  readonly #inner: DefaultCollectorsService;
  readonly #scopes: ReadingScopes;
  readonly #auditor: AuditorService;

  constructor(options: {
    inner: DefaultCollectorsService;
    scopes: ReadingScopes;
    auditor: AuditorService;
  }) {
    this.#inner = options.inner;
    this.#scopes = options.scopes;
    this.#auditor = options.auditor;
  }

  async listCollectors({
    credentials,
  }: ReadOptions): Promise<CollectorHealth[]> {
    if (!(await this.#scopes.mayReadProblems(credentials))) {
      throw new NotAllowedError('You may not read the health of collectors');
    }
    return await this.#inner.listCollectors();
  }

  async runCollector(
    id: string,
    { credentials, request }: Parameters<CollectorsService['runCollector']>[1],
  ): Promise<CollectorHealth> {
    const event = await this.#auditor.createEvent({
      eventId: 'collector-run',
      severityLevel: 'medium',
      request,
      meta: { collector: id },
    });
    try {
      await this.#scopes.assertMayRunCollectors(credentials);
      const health = await this.#inner.runCollector(id);
      await event.success();
      return health;
    } catch (error) {
      await event.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
  }
}
