/**
 * Trends: the past from snapshots, the present from the same rows as the overview.
 *
 * Sums of the organisation, of teams, systems and domains are kept as such for readers who see everything. All
 * others, and those who ask for a tier or lifecycle, get the sums of the entities that they see, with the owners of
 * each day; both are the same for who happens to see all.
 */
import { InputError } from '@backstage/errors';
import {
  Trend,
  TrendQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadingScope } from '../../permissions';
import { readEntityFilter } from '../reading/readEntityFilter';
import { findCheck, findScorecard } from '../reading/ReadableScorecards';
import { missingDays } from './DayCurve';
import { readDayRange } from './DayRange';
import { HistoryContext } from './HistoryContext';
import { findHistorySubject, HistorySubject } from './HistorySubject';
import { readCheckLine } from './readCheckLine';
import { readEntityLine } from './readEntityLine';
import { readSumLine } from './readSumLine';
import { AskedTrend, TrendLine } from './TrendLine';

/** @see HistoryService.getTrend */
export async function readTrend(
  context: HistoryContext,
  query: TrendQuery,
  scope: ReadingScope,
): Promise<Trend> {
  const scorecard = findScorecard(
    context.scorecards.list(scope),
    query.scorecard,
  );
  if (query.area !== undefined && query.check !== undefined) {
    throw new InputError('area and check cannot be given together');
  }
  const check =
    query.check === undefined ? undefined : findCheck(scorecard, query.check);
  const range = readDayRange(query, context.clock.now());
  const subject = narrowSubject(
    await findHistorySubject(context.knex, query, scope.visibility),
    query,
  );
  const asked = { scorecard, area: query.area, check, range, subject };
  const { points, hidden, known } = await readLine(context, asked);
  return {
    scope: subject.scope,
    ref: subject.ref,
    title: subject.title,
    scorecard: scorecard.ref,
    area: query.area ?? null,
    check: query.check ?? null,
    from: range.from,
    to: range.to,
    points,
    missing: missingDays(range, known),
    hidden,
  };
}

/** Leaves those entities of the subject that have the tier and the lifecycle of the query. */
function narrowSubject(
  subject: HistorySubject,
  query: TrendQuery,
): HistorySubject {
  const { tier } = query;
  const { lifecycle } = readEntityFilter({ lifecycle: query.lifecycle });
  if (tier === undefined && lifecycle === undefined) {
    return subject;
  }
  if (subject.entityId !== null) {
    throw new InputError('An entity cannot be narrowed to a tier or lifecycle');
  }
  return {
    ...subject,
    present: { ...subject.present, tier, lifecycle },
    selection: { ...subject.selection, tier, lifecycle },
  };
}

function readLine(
  context: HistoryContext,
  asked: AskedTrend,
): Promise<TrendLine> {
  if (asked.check) {
    return readCheckLine(context, { ...asked, check: asked.check });
  }
  return asked.subject.entityId === null
    ? readSumLine(context, asked)
    : readEntityLine(context, { ...asked, entityId: asked.subject.entityId });
}
