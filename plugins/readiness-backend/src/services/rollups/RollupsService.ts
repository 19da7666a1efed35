import {
  Rollup,
  RollupPage,
  RollupQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadOptions } from '../reading/ReadOptions';

/**
 * Results summed over teams, systems, domains, or what entities have in common.
 */
export interface RollupsService {
  /**
   * @throws InputError for a filter or cursor that cannot be read
   * @throws NotFoundError for a scorecard or owner that does not exist or that the reader may not see
   * @throws NotAllowedError for a reader who may read no scorecard at all
   */
  listRollups(query: RollupQuery, options: ReadOptions): Promise<RollupPage>;

  /**
   * The whole list in pages of at most 500, in the same order; `limit` and `cursor` are ignored.
   *
   * @throws as `listRollups`, before the first page
   */
  streamRollups(
    query: RollupQuery,
    options: ReadOptions,
  ): AsyncIterable<Rollup[]>;
}
