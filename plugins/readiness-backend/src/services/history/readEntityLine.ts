import {
  EntityDay,
  readEntityDays,
  readEntityPresent,
} from '../../database/operations/history';
import { DayCurve, tellingDays } from './DayCurve';
import { HistoryContext } from './HistoryContext';
import { AskedTrend, toPoint, toSteps, TrendLine } from './TrendLine';

/** Of one entity. Two statements. While it is in grace its weights are told, but it is no entity that counts. */
export async function readEntityLine(
  { knex }: HistoryContext,
  { scorecard, area, range, entityId }: AskedTrend & { entityId: number },
): Promise<TrendLine> {
  const { rows, snapshotDays } = range.past
    ? await readEntityDays(knex, {
        entityId,
        scorecard: scorecard.ref.id,
        area,
        days: range.past,
      })
    : { rows: [], snapshotDays: [] };
  const days = new DayCurve(
    7,
    rows.flatMap(row => toSteps(row, entityValues(row))),
    null,
  ).at(snapshotDays);
  if (range.isOpen) {
    const present = await readEntityPresent(knex, {
      entityId,
      definitionId: scorecard.active.definitionId,
      area,
    });
    days.push({
      day: range.to,
      values: present ? entityValues(present) : new Array<number>(7).fill(0),
    });
  }
  return {
    // The level is noted as one more, so that 0 is "there was none".
    points: tellingDays(days).map(day =>
      toPoint(day, day.values[6] > 0 ? day.values[6] - 1 : null),
    ),
    hidden: 0,
    known: snapshotDays,
  };
}

function entityValues(row: Omit<EntityDay, 'day' | 'until_day'>): number[] {
  const counts = Number(!row.in_grace);
  const hasTarget = counts * Number((row.target_level ?? 0) > 0);
  return [
    row.passed,
    row.known,
    row.applicable,
    counts,
    hasTarget,
    hasTarget * Number(Boolean(row.on_target)),
    row.level + 1,
  ];
}
