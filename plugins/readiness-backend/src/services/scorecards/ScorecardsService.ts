import {
  ScorecardDetails,
  ScorecardVersionPage,
  ScorecardVersionQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadOptions } from '../reading/ReadOptions';

/**
 * Scorecards with their checks and the adoption of each.
 */
export interface ScorecardsService {
  /** @throws NotAllowedError for a reader who may read no scorecard at all */
  listScorecards(options: ReadOptions): Promise<ScorecardDetails[]>;

  /**
   * @throws NotFoundError for a scorecard that does not exist or that the reader may not read
   * @throws NotAllowedError for a reader who may read no scorecard at all
   */
  getScorecard(id: string, options: ReadOptions): Promise<ScorecardDetails>;

  /**
   * Versions with what each asks otherwise than the one before, the latest first.
   *
   * @throws InputError for a cursor that cannot be read
   * @throws NotFoundError and NotAllowedError as `getScorecard`
   */
  listVersions(
    id: string,
    query: ScorecardVersionQuery,
    options: ReadOptions,
  ): Promise<ScorecardVersionPage>;
}
