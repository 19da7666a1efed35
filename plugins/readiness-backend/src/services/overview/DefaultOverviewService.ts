import { parseEntityRef } from '@backstage/catalog-model';
import {
  Overview,
  OverviewQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  OverviewChoices,
  readEvaluationState,
  readOverviewChoices,
  readTeamDirectory,
  TeamDirectory,
} from '../../database/operations/reading';
import { ReadingScope } from '../../permissions';
import {
  findScorecard,
  ReadableScorecards,
} from '../reading/ReadableScorecards';
import { readEntityFilter } from '../reading/readEntityFilter';
import { KeptSums } from '../standing/KeptSums';
import { listTeamGroups, listUnowned } from '../standing/listTeamGroups';
import { readStandings } from '../standing/readStandings';
import { Standings } from '../standing/Standings';

/**
 * Teams by areas, as one reader may see them. Five statements.
 */
export class DefaultOverviewService {
  readonly #knex: Knex;
  readonly #scorecards: ReadableScorecards;
  readonly #clock: { now(): Date };
  readonly #sums: KeptSums;

  constructor(options: {
    knex: Knex;
    sums: KeptSums;
    scorecards: ReadableScorecards;
    clock: { now(): Date };
  }) {
    this.#knex = options.knex;
    this.#scorecards = options.scorecards;
    this.#clock = options.clock;
    this.#sums = options.sums;
  }

  /** @see OverviewService.getOverview */
  async getOverview(
    query: OverviewQuery,
    scope: ReadingScope,
  ): Promise<Overview> {
    const { visibility, ownershipRefs } = scope;
    const scorecards = this.#scorecards.list(scope);
    const scorecard = findScorecard(scorecards, query.scorecard);
    const [standings, directory, state, choices] = await Promise.all([
      readStandings({ knex: this.#knex, sums: this.#sums }, scorecard, {
        visibility,
        tier: query.tier,
        ...readEntityFilter(query),
      }),
      readTeamDirectory(this.#knex, { visibility, ownershipRefs }),
      readEvaluationState(this.#knex, { visibility, now: this.#clock.now() }),
      readOverviewChoices(this.#knex, {
        definitionIds: scorecards.map(({ active }) => active.definitionId),
        visibility,
      }),
    ]);
    const sets = standings.keys();
    const unowned = listUnowned(sets, directory);
    return {
      scorecard: scorecard.ref,
      // One that is about nothing that the reader may see has nothing to show.
      scorecards: scorecards
        .filter(
          each =>
            each === scorecard ||
            choices.definitionIds.has(each.active.definitionId),
        )
        .map(({ ref }) => ref),
      total: standings.sum(sets),
      teams: listTeams(standings, directory),
      unowned: unowned.length > 0 ? standings.sum(unowned) : null,
      evaluation: {
        waiting: state.waiting,
        firstRunComplete: state.firstRunComplete,
        evaluatedAt: state.evaluatedAt?.toISOString() ?? null,
      },
      filters: {
        domains: listDomains(choices.domains),
        lifecycles: choices.lifecycles,
      },
    };
  }
}

function listTeams(
  standings: Standings,
  directory: TeamDirectory,
): Overview['teams'] {
  return listTeamGroups(standings.keys(), directory)
    .map(({ ownerSetIds, ...team }) => ({
      ...team,
      standing: standings.sum(ownerSetIds),
    }))
    .sort(
      (a, b) =>
        Number(b.mine) - Number(a.mine) ||
        b.standing.tier1BelowTarget - a.standing.tier1BelowTarget ||
        a.team.title.localeCompare(b.team.title, 'en') ||
        (a.team.ref < b.team.ref ? -1 : 1),
    );
}

function listDomains(
  domains: OverviewChoices['domains'],
): Overview['filters']['domains'] {
  return domains
    .map(({ ref, title }) => ({
      ref,
      title: title ?? parseEntityRef(ref).name,
    }))
    .sort(
      (a, b) =>
        a.title.localeCompare(b.title, 'en') || (a.ref < b.ref ? -1 : 1),
    );
}
