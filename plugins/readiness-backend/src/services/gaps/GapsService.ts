import {
  GapList,
  GapQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadOptions } from '../reading/ReadOptions';

/**
 * Which fixes bring most.
 */
export interface GapsService {
  /**
   * @throws InputError for a filter that cannot be read
   * @throws NotFoundError for a scorecard or owner that does not exist or that the reader may not see
   * @throws NotAllowedError for a reader who may read no scorecard at all
   */
  listGaps(query: GapQuery, options: ReadOptions): Promise<GapList>;
}
