import {
  GapList,
  GapQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadingScopes } from '../../permissions';
import { ReadOptions } from '../reading/ReadOptions';
import { DefaultGapsService } from './DefaultGapsService';
import { GapsService } from './GapsService';

/** Asks what the reader may see, and passes it down. */
export class AuthorizedGapsService implements GapsService {
  constructor(
    private readonly inner: DefaultGapsService,
    private readonly scopes: ReadingScopes,
  ) {}

  async listGaps(query: GapQuery, options: ReadOptions): Promise<GapList> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.listGaps(query, scope);
  }
}
