import {
  ProblemPage,
  ProblemQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadOptions } from '../reading/ReadOptions';

/**
 * What is broken, and the state of each collector.
 */
export interface ProblemsService {
  /**
   * Problems of entities that the reader may not see are left out and not counted.
   *
   * @throws InputError for a cursor that cannot be read
   * @throws NotAllowedError without the permission to read problems
   */
  listProblems(query: ProblemQuery, options: ReadOptions): Promise<ProblemPage>;
}
