import {
  CheckDetails,
  CheckResultItem,
  CheckResultPage,
  CheckResultQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadOptions } from '../reading/ReadOptions';

/** The identity of a check. */
export interface CheckName {
  scorecard: string;
  id: string;
}

/**
 * One check with its adoption, and the entities behind the number.
 */
export interface ChecksService {
  /**
   * @throws NotFoundError for a check that does not exist or that the reader may not read
   * @throws NotAllowedError for a reader who may read no scorecard at all
   */
  getCheck(check: CheckName, options: ReadOptions): Promise<CheckDetails>;

  /**
   * @throws InputError for a filter or cursor that cannot be read
   * @throws NotFoundError for a check or team that does not exist or that the reader may not see
   * @throws NotAllowedError for a reader who may read no scorecard at all
   */
  listCheckResults(
    check: CheckName,
    query: CheckResultQuery,
    options: ReadOptions,
  ): Promise<CheckResultPage>;

  /**
   * The whole list in pages of at most 500, in the same order; `limit` and `cursor` are ignored.
   *
   * @throws as `listCheckResults`, before the first page
   */
  streamCheckResults(
    check: CheckName,
    query: CheckResultQuery,
    options: ReadOptions,
  ): AsyncIterable<CheckResultItem[]>;
}
