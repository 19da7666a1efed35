import {
  DependencyRisk,
  DependencyRiskPage,
  DependencyRiskQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadOptions } from '../reading/ReadOptions';

/**
 * Entities of one tier, the first unless another is asked for, that lean on weaker ones.
 */
export interface DependencyRisksService {
  /**
   * @throws InputError for a filter or cursor that cannot be read
   * @throws NotFoundError for a scorecard or owner that does not exist or that the reader may not see
   * @throws NotAllowedError for a reader who may read no scorecard at all
   */
  listDependencyRisks(
    query: DependencyRiskQuery,
    options: ReadOptions,
  ): Promise<DependencyRiskPage>;

  /**
   * The whole list in pages, in the same order; `limit` and `cursor` are ignored.
   *
   * @throws as `listDependencyRisks`, before the first page
   */
  streamDependencyRisks(
    query: DependencyRiskQuery,
    options: ReadOptions,
  ): AsyncIterable<DependencyRisk[]>;
}
