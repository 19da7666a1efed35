import {
  Overview,
  ScorecardRef,
  Standing,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  Monitoring,
  readMonitoring,
} from '../../database/operations/monitoring';
import { OverviewService } from '../overview/OverviewService';
import { ReadOptions } from '../reading/ReadOptions';
import { MetricFamily, MetricSample } from './MetricFamily';

/** So that monitoring is not flooded: each team is a series for each number and scorecard. */
const mostTeams = 500;

/** Numbers of one scorecard. */
interface ScorecardNumbers {
  scorecard: ScorecardRef;
  total: Standing;
  teams: Array<{ ref: string; standing: Standing }>;
}

const nothing: Monitoring = {
  waiting: 0,
  waitingMs: 0,
  collectors: [],
  problems: [],
  reactions: [],
};

/** What there is to read, without reading it. */
export function describeMetrics(options: {
  teamMetrics: boolean;
}): Array<Omit<MetricFamily, 'samples'>> {
  return [
    ...familiesOf([], options.teamMetrics),
    ...machineryFamilies(nothing, new Date(0)),
  ].map(({ name, type, help }) => ({ name, type, help }));
}

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
      ...familiesOf(await this.#scorecards(options), this.#teams),
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

function familiesOf(
  scorecards: readonly ScorecardNumbers[],
  teams: boolean,
): MetricFamily[] {
  return [
    ...organisationFamilies(scorecards),
    ...(teams ? teamFamilies(scorecards) : []),
  ];
}

/** How the machinery is, as numbers. */
function machineryFamilies(state: Monitoring, now: Date): MetricFamily[] {
  const ofCollectors = (
    value: (each: (typeof state.collectors)[number]) => number | null,
  ) =>
    state.collectors.flatMap(each => {
      const number = value(each);
      return number === null
        ? []
        : [{ labels: { collector: each.collector }, value: number }];
    });
  return [
    gauge('evaluation_queue_entities', 'Entities that wait for evaluation.', [
      { labels: {}, value: state.waiting },
    ]),
    gauge(
      'evaluation_queue_lag_seconds',
      'For how long the first of them has waited.',
      [{ labels: {}, value: state.waitingMs / 1_000 }],
    ),
    {
      name: 'collector_runs',
      type: 'counter',
      help: 'Complete runs of a collector over all entities.',
      samples: ofCollectors(each => each.completed),
    },
    gauge(
      'collector_failed_runs',
      'Runs in a row that failed.',
      ofCollectors(each => each.attempt),
    ),
    gauge(
      'collector_observed_entities',
      'Entities of which the last run saw something.',
      ofCollectors(each => each.observed),
    ),
    gauge(
      'collector_failed_entities',
      'Entities that the last run could not observe.',
      ofCollectors(each => each.failed),
    ),
    gauge(
      'collector_age_seconds',
      'Time since the last run ended.',
      ofCollectors(each =>
        each.finishedAt === null
          ? null
          : Math.max(0, now.getTime() - each.finishedAt) / 1_000,
      ),
    ),
    gauge(
      'problems',
      'What could not be read, computed or told.',
      state.problems.map(({ subject, count }) => ({
        labels: { subject },
        value: count,
      })),
    ),
    gauge(
      'reactions_waiting',
      'What has still to be told, by who tells it; outbox: not sorted yet.',
      state.reactions.map(({ reaction, waiting }) => ({
        labels: { reaction },
        value: waiting,
      })),
    ),
    gauge(
      'reactions_put_aside',
      'What could not be told and was given up.',
      state.reactions
        .filter(({ reaction }) => reaction !== 'outbox')
        .map(({ reaction, putAside }) => ({
          labels: { reaction },
          value: putAside,
        })),
    ),
  ];
}
function gauge(
  name: string,
  help: string,
  samples: MetricSample[],
): MetricFamily {
  return { name, type: 'gauge', help, samples };
}

function organisationFamilies(
  scorecards: readonly ScorecardNumbers[],
): MetricFamily[] {
  const each = (
    read: (total: Standing) => Array<{
      labels?: Record<string, string>;
      value: number | null;
    }>,
  ) =>
    scorecards.flatMap(({ scorecard, total }) =>
      read(total).flatMap(({ labels, value }) =>
        value === null
          ? []
          : [{ labels: { scorecard: scorecard.id, ...labels }, value }],
      ),
    );
  return [
    gauge(
      'entities',
      'Entities that count.',
      each(total => [{ value: total.entities }]),
    ),
    gauge(
      'entities_with_target',
      'Entities that have a target level.',
      each(total => [{ value: total.withTarget }]),
    ),
    gauge(
      'entities_on_target',
      'Entities that are on target.',
      each(total => [{ value: total.onTarget }]),
    ),
    gauge(
      'level_entities',
      'Entities on a level; 0: below the first one.',
      each(total =>
        total.levels.map(({ level, entities }) => ({
          labels: { level: String(level) },
          value: entities,
        })),
      ),
    ),
    gauge(
      'adoption_ratio',
      'Passed weight by applicable weight.',
      each(total => [{ value: total.overall.adoption }]),
    ),
    gauge(
      'score_ratio',
      'Passed weight by known weight.',
      each(total => [{ value: total.overall.score }]),
    ),
    gauge(
      'coverage_ratio',
      'Known weight by applicable weight.',
      each(total => [{ value: total.overall.coverage }]),
    ),
    gauge(
      'area_adoption_ratio',
      'Passed weight by applicable weight of an area.',
      each(total =>
        total.areas.map(({ area, share }) => ({
          labels: { area },
          value: share.adoption,
        })),
      ),
    ),
  ];
}

function teamFamilies(scorecards: readonly ScorecardNumbers[]): MetricFamily[] {
  const each = (read: (standing: Standing) => number | null) =>
    scorecards.flatMap(({ scorecard, teams }) =>
      [...teams]
        .sort((a, b) => (a.ref < b.ref ? -1 : 1))
        .slice(0, mostTeams)
        .flatMap(({ ref, standing }) => {
          const value = read(standing);
          return value === null
            ? []
            : [{ labels: { scorecard: scorecard.id, team: ref }, value }];
        }),
    );
  return [
    gauge(
      'team_entities_with_target',
      'Entities of a team, with its child teams, that have a target level.',
      each(standing => standing.withTarget),
    ),
    gauge(
      'team_entities_on_target',
      'Entities of a team, with its child teams, that are on target.',
      each(standing => standing.onTarget),
    ),
    gauge(
      'team_adoption_ratio',
      'Passed weight by applicable weight of a team with its child teams.',
      each(standing => standing.overall.adoption),
    ),
  ];
}
