import {
  Mover,
  MoverPage,
  MoverQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { readTeamsHistory } from '../../database/operations/history';
import { ReadingScope } from '../../permissions';
import { findTeam } from './findTeam';
import { readEntityFilter } from '../reading/readEntityFilter';
import { findScorecard } from '../reading/ReadableScorecards';
import { PageCursor } from '../reading/PageCursor';
import { membersOn } from './DayCurve';
import { readDayRange } from './DayRange';
import { HistoryContext } from './HistoryContext';
import { sumFlows, toMovementSum, toParts } from './MovementFlows';
import { readFlows } from './readMovement';

const defaultLimit = 50;
/** Adoption is compared in parts of a billion, so that cursors hold whole numbers. */
const billion = 1e9;

/** @see HistoryService.listMovers */
export async function readMovers(
  context: HistoryContext,
  query: MoverQuery,
  scope: ReadingScope,
): Promise<MoverPage> {
  // The days of the first page come with the cursor: those that a query leaves out are others after midnight.
  const cursor = new PageCursor(['number', 'string', 'string', 'string'], {
    list: 'movers',
    scorecard: query.scorecard ?? null,
    owner: query.owner ?? null,
    tier: query.tier ?? null,
    lifecycle: query.lifecycle ?? null,
    system: query.system ?? null,
    domain: query.domain ?? null,
    area: query.area ?? null,
    from: query.from ?? null,
    to: query.to ?? null,
  });
  const after = cursor.decode(query.cursor);
  const days = after && { from: after[2], to: after[3] };
  const { items, ...head } = await readAllMovers(
    context,
    { ...query, ...days },
    scope,
  );
  const left = after
    ? items.filter(item => {
        const [size, ref] = keyOf(item);
        return size < after[0] || (size === after[0] && ref > after[1]);
      })
    : items;
  const limit = query.limit ?? defaultLimit;
  const page = left.slice(0, limit);
  return {
    ...head,
    items: page,
    nextCursor:
      left.length > limit
        ? cursor.encode([...keyOf(page[page.length - 1]), head.from, head.to])
        : null,
  };
}

/** All teams whose adoption moved, in order. */
export async function readAllMovers(
  context: HistoryContext,
  query: MoverQuery,
  scope: ReadingScope,
): Promise<Omit<MoverPage, 'nextCursor'>> {
  const { knex } = context;
  const { visibility } = scope;
  const scorecard = findScorecard(
    context.scorecards.list(scope),
    query.scorecard,
  );
  const range = readDayRange(query, context.clock.now());
  const { system, domain, lifecycle } = readEntityFilter(query);
  const below = await findTeam(knex, query.owner, visibility);
  const head = { scorecard: scorecard.ref, from: range.from, to: range.to };
  const [{ teams }, flows] = await Promise.all([
    readTeamsHistory(knex, {
      visibility,
      below,
      scorecard: scorecard.ref.id,
      days: range,
    }),
    readFlows(context, {
      scorecard,
      area: query.area,
      range,
      selection: { visibility, system, domain, lifecycle, tier: query.tier },
      ofOwnerSets: true,
    }),
  ]);
  const items = teams.flatMap((team): Mover[] => {
    const before = membersOn(team.memberships, range.from);
    const after = membersOn(team.memberships, range.to);
    const sums = sumFlows(flows, {
      before: id => before.has(id),
      after: id => after.has(id),
    });
    const { parts, adoption } = toParts(sums);
    return adoption === null || Math.round(adoption * billion) === 0
      ? []
      : [
          {
            team: {
              ref: team.ref,
              title: team.title,
              parentRef: team.parentRef,
            },
            before: toMovementSum(range.from, sums.before),
            after: toMovementSum(range.to, sums.after),
            adoption,
            main: parts.find(part => part.adoption !== 0) ?? null,
          },
        ];
  });
  return {
    ...head,
    items: items.sort((a, b) => {
      const [sizeA, refA] = keyOf(a);
      const [sizeB, refB] = keyOf(b);
      return sizeB - sizeA || (refA < refB ? -1 : 1);
    }),
  };
}

function keyOf({ adoption, team }: Mover): [number, string] {
  return [Math.round(Math.abs(adoption) * billion), team.ref];
}
