import {
  OutcomeCounts,
  TrendPoint,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  picksByFields,
  readCheckSteps,
  readEntityCheckSteps,
  readEntityPresent,
  readTeamHistory,
} from '../../database/operations/history';
import { readOwnerSetCounts } from '../../database/operations/reading';
import { ReadableCheck } from '../reading/ReadableScorecards';
import { toOutcomeCounts } from '../scorecards/toOutcomeCounts';
import { toShare } from '../standing/toShare';
import { DayCurve, DayValues, tellingDays } from './DayCurve';
import { HistoryContext } from './HistoryContext';
import { fromOutcomes, outcomeSize, toOutcomes } from './outcomeValues';
import { AskedTrend, TrendLine } from './TrendLine';

/** Of one check. Three statements. */
export async function readCheckLine(
  context: HistoryContext,
  asked: AskedTrend & { check: ReadableCheck },
): Promise<TrendLine> {
  const { knex } = context;
  const { scorecard, check, range, subject } = asked;
  const { definitionId } = scorecard.active;
  const past = await readPastOutcomes(context, asked);
  const days = past.curve.at(past.known);
  const { visibility } = subject.selection;
  let counts: OutcomeCounts;
  let hidden = 0;
  if (subject.entityId === null) {
    const present = await readOwnerSetCounts(knex, {
      definitionId,
      visibility,
      ...subject.present,
      checkKeys: check.connected ? [check.key] : [],
    });
    counts = toOutcomeCounts(present.outcomes);
    hidden = present.levels
      .filter(({ standing }) => standing === 'hidden')
      .reduce((sum, { count }) => sum + count, 0);
  } else {
    const present = await readEntityPresent(knex, {
      entityId: subject.entityId,
      definitionId,
      checkKey: check.key,
    });
    counts = toOutcomeCounts(
      present && !present.in_grace && check.connected
        ? [{ outcome: present.outcome, count: 1 }]
        : [],
    );
  }
  if (range.isOpen) {
    days.push({ day: range.to, values: fromOutcomes(counts) });
  }
  return {
    points: tellingDays(days).map(day => toCheckPoint(day)),
    hidden,
    known: past.known,
  };
}

async function readPastOutcomes(
  { knex }: HistoryContext,
  { scorecard, check, range, subject }: AskedTrend & { check: ReadableCheck },
): Promise<{ curve: DayCurve; known: string[] }> {
  const days = range.past;
  if (!days) {
    return { curve: new DayCurve(outcomeSize, [], null), known: [] };
  }
  const team = subject.scope === 'team' ? subject.ref : null;
  const { memberships, snapshotDays } = await readTeamHistory(knex, {
    team,
    scorecard: scorecard.ref.id,
    days,
  });
  const ofOwnerSets =
    subject.selection.visibility.kind === 'all' &&
    !picksByFields(subject.selection) &&
    (team !== null || subject.ref === null);
  const steps = ofOwnerSets
    ? await readCheckSteps(knex, {
        checkKey: check.key,
        team: team ?? undefined,
        days,
      })
    : await readEntityCheckSteps(knex, {
        ...subject.selection,
        scorecard: scorecard.ref.id,
        definitionId: scorecard.active.definitionId,
        checkKey: check.key,
        isActive: check.connected,
        days,
      });
  return {
    curve: new DayCurve(
      outcomeSize,
      steps.map(step => ({ ...step, values: fromOutcomes(step.counts) })),
      memberships,
    ),
    known: snapshotDays,
  };
}

/** A check has no target. */
function toCheckPoint({ day, values }: DayValues): TrendPoint {
  const counts = toOutcomes(values);
  const known = counts.pass + counts.fail;
  return {
    day,
    share: toShare({
      passed: counts.pass,
      known,
      applicable: known + counts.unknown + counts.error,
    }),
    entities: values.reduce((sum, value) => sum + value, 0),
    withTarget: 0,
    onTarget: 0,
    level: null,
  };
}
