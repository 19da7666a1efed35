import {
  DependencyRisk,
  DependencyRiskPage,
  DependencyRiskQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadingScopes } from '../../permissions';
import { ReadOptions } from '../reading/ReadOptions';
import { DefaultDependencyRisksService } from './DefaultDependencyRisksService';
import { DependencyRisksService } from './DependencyRisksService';

/** Asks what the reader may see, and passes it down. */
export class AuthorizedDependencyRisksService
  implements DependencyRisksService
{
  constructor(
    private readonly inner: DefaultDependencyRisksService,
    private readonly scopes: ReadingScopes,
  ) {}

  async listDependencyRisks(
    query: DependencyRiskQuery,
    options: ReadOptions,
  ): Promise<DependencyRiskPage> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.listDependencyRisks(query, scope);
  }

  async *streamDependencyRisks(
    query: DependencyRiskQuery,
    options: ReadOptions,
  ): AsyncGenerator<DependencyRisk[]> {
    const scope = await this.scopes.resolve(options.credentials);
    yield* this.inner.streamDependencyRisks(query, scope);
  }
}
