import {
  ScorecardDetails,
  ScorecardVersionPage,
  ScorecardVersionQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadingScopes } from '../../permissions';
import { ReadOptions } from '../reading/ReadOptions';
import { DefaultScorecardsService } from './DefaultScorecardsService';
import { ScorecardsService } from './ScorecardsService';

/** Asks what the reader may see, and passes it down. */
export class AuthorizedScorecardsService implements ScorecardsService {
  constructor(
    private readonly inner: DefaultScorecardsService,
    private readonly scopes: ReadingScopes,
  ) {}

  async listScorecards({
    credentials,
  }: ReadOptions): Promise<ScorecardDetails[]> {
    const [scope, withProblems] = await Promise.all([
      this.scopes.resolve(credentials),
      this.scopes.mayReadProblems(credentials),
    ]);
    return this.inner.listScorecards(scope, { withProblems });
  }

  async getScorecard(
    id: string,
    { credentials }: ReadOptions,
  ): Promise<ScorecardDetails> {
    const [scope, withProblems] = await Promise.all([
      this.scopes.resolve(credentials),
      this.scopes.mayReadProblems(credentials),
    ]);
    return this.inner.getScorecard(id, scope, { withProblems });
  }

  async listVersions(
    id: string,
    query: ScorecardVersionQuery,
    { credentials }: ReadOptions,
  ): Promise<ScorecardVersionPage> {
    const scope = await this.scopes.resolve(credentials);
    return this.inner.listVersions(id, query, scope);
  }
}
