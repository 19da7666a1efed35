import {
  Rollup,
  RollupPage,
  RollupQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadingScopes } from '../../permissions';
import { ReadOptions } from '../reading/ReadOptions';
import { DefaultRollupsService } from './DefaultRollupsService';
import { RollupsService } from './RollupsService';

/** Asks what the reader may see, and passes it down. */
export class AuthorizedRollupsService implements RollupsService {
  constructor(
    private readonly inner: DefaultRollupsService,
    private readonly scopes: ReadingScopes,
  ) {}

  async listRollups(
    query: RollupQuery,
    options: ReadOptions,
  ): Promise<RollupPage> {
    const scope = await this.scopes.resolve(options.credentials);
    return this.inner.listRollups(query, scope);
  }

  async *streamRollups(
    query: RollupQuery,
    options: ReadOptions,
  ): AsyncGenerator<Rollup[]> {
    const scope = await this.scopes.resolve(options.credentials);
    yield* this.inner.streamRollups(query, scope);
  }
}
