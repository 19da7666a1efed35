import { NotAllowedError } from '@backstage/errors';
import {
  ProblemPage,
  ProblemQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadingScopes } from '../../permissions';
import { ReadOptions } from '../reading/ReadOptions';
import { DefaultProblemsService } from './DefaultProblemsService';
import { ProblemsService } from './ProblemsService';

/** Asks what the reader may see, and passes it down. */
export class AuthorizedProblemsService implements ProblemsService {
  constructor(
    private readonly inner: DefaultProblemsService,
    private readonly scopes: ReadingScopes,
  ) {}

  async listProblems(
    query: ProblemQuery,
    { credentials }: ReadOptions,
  ): Promise<ProblemPage> {
    if (!(await this.scopes.mayReadProblems(credentials))) {
      throw new NotAllowedError('You may not read problems');
    }
    const scope = await this.scopes.resolve(credentials);
    return this.inner.listProblems(query, scope);
  }
}
