import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  HistoryApi,
  ReadinessApi,
  RollupApi,
} from '@team-readiness/backstage-plugin-readiness-common';

/**
 * What Readiness tells one caller.
 *
 * @public
 */
export interface ReadinessServiceApi extends ReadinessApi {
  /** How things went, and why. */
  readonly history: HistoryApi;
  /** Results summed up, and what is worth doing first. */
  readonly rollups: RollupApi;
}

/**
 * Readiness for other backend plugins.
 *
 * @public
 */
export interface ReadinessService {
  /**
   * @param credentials - On whose behalf it is asked: of the request at hand, or the plugin's own
   *   (`auth.getOwnServiceCredentials()`). Answers hold what these may see, as everywhere.
   * @returns What it answers them. Each call is one request; it throws `ResponseError` when the backend refuses,
   *   and `AuthenticationError` for credentials in whose name nobody can ask.
   */
  withCredentials(credentials: BackstageCredentials): ReadinessServiceApi;
}
