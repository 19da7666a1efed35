import { AuditorService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { EvaluationQueue } from '@team-readiness/backstage-plugin-readiness-common';
import { ReadingScopes } from '../../permissions';
import { ReadOptions } from '../reading/ReadOptions';
import { DefaultQueueService } from './DefaultQueueService';
import { QueueService } from './QueueService';

/** Asks what the reader may see and do, and passes it down. */
export class AuthorizedQueueService implements QueueService {
  readonly #inner: DefaultQueueService;
  readonly #scopes: ReadingScopes;
  readonly #auditor: AuditorService;

  constructor(options: {
    inner: DefaultQueueService;
    scopes: ReadingScopes;
    auditor: AuditorService;
  }) {
    this.#inner = options.inner;
    this.#scopes = options.scopes;
    this.#auditor = options.auditor;
  }

  async getQueue({ credentials }: ReadOptions): Promise<EvaluationQueue> {
    if (!(await this.#scopes.mayReadProblems(credentials))) {
      throw new NotAllowedError('You may not read the queue');
    }
    return this.#inner.getQueue(await this.#scopes.resolve(credentials));
  }

  async retryEvaluations(
    entityRef: string | undefined,
    { credentials, request }: Parameters<QueueService['retryEvaluations']>[1],
  ): Promise<EvaluationQueue> {
    const event = await this.#auditor.createEvent({
      eventId: 'evaluation-retry',
      severityLevel: 'medium',
      request,
      meta: { entityRef: entityRef ?? 'all' },
    });
    try {
      await this.#scopes.assertMayRetryEvaluations(credentials);
      const queue = await this.#inner.retryEvaluations(
        entityRef,
        await this.#scopes.resolve(credentials),
      );
      const mayRead = await this.#scopes.mayReadProblems(credentials);
      await event.success();
      return mayRead ? queue : { ...queue, failures: [] };
    } catch (error) {
      await event.fail({
        error: error instanceof Error ? error : new Error(String(error)),
      });
      throw error;
    }
  }
}
