import {
  Gap,
  GapList,
  GapQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  countHidden,
  readOpenGates,
  readTeamDirectory,
  TeamDirectory,
} from '../../database/operations/reading';
import { ReadingScope } from '../../permissions';
import { findOwners } from '../reading/findOwner';
import { readEntityFilter } from '../reading/readEntityFilter';
import {
  findScorecard,
  ReadableScorecards,
} from '../reading/ReadableScorecards';
import { KeptSums } from '../standing/KeptSums';
import {
  listGates,
  listOpenFixes,
  OwnerSetFix,
  rankFixes,
} from '../teams/rankFixes';

const defaultLimit = 50;
const shownTeams = 5;

/**
 * Fixes as one reader may see them. Four statements: the owner of the filter, what is open, teams, and how many
 * are hidden.
 */
export class DefaultGapsService {
  readonly #knex: Knex;
  readonly #sums: KeptSums;
  readonly #scorecards: ReadableScorecards;

  constructor(options: {
    knex: Knex;
    sums: KeptSums;
    scorecards: ReadableScorecards;
  }) {
    this.#knex = options.knex;
    this.#sums = options.sums;
    this.#scorecards = options.scorecards;
  }

  /** @see GapsService.listGaps */
  async listGaps(query: GapQuery, scope: ReadingScope): Promise<GapList> {
    const { visibility } = scope;
    const scorecard = findScorecard(
      this.#scorecards.list(scope),
      query.scorecard,
    );
    const { definitionId } = scorecard.active;
    const owner = await findOwners(this.#knex, { text: query.owner, scope });
    const selection = {
      definitionId,
      visibility,
      owner,
      tier: query.tier,
      ...readEntityFilter(query),
      gates: listGates(scorecard),
    };
    const [open, directory, hidden] = await Promise.all([
      this.#sums.keep(
        { ...selection, what: 'gates' },
        () => readOpenGates(this.#knex, selection),
        ({ gates, narrowed }) => gates.length + narrowed.length,
      ),
      readTeamDirectory(this.#knex, { visibility, ownershipRefs: [] }),
      countHidden(this.#knex, { definitionId, visibility, owner }),
    ]);
    const fixes = listOpenFixes(scorecard, open);
    const teams = teamsByCheck(fixes, directory);
    return {
      scorecard: scorecard.ref,
      items: rankFixes(scorecard, fixes)
        .filter(({ area }) => query.area === undefined || area === query.area)
        .slice(0, query.limit ?? defaultLimit)
        .map(fix => ({
          fix,
          perHour: Math.round((fix.lifted / fix.effort) * 1e6) / 1e6,
          teams: teams.get(fix.checkId) ?? [],
        })),
      hidden,
    };
  }
}

/**
 * The visible groups that own most of the entities for which a check is open,
 * by themselves: of a parent those of its child teams are not counted.
 */
function teamsByCheck(
  fixes: readonly OwnerSetFix[],
  directory: TeamDirectory,
): Map<string, Gap['teams']> {
  const owners = new Map<number, string[]>();
  for (const { ownerSetId, teamRef, direct } of directory.memberships) {
    if (direct) {
      owners.set(ownerSetId, [...(owners.get(ownerSetId) ?? []), teamRef]);
    }
  }
  const groups = new Map(directory.groups.map(group => [group.ref, group]));
  const counts = new Map<string, Map<string, number>>();
  for (const { checkId, ownerSetId, entities } of fixes) {
    const ofCheck = counts.get(checkId) ?? new Map<string, number>();
    counts.set(checkId, ofCheck);
    for (const ref of owners.get(ownerSetId) ?? []) {
      ofCheck.set(ref, (ofCheck.get(ref) ?? 0) + entities);
    }
  }
  return new Map(
    [...counts].map(([checkId, ofCheck]) => [
      checkId,
      [...ofCheck]
        .flatMap(([ref, entities]) => {
          const group = groups.get(ref);
          const title = group && (group.title ?? group.name);
          return title === undefined
            ? []
            : [{ team: { ref, title }, entities }];
        })
        .sort(
          (a, b) =>
            b.entities - a.entities ||
            a.team.title.localeCompare(b.team.title, 'en') ||
            (a.team.ref < b.team.ref ? -1 : 1),
        )
        .slice(0, shownTeams),
    ]),
  );
}
