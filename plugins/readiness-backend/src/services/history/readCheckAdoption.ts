import {
  CheckAdoption,
  CheckAdoptionQuery,
  OutcomeCounts,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  OutcomeStep,
  readCheckSteps,
  readEntityCheckSteps,
  readTeamsHistory,
} from '../../database/operations/history';
import { readOwnerSetCounts } from '../../database/operations/reading';
import { ReadingScope } from '../../permissions';
import {
  findCheck,
  findScorecard,
  ReadableCheck,
  ReadableScorecard,
} from '../reading/ReadableScorecards';
import { PageCursor } from '../reading/PageCursor';
import { toAdoption, toOutcomeCounts } from '../scorecards/toOutcomeCounts';
import { DayCurve, DayValues, membersOn, Step, tellingDays } from './DayCurve';
import { DayRange, readDayRange } from './DayRange';
import { findTeam } from './findTeam';
import { HistoryContext } from './HistoryContext';
import { CheckName } from './HistoryService';
import { fromOutcomes, outcomeSize, toOutcomes } from './outcomeValues';

type AdoptionPoint = CheckAdoption['total'][number];

const defaultLimit = 50;

/** @see HistoryService.getCheckAdoption */
export async function readCheckAdoption(
  context: HistoryContext,
  name: CheckName,
  query: CheckAdoptionQuery,
  scope: ReadingScope,
): Promise<CheckAdoption> {
  // The days of the first page come with the cursor: those that a query leaves out are others after midnight.
  const cursor = new PageCursor(['number', 'string', 'string', 'string'], {
    list: 'adoption',
    check: [name.scorecard, name.id],
    owner: query.owner ?? null,
    from: query.from ?? null,
    to: query.to ?? null,
  });
  const after = cursor.decode(query.cursor);
  const days = after && { from: after[2], to: after[3] };
  const { scorecard, range, total, teams } = await readAllAdoption(
    context,
    name,
    { ...query, ...days },
    scope,
  );
  const left = after
    ? teams.filter(
        ({ unmet, team }) =>
          unmet < after[0] || (unmet === after[0] && team.ref > after[1]),
      )
    : teams;
  const limit = query.limit ?? defaultLimit;
  const page = left.slice(0, limit);
  const last = page[page.length - 1];
  return {
    scorecard: scorecard.ref,
    check: name.id,
    from: range.from,
    to: range.to,
    total,
    teams: page.map(({ team, readPoints }) => ({ team, points: readPoints() })),
    nextCursor:
      left.length > limit
        ? cursor.encode([last.unmet, last.team.ref, range.from, range.to])
        : null,
  };
}

/** A team with its curve, which is computed when it is asked for. */
interface TeamAdoption {
  team: CheckAdoption['teams'][number]['team'];
  /** Entities that do not meet it at the end of the last day. */
  unmet: number;
  readPoints: () => AdoptionPoint[];
}

/** The curve of all, and those of the teams to which the check applies, most unmet first. */
export async function readAllAdoption(
  context: HistoryContext,
  name: CheckName,
  query: CheckAdoptionQuery,
  scope: ReadingScope,
): Promise<{
  scorecard: ReadableScorecard;
  range: DayRange;
  total: AdoptionPoint[];
  teams: TeamAdoption[];
}> {
  const { knex } = context;
  const { visibility } = scope;
  const scorecard = findScorecard(
    context.scorecards.list(scope),
    name.scorecard,
  );
  const check = findCheck(scorecard, name.id);
  const range = readDayRange(query, context.clock.now());
  const below = await findTeam(knex, query.owner, visibility);
  const [{ teams, snapshotDays }, steps, present] = await Promise.all([
    readTeamsHistory(knex, {
      visibility,
      below,
      scorecard: scorecard.ref.id,
      days: range,
    }),
    readSteps(context, { scorecard, check, range, team: below, scope }),
    readOwnerSetCounts(knex, {
      definitionId: scorecard.active.definitionId,
      visibility,
      checkKeys: check.connected ? [check.key] : [],
    }),
  ]);
  const past = range.past;
  const known = past ? snapshotDays.filter(day => day <= past.to) : [];
  const stepsBySet = group(steps, step => step.ownerSetId);
  const presentBySet = group(present.outcomes, outcome => outcome.key);
  const curveOf = (
    memberships: ConstructorParameters<typeof DayCurve>[2],
  ): DayValues[] => {
    const own = memberships
      ? [...new Set(memberships.map(({ ownerSetId }) => ownerSetId))]
      : null;
    const days = new DayCurve(
      outcomeSize,
      own ? own.flatMap(id => stepsBySet.get(id) ?? []) : steps,
      memberships,
    ).at(known);
    if (range.isOpen) {
      const members = memberships && membersOn(memberships, range.to);
      const outcomes = members
        ? [...members].flatMap(id => presentBySet.get(id) ?? [])
        : present.outcomes;
      days.push({
        day: range.to,
        values: fromOutcomes(toOutcomeCounts(outcomes)),
      });
    }
    return days;
  };
  const ofTotal =
    below === undefined
      ? null
      : teams.find(team => team.ref === below)?.memberships ?? [];
  return {
    scorecard,
    range,
    total: toPoints(curveOf(ofTotal)),
    teams: teams
      .flatMap((team): TeamAdoption[] => {
        const days = curveOf(team.memberships);
        const counts = days.map(({ values }) => toOutcomes(values));
        return counts.some(appliesToSome)
          ? [
              {
                team: {
                  ref: team.ref,
                  title: team.title,
                  parentRef: team.parentRef,
                },
                unmet: unmetOf(counts[counts.length - 1]),
                readPoints: () => toPoints(days),
              },
            ]
          : [];
      })
      .sort((a, b) => b.unmet - a.unmet || (a.team.ref < b.team.ref ? -1 : 1)),
  };
}

async function readSteps(
  { knex }: HistoryContext,
  options: {
    scorecard: ReadableScorecard;
    check: ReadableCheck;
    range: DayRange;
    team: string | undefined;
    scope: ReadingScope;
  },
): Promise<Array<Step & OutcomeStep>> {
  const { scorecard, check, range, team } = options;
  const { visibility } = options.scope;
  const days = range.past;
  if (!days) {
    return [];
  }
  const steps =
    visibility.kind === 'all'
      ? await readCheckSteps(knex, { checkKey: check.key, team, days })
      : await readEntityCheckSteps(knex, {
          visibility,
          team,
          scorecard: scorecard.ref.id,
          definitionId: scorecard.active.definitionId,
          checkKey: check.key,
          isActive: check.connected,
          days,
        });
  return steps.map(step => ({ ...step, values: fromOutcomes(step.counts) }));
}

function toPoints(days: readonly DayValues[]): AdoptionPoint[] {
  return tellingDays(days).map(({ day, values }) => {
    const counts = toOutcomes(values);
    return { day, adoption: toAdoption(counts), counts };
  });
}

function unmetOf(counts: OutcomeCounts): number {
  return counts.fail + counts.unknown + counts.error;
}

function appliesToSome(counts: OutcomeCounts): boolean {
  return counts.pass + counts.exempt + unmetOf(counts) > 0;
}

function group<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => number,
): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const list = groups.get(keyOf(row));
    if (list) {
      list.push(row);
    } else {
      groups.set(keyOf(row), [row]);
    }
  }
  return groups;
}
