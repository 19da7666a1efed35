import {
  ScorecardRef,
  Standing,
} from '@team-readiness/backstage-plugin-readiness-common';
import { gauge, MetricFamily } from './MetricFamily';

/** So that monitoring is not flooded: each team is a series for each number and scorecard. */
const mostTeams = 500;

/** Numbers of one scorecard. */
export interface ScorecardNumbers {
  scorecard: ScorecardRef;
  total: Standing;
  teams: Array<{ ref: string; standing: Standing }>;
}

/**
 * Where the entities of the organisation stand, as numbers of each scorecard.
 *
 * @param teams - `true`: of each team as well.
 */
export function standingFamilies(
  scorecards: readonly ScorecardNumbers[],
  teams: boolean,
): MetricFamily[] {
  return [
    ...organisationFamilies(scorecards),
    ...(teams ? teamFamilies(scorecards) : []),
  ];
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
