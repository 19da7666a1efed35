import {
  Overview,
  OverviewQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadOptions } from '../reading/ReadOptions';

/**
 * Teams by areas.
 */
export interface OverviewService {
  /**
   * @throws NotFoundError for a scorecard that does not exist or that the reader may not read
   * @throws NotAllowedError for a reader who may read no scorecard at all
   */
  getOverview(query: OverviewQuery, options: ReadOptions): Promise<Overview>;
}
