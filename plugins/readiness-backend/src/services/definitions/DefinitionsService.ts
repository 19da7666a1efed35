import { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import {
  DefinitionList,
  DefinitionsRefresh,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadOptions } from '../reading/ReadOptions';

/**
 * The documents that scorecards and collectors come from.
 */
export interface DefinitionsService {
  /**
   * The documents that are active, with whether they are in use, and what services push.
   *
   * @throws NotAllowedError for a reader who may read no scorecard at all
   */
  listDefinitions(options: ReadOptions): Promise<DefinitionList>;

  /**
   * Reads all documents again and publishes what changed. Calls at the same time share one run, and
   * runs are a few seconds apart.
   *
   * @param options - `request` is noted in the audit log
   * @throws NotAllowedError without the permission to refresh definitions
   */
  refreshDefinitions(
    options: ReadOptions & {
      request?: AuditorServiceCreateEventOptions['request'];
    },
  ): Promise<DefinitionsRefresh>;
}
