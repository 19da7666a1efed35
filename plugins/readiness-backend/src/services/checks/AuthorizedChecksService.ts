import {
  CheckDetails,
  CheckResultItem,
  CheckResultPage,
  CheckResultQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadingScopes } from '../../permissions';
import { ReadOptions } from '../reading/ReadOptions';
import { CheckName, ChecksService } from './ChecksService';
import { DefaultChecksService } from './DefaultChecksService';

/** Asks what the reader may see, and passes it down. */
export class AuthorizedChecksService implements ChecksService {
  constructor(
    private readonly inner: DefaultChecksService,
    private readonly scopes: ReadingScopes,
  ) {}

  async getCheck(
    check: CheckName,
    options: ReadOptions,
  ): Promise<CheckDetails> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.getCheck(check, scope);
  }

  async listCheckResults(
    check: CheckName,
    query: CheckResultQuery,
    options: ReadOptions,
  ): Promise<CheckResultPage> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.listCheckResults(check, query, scope);
  }

  async *streamCheckResults(
    check: CheckName,
    query: CheckResultQuery,
    options: ReadOptions,
  ): AsyncGenerator<CheckResultItem[]> {
    const scope = await this.scopes.resolve(options.credentials);
    yield* this.inner.streamCheckResults(check, query, scope);
  }
}
