import { Share } from '@team-readiness/backstage-plugin-readiness-common';
import {
  readRollupDays,
  readScoreSteps,
  readTeamHistory,
  Sums,
} from '../../database/operations/history';
import { readStandings } from '../standing/readStandings';
import { toShare } from '../standing/toShare';
import { DayCurve, tellingDays } from './DayCurve';
import { HistoryContext } from './HistoryContext';
import { AskedTrend, toPoint, toSteps, TrendLine } from './TrendLine';

const noShare: Share = toShare({ passed: 0, known: 0, applicable: 0 });

/** Of the organisation, a team, a system or a domain, or of one area of it. At most five statements with that of the subject. */
export async function readSumLine(
  context: HistoryContext,
  asked: AskedTrend,
): Promise<TrendLine> {
  const { scorecard, area, range, subject } = asked;
  const { visibility } = subject.selection;
  const past = await readPastSums(context, asked);
  const days = past.curve.at(past.known);
  const standings = await readStandings(context, scorecard, {
    visibility,
    ...subject.present,
  });
  const present = standings.sum(standings.keys());
  if (range.isOpen) {
    const share =
      area === undefined
        ? present.overall
        : present.areas.find(each => each.area === area)?.share ?? noShare;
    days.push({
      day: range.to,
      values: [
        share.passed,
        share.known,
        share.applicable,
        present.entities,
        present.withTarget,
        present.onTarget,
      ],
    });
  }
  return {
    points: tellingDays(days).map(day => toPoint(day, null)),
    hidden: present.hidden,
    known: past.known,
  };
}

async function readPastSums(
  { knex }: HistoryContext,
  { scorecard, area, range, subject }: AskedTrend,
): Promise<{ curve: DayCurve; known: string[] }> {
  const days = range.past;
  if (!days) {
    return { curve: new DayCurve(6, [], null), known: [] };
  }
  const name = scorecard.ref.id;
  const { visibility, tier, lifecycle } = subject.selection;
  const isStored = tier === undefined && lifecycle === undefined;
  if (visibility.kind === 'all' && isStored) {
    const item = area === undefined ? '' : `area:${area}`;
    const { rows, snapshotDays } = await readRollupDays(knex, {
      scope: subject.scope,
      scopeRef: subject.ref ?? '',
      scorecard: name,
      // Numbers of entities are those of the scorecard as a whole.
      items: ['', item],
      days,
    });
    const steps = rows.flatMap(row =>
      toSteps(row, [
        ...(row.item === item
          ? [row.passed, row.known, row.applicable]
          : [0, 0, 0]),
        ...(row.item === ''
          ? [row.entities, row.with_target, row.on_target]
          : [0, 0, 0]),
      ]),
    );
    return { curve: new DayCurve(6, steps, null), known: snapshotDays };
  }
  const { memberships, snapshotDays } = await readTeamHistory(knex, {
    team: subject.scope === 'team' ? subject.ref : null,
    scorecard: name,
    days,
  });
  const steps = await readScoreSteps(knex, {
    ...subject.selection,
    scorecard: name,
    area,
    days,
  });
  return {
    curve: new DayCurve(
      6,
      steps.map(step => ({ ...step, values: toValues(step.sums) })),
      memberships,
    ),
    known: snapshotDays,
  };
}

function toValues(sums: Sums): number[] {
  return [
    sums.passed,
    sums.known,
    sums.applicable,
    sums.entities,
    sums.withTarget,
    sums.onTarget,
  ];
}
