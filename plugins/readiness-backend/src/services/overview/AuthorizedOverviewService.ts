import {
  Overview,
  OverviewQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadingScopes } from '../../permissions';
import { ReadOptions } from '../reading/ReadOptions';
import { DefaultOverviewService } from './DefaultOverviewService';
import { OverviewService } from './OverviewService';

/** Asks what the reader may see, and passes it down. */
export class AuthorizedOverviewService implements OverviewService {
  constructor(
    private readonly inner: DefaultOverviewService,
    private readonly scopes: ReadingScopes,
  ) {}

  async getOverview(
    query: OverviewQuery,
    options: ReadOptions,
  ): Promise<Overview> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.getOverview(query, scope);
  }
}
