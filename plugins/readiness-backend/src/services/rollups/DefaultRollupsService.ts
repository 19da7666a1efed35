import {
  holdsWords,
  Rollup,
  RollupPage,
  RollupQuery,
  Standing,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  GroupKey,
  GroupLevel,
  GroupOutcome,
  readGroupEntities,
  readGroupLevels,
  readGroupOutcomes,
  readTeamDirectory,
  ScoreGrouping,
  ScoreSelection,
} from '../../database/operations/reading';
import { ReadingScope } from '../../permissions';
import { findOwnerOrUnowned } from '../reading/findOwner';
import { readEntityFilter } from '../reading/readEntityFilter';
import {
  findScorecard,
  ReadableScorecard,
  ReadableScorecards,
} from '../reading/ReadableScorecards';
import { toOutcomeCounts } from '../scorecards/toOutcomeCounts';
import { KeptSums } from '../standing/KeptSums';
import { listTeamGroups, listUnowned } from '../standing/listTeamGroups';
import { countingChecks, missingCheckKeys } from '../standing/missingChecks';
import { isCounted, readAreas } from '../standing/readStandings';
import { Standings } from '../standing/Standings';
import { listFieldGroups } from './listFieldGroups';
import { RollupGroup } from './RollupGroup';
import { RollupOrder } from './RollupOrder';

const defaultLimit = 50;
const streamedAtOnce = 500;

/** A whole list, sorted, before the outcomes of a page of it are read. */
interface RollupList {
  scorecard: ReadableScorecard;
  selection: Omit<ScoreSelection, 'definitionId'>;
  by: ScoreGrouping;
  groups: RollupGroup[];
  hidden: number;
}

/**
 * Sums as one reader may see them. Five statements a page: the owner of the filter, weights, levels, what the
 * groups are, and the outcomes of those on the page.
 */
export class DefaultRollupsService {
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

  /** @see RollupsService.listRollups */
  async listRollups(
    query: RollupQuery,
    scope: ReadingScope,
  ): Promise<RollupPage> {
    const scorecard = this.#findScorecard(query, scope);
    const order = new RollupOrder(query);
    const { cursor: text, limit = defaultLimit, format: _, ...filter } = query;
    const cursor = order.cursor({
      ...filter,
      definitionId: scorecard.active.definitionId,
    });
    const after = cursor.decode(text);
    const list = await this.#readList(scorecard, query, scope, order);
    const rest = after
      ? list.groups.filter(
          group => order.compare(order.keyOf(group), after) > 0,
        )
      : list.groups;
    const page = rest.slice(0, limit);
    return {
      by: query.by,
      scorecard: scorecard.ref,
      items: await this.#toRollups(list, page),
      hidden: list.hidden,
      nextCursor:
        rest.length > limit
          ? cursor.encode(order.keyOf(page[limit - 1]))
          : null,
    };
  }

  /** @see RollupsService.streamRollups */
  async *streamRollups(
    query: RollupQuery,
    scope: ReadingScope,
  ): AsyncGenerator<Rollup[]> {
    const list = await this.#readList(
      this.#findScorecard(query, scope),
      query,
      scope,
      new RollupOrder(query),
    );
    for (let from = 0; from < list.groups.length; from += streamedAtOnce) {
      const page = list.groups.slice(from, from + streamedAtOnce);
      yield await this.#toRollups(list, page);
    }
  }

  #findScorecard(query: RollupQuery, scope: ReadingScope): ReadableScorecard {
    return findScorecard(this.#scorecards.list(scope), query.scorecard);
  }

  async #readList(
    scorecard: ReadableScorecard,
    query: RollupQuery,
    scope: ReadingScope,
    order: RollupOrder,
  ): Promise<RollupList> {
    const { visibility, ownershipRefs } = scope;
    const { search, by: field, ...filters } = query;
    const owner = await findOwnerOrUnowned(this.#knex, {
      text: query.owner,
      visibility,
    });
    const selection = {
      visibility,
      tier: query.tier,
      // What is searched for is a group, and not an entity in it.
      ...readEntityFilter({ ...filters, kind: undefined, type: undefined }),
      owner,
    };
    const by = field === 'team' ? 'ownerSet' : field;
    const isFiltered = [
      query.tier,
      query.lifecycle,
      query.system,
      query.domain,
      query.owner,
    ].some(value => value !== undefined);
    const reading = { knex: this.#knex, sums: this.#sums };
    const [areas, levels, findGroups] = await Promise.all([
      readAreas(reading, scorecard, { ...selection, by }),
      this.#readLevels(scorecard, { ...selection, by }),
      by === 'ownerSet'
        ? readTeamDirectory(this.#knex, {
            visibility,
            ownershipRefs,
            within: owner?.kind === 'team' ? owner.ref : undefined,
          }).then(
            directory => (standings: Standings) =>
              listTeams(standings, directory, isFiltered),
          )
        : this.#readEntities(by, visibility).then(
            entities => (standings: Standings) =>
              listFieldGroups(standings, { entities, isFiltered }),
          ),
    ]);
    const standings = new Standings(scorecard, { areas, levels, outcomes: [] });
    return {
      scorecard,
      selection,
      by,
      groups: findGroups(standings)
        .filter(
          ({ key, title }) =>
            search === undefined || holdsWords(search, { ref: key, title }),
        )
        .map(group => ({ group, place: order.keyOf(group) }))
        .sort((a, b) => order.compare(a.place, b.place))
        .map(({ group }) => group),
      hidden: levels
        .filter(({ standing }) => standing === 'hidden')
        .reduce((sum, { count }) => sum + count, 0),
    };
  }

  #readLevels(
    scorecard: ReadableScorecard,
    selection: Omit<ScoreSelection, 'definitionId'> & { by: ScoreGrouping },
  ): Promise<GroupLevel[]> {
    const { definitionId } = scorecard.active;
    const options = { ...selection, definitionId };
    const read = () => readGroupLevels(this.#knex, options);
    return isCounted(options)
      ? read()
      : this.#sums.keep(
          { ...options, what: 'levels' },
          read,
          rows => rows.length,
        );
  }

  async #readEntities(
    by: ScoreGrouping,
    visibility: ReadingScope['visibility'],
  ) {
    return by === 'system' || by === 'domain'
      ? readGroupEntities(this.#knex, { by, visibility })
      : [];
  }

  async #toRollups(
    { scorecard, selection, by }: RollupList,
    page: readonly RollupGroup[],
  ): Promise<Rollup[]> {
    const options = {
      ...selection,
      by,
      definitionId: scorecard.active.definitionId,
      groups: [...new Set(page.flatMap(({ groups }) => groups))],
      checkKeys: countingChecks(scorecard).map(({ key }) => key),
      singleKeys: missingCheckKeys(scorecard),
    };
    const read = () => readGroupOutcomes(this.#knex, options);
    const rows = isCounted(options)
      ? await read()
      : await this.#sums.keep(
          { ...options, what: 'outcomes' },
          read,
          ({ length }) => length,
        );
    const failing = new Standings(scorecard, {
      areas: [],
      levels: [],
      outcomes: rows,
    });
    const byGroup = new Map<GroupKey, GroupOutcome[]>();
    for (const row of rows.filter(({ checkKey }) => checkKey === null)) {
      byGroup.set(row.key, [...(byGroup.get(row.key) ?? []), row]);
    }
    // Whose the hidden ones of a system are is not told of them.
    const isCrossed = by !== 'ownerSet' && selection.owner !== undefined;
    return page.map(({ groups, tellsHidden, standing, ...group }) => ({
      ...group,
      standing: {
        ...standing,
        hidden: tellsHidden && !isCrossed ? standing.hidden : 0,
        missing: failing.sum(groups).missing,
      },
      outcomes: toOutcomeCounts(groups.flatMap(key => byGroup.get(key) ?? [])),
    }));
  }
}

/** Teams with what their child teams own, and what nobody owns. */
function listTeams(
  standings: Standings,
  directory: Parameters<typeof listTeamGroups>[1],
  isFiltered: boolean,
): RollupGroup[] {
  const sets = standings.keys();
  const unowned = listUnowned(sets, directory);
  const isEmpty = (standing: Standing) =>
    standing.entities + standing.inGrace === 0;
  return [
    ...listTeamGroups(sets, directory).map(
      ({ team, mine, ownerSetIds }): RollupGroup => ({
        key: team.ref,
        title: team.title,
        parentRef: team.parentRef,
        mine,
        groups: ownerSetIds,
        tellsHidden: true,
        standing: standings.sum(ownerSetIds),
      }),
    ),
    ...(unowned.length > 0
      ? [
          {
            key: null,
            title: null,
            parentRef: null,
            mine: false,
            groups: unowned,
            tellsHidden: true,
            standing: standings.sum(unowned),
          },
        ]
      : []),
  ].filter(({ standing }) => !isFiltered || !isEmpty(standing));
}
