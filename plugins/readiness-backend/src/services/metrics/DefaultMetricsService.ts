import { Overview } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import { readMonitoring } from '../../database/operations/monitoring';
import { OverviewService } from '../overview/OverviewService';
import { ReadOptions } from '../reading/ReadOptions';
import { machineryFamilies } from './machineryFamilies';
import { MetricFamily } from './MetricFamily';
import { ScorecardNumbers, standingFamilies } from './standingFamilies';

/**
 * Numbers for monitoring, from what the overview shows and from the tables of the machinery.
 */
export class DefaultMetricsService {
  readonly #knex: Knex;
  readonly #overview: OverviewService;
  readonly #clock: { now(): Date };
  readonly #teams: boolean;

  constructor(options: {
    knex: Knex;
    overview: OverviewService;
    clock: { now(): Date };
    /** Numbers of each team too. */
    teamMetrics: boolean;
  }) {
    this.#knex = options.knex;
    this.#overview = options.overview;
    this.#clock = options.clock;
    this.#teams = options.teamMetrics;
  }

  /** @see MetricsService.readMetrics */
  async readMetrics(options: ReadOptions): Promise<MetricFamily[]> {
    const now = this.#clock.now();
    return [
      ...standingFamilies(await this.#scorecards(options), this.#teams),
      ...machineryFamilies(await readMonitoring(this.#knex, { now }), now),
    ];
  }

  /** Empty where there is no scorecard. */
  async #scorecards(options: ReadOptions): Promise<ScorecardNumbers[]> {
    const numbers: ScorecardNumbers[] = [];
    const names: Array<string | undefined> = [undefined];
    for (const name of names) {
      const overview = await this.#overviewOf(name, options);
      if (!overview) {
        continue;
      }
      const { scorecard, scorecards, total, teams } = overview;
      if (name === undefined) {
        names.push(
          ...scorecards.map(({ id }) => id).filter(id => id !== scorecard.id),
        );
      }
      numbers.push({
        scorecard,
        total,
        teams: teams.map(({ team: { ref }, standing }) => ({ ref, standing })),
      });
    }
    return numbers;
  }

  async #overviewOf(
    scorecard: string | undefined,
    options: ReadOptions,
  ): Promise<Overview | undefined> {
    try {
      return await this.#overview.getOverview({ scorecard }, options);
    } catch (error) {
      if (error instanceof Error && error.name === 'NotFoundError') {
        return undefined;
      }
      throw error;
    }
  }
}
