import {
  ProblemItem,
  ScorecardDetails,
  ScorecardVersionPage,
  ScorecardVersionQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { listStoredProblems } from '../../database/operations/reading';
import { ReadingScope } from '../../permissions';
import { toProblemItem } from '../problems/toProblemItem';
import { isProblemOf } from '../../definitions/sourceList';
import {
  findScorecard,
  ReadableScorecard,
  ReadableScorecards,
} from '../reading/ReadableScorecards';
import { listScorecardVersions } from './listScorecardVersions';
import { CheckSummaries, readCheckSummaries } from './readCheckSummaries';

const maxProblems = 500;

/**
 * Scorecards as one reader may see them. At most four statements, whatever
 * their number.
 */
export class DefaultScorecardsService {
  readonly #knex: Knex;
  readonly #scorecards: ReadableScorecards;
  readonly #clock: { now(): Date };

  constructor(options: {
    knex: Knex;
    scorecards: ReadableScorecards;
    clock: { now(): Date };
  }) {
    this.#knex = options.knex;
    this.#scorecards = options.scorecards;
    this.#clock = options.clock;
  }

  /**
   * @param options - `withProblems`: the reader may read problems
   * @see ScorecardsService.listScorecards
   */
  async listScorecards(
    scope: ReadingScope,
    options: { withProblems: boolean },
  ): Promise<ScorecardDetails[]> {
    return this.#read(this.#scorecards.list(scope), scope, options);
  }

  /**
   * @param options - `withProblems`: the reader may read problems
   * @see ScorecardsService.getScorecard
   */
  async getScorecard(
    id: string,
    scope: ReadingScope,
    options: { withProblems: boolean },
  ): Promise<ScorecardDetails> {
    const scorecard = findScorecard(this.#scorecards.list(scope), id);
    const [details] = await this.#read([scorecard], scope, options);
    return details;
  }

  /** @see ScorecardsService.listVersions */
  async listVersions(
    id: string,
    query: ScorecardVersionQuery,
    scope: ReadingScope,
  ): Promise<ScorecardVersionPage> {
    const scorecard = findScorecard(this.#scorecards.list(scope), id);
    return listScorecardVersions(this.#knex, {
      name: scorecard.ref.id,
      query,
      isShown: this.#scorecards.stagesOf(scope, scorecard),
    });
  }

  async #read(
    scorecards: readonly ReadableScorecard[],
    scope: ReadingScope,
    options: { withProblems: boolean },
  ): Promise<ScorecardDetails[]> {
    if (scorecards.length === 0) {
      return [];
    }
    const [summaries, problems] = await Promise.all([
      readCheckSummaries(this.#knex, {
        scorecards,
        scope,
        now: this.#clock.now(),
      }),
      options.withProblems
        ? listStoredProblems(this.#knex, {
            visibility: scope.visibility,
            subject: 'definition',
            limit: maxProblems,
          })
        : [],
    ]);
    return scorecards.map(scorecard =>
      toDetails(
        scorecard,
        summaries,
        problems
          .filter(problem =>
            isProblemOf(problem, {
              name: scorecard.ref.id,
              source: scorecard.active.source,
            }),
          )
          .map(problem => toProblemItem(problem, problem.entity_ref)),
      ),
    );
  }
}

function toDetails(
  scorecard: ReadableScorecard,
  summaries: CheckSummaries,
  problems: ProblemItem[],
): ScorecardDetails {
  const { version, source, owner, compiled, createdAt, createdBy } =
    scorecard.active;
  const { metadata, spec } = compiled.document;
  return {
    id: metadata.name,
    title: metadata.title,
    description: metadata.description,
    owner,
    stage: spec.stage,
    version,
    contentHash: compiled.contentHash,
    source,
    createdBy,
    createdAt: createdAt.toISOString(),
    levels: [...spec.levels].sort((a, b) => a.level - b.level),
    params: spec.params,
    checks: summaries.list(scorecard),
    exemptions: spec.exemptions.length,
    problems,
  };
}
