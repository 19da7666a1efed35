import {
  DependencyRiskPage,
  GapList,
  RollupApi,
  RollupPage,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Answer } from './InMemoryHistoryApi';
import { dependencyRisks, gaps, rollups } from './rollupExamples';

/** The sums of a small organisation in memory. CSV has the header only. */
export class InMemoryRollupApi implements RollupApi {
  rollups: RollupPage = rollups;
  gaps: GapList = gaps;
  dependencyRisks: DependencyRiskPage = dependencyRisks;
  readonly #answer: Answer;

  constructor(answer: Answer) {
    this.#answer = answer;
  }

  async listRollups(query: unknown) {
    return this.#answer('listRollups', query, this.rollups);
  }

  async exportRollups(query: unknown) {
    return this.#answer('exportRollups', query, 'key\r\n');
  }

  async listGaps(query?: unknown) {
    return this.#answer('listGaps', query, this.gaps);
  }

  async exportGaps(query?: unknown) {
    return this.#answer('exportGaps', query, 'check\r\n');
  }

  async listDependencyRisks(query?: unknown) {
    return this.#answer('listDependencyRisks', query, this.dependencyRisks);
  }

  async exportDependencyRisks(query?: unknown) {
    return this.#answer('exportDependencyRisks', query, 'entity\r\n');
  }
}
