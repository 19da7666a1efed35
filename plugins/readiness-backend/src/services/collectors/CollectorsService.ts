import { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import { ReadOptions } from '../reading/ReadOptions';

/**
 * Where facts come from, and how well that works.
 */
export interface CollectorsService {
  /**
   * Every collector with its health, those of the catalog first.
   *
   * @throws NotAllowedError without the permission to read problems
   */
  listCollectors(options: ReadOptions): Promise<CollectorHealth[]>;

  /**
   * Makes a collector look at all entities soon, in some replica.
   *
   * @param options - `request` is noted in the audit log
   * @returns its health right after that
   * @throws NotAllowedError without the permission to run collectors
   * @throws NotFoundError for one that is not there, or that never runs
   */
  runCollector(
    id: string,
    options: ReadOptions & {
      request?: AuditorServiceCreateEventOptions['request'];
    },
  ): Promise<CollectorHealth>;
}
