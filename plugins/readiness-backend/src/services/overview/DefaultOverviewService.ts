import {
  Overview,
  OverviewQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  DirectoryGroup,
  readEvaluationState,
  readTeamDirectory,
  readUsedDefinitions,
  TeamDirectory,
} from '../../database/operations/reading';
import { ReadingScope } from '../../permissions';
import {
  findScorecard,
  ReadableScorecards,
} from '../reading/ReadableScorecards';
import { readEntityFilter } from '../reading/readEntityFilter';
import { readStandings, Standings } from '../standing/readStandings';

/** Groups of this type are shown even without an entity. */
const teamType = 'team';

/**
 * Teams by areas, as one reader may see them. Five statements.
 */
export class DefaultOverviewService {
  readonly #knex: Knex;
  readonly #scorecards: ReadableScorecards;
  readonly #clock: { now(): Date };

  constructor(options: {
    knex: Knex;
    scorecards: ReadableScorecards;
    clock: { now(): Date };
  }) {
    this.#knex = options.knex;
    this.#scorecards = options.scorecards;
    this.#clock = options.clock;
  }

  /** @see OverviewService.getOverview */
  async getOverview(
    query: OverviewQuery,
    scope: ReadingScope,
  ): Promise<Overview> {
    const { visibility, ownershipRefs } = scope;
    const scorecards = this.#scorecards.list(scope);
    const scorecard = findScorecard(scorecards, query.scorecard);
    const [standings, directory, state, used] = await Promise.all([
      readStandings(this.#knex, scorecard, {
        visibility,
        tier: query.tier,
        ...readEntityFilter(query),
      }),
      readTeamDirectory(this.#knex, { visibility, ownershipRefs }),
      readEvaluationState(this.#knex, { visibility, now: this.#clock.now() }),
      readUsedDefinitions(this.#knex, {
        definitionIds: scorecards.map(({ active }) => active.definitionId),
        visibility,
      }),
    ]);
    const sets = standings.ownerSets();
    const unowned = sets.filter(id => !directory.ownedSets.has(id));
    return {
      scorecard: scorecard.ref,
      // One that is about nothing that the reader may see has nothing to show.
      scorecards: scorecards
        .filter(
          each => each === scorecard || used.has(each.active.definitionId),
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
    };
  }
}

function listTeams(
  standings: Standings,
  directory: TeamDirectory,
): Overview['teams'] {
  const visible = new Set(directory.groups.map(group => group.ref));
  const withEntities = new Set(standings.ownerSets());
  const setsByTeam = new Map<string, number[]>();
  for (const { teamRef, ownerSetId } of directory.memberships) {
    if (withEntities.has(ownerSetId)) {
      const sets = setsByTeam.get(teamRef) ?? [];
      sets.push(ownerSetId);
      setsByTeam.set(teamRef, sets);
    }
  }
  const childTeams = new Map<string, number>();
  for (const { parentRef } of directory.groups) {
    if (parentRef !== null) {
      childTeams.set(parentRef, (childTeams.get(parentRef) ?? 0) + 1);
    }
  }
  const isShown = (group: DirectoryGroup) =>
    setsByTeam.has(group.ref) || group.type === teamType;
  return directory.groups
    .filter(isShown)
    .map(group => ({
      team: {
        ref: group.ref,
        title: group.title ?? group.name,
        parentRef:
          group.parentRef !== null && visible.has(group.parentRef)
            ? group.parentRef
            : null,
      },
      mine: directory.mine.has(group.ref),
      childTeams: childTeams.get(group.ref) ?? 0,
      standing: standings.sum(setsByTeam.get(group.ref) ?? []),
    }))
    .sort(
      (a, b) =>
        Number(b.mine) - Number(a.mine) ||
        b.standing.tier1BelowTarget - a.standing.tier1BelowTarget ||
        a.team.title.localeCompare(b.team.title, 'en') ||
        (a.team.ref < b.team.ref ? -1 : 1),
    );
}
