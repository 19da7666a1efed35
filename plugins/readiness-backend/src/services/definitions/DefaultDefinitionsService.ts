import {
  ActiveDefinition,
  DefinitionsRefresh,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { selectActiveDefinitions } from '../../database/operations/definitions';
import { listStoredProblems } from '../../database/operations/reading';
import { ReadingScope } from '../../permissions';
import { toProblemItem } from '../problems/toProblemItem';
import { ReadableScorecards } from '../reading/ReadableScorecards';
import { RefreshableDefinitions } from './RefreshableDefinitions';

const maxProblems = 500;

/** Documents as one reader may see them. Two statements after the run. */
export class DefaultDefinitionsService {
  readonly #knex: Knex;
  readonly #definitions: RefreshableDefinitions;
  readonly #scorecards: ReadableScorecards;

  constructor(options: {
    knex: Knex;
    definitions: RefreshableDefinitions;
    scorecards: ReadableScorecards;
  }) {
    this.#knex = options.knex;
    this.#definitions = options.definitions;
    this.#scorecards = options.scorecards;
  }

  /**
   * @param options - `by`: user ref, whose the new versions are; `withProblems`: the reader may read
   *   problems
   * @see DefinitionsService.refreshDefinitions
   */
  async refreshDefinitions(
    scope: ReadingScope,
    options: { by?: string; withProblems: boolean },
  ): Promise<DefinitionsRefresh> {
    await this.#definitions.refreshOnDemand({ by: options.by });
    const readable = this.#scorecards.list(scope);
    const names = new Set(readable.map(({ ref }) => ref.id));
    const [collectors, problems] = await Promise.all([
      selectActiveDefinitions(this.#knex, { kind: 'Collector' }),
      options.withProblems
        ? listStoredProblems(this.#knex, {
            visibility: scope.visibility,
            subject: 'definition',
            limit: maxProblems,
          })
        : [],
    ]);
    return {
      active: [
        ...readable.map(
          ({ active }): ActiveDefinition => ({
            kind: 'Scorecard',
            name: active.compiled.name,
            version: active.version,
            contentHash: active.compiled.contentHash,
            source: active.source,
            createdBy: active.createdBy,
            createdAt: active.createdAt.toISOString(),
          }),
        ),
        ...collectors.map(
          (row): ActiveDefinition => ({
            kind: 'Collector',
            name: row.name,
            version: row.version,
            contentHash: row.content_hash,
            source: row.source,
            createdBy: row.created_by,
            createdAt: new Date(Number(row.created_at)).toISOString(),
          }),
        ),
      ],
      comparing: this.#definitions.comparing().filter(name => names.has(name)),
      problems: problems.map(problem =>
        toProblemItem(problem, problem.entity_ref),
      ),
    };
  }
}
