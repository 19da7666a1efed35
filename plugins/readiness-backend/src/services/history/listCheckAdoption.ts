import {
  AdoptionChange,
  CheckAdoptionList,
  CheckAdoptionListQuery,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  readSampledOutcomes,
  readSampledShares,
  readSnapshotDays,
  SampledShare,
  SnapshotDay,
} from '../../database/operations/history';
import { ReadingScope } from '../../permissions';
import {
  findScorecard,
  ReadableCheck,
  ReadableScorecard,
} from '../reading/ReadableScorecards';
import { readCheckSummaries } from '../scorecards/readCheckSummaries';
import { changePeriod, toChange } from '../standing/toChange';
import { toShare } from '../standing/toShare';
import { DayValues, tellingDays } from './DayCurve';
import { addDays, readDayRange } from './DayRange';
import { HistoryContext } from './HistoryContext';

interface AskedCheck {
  scorecard: ReadableScorecard;
  check: ReadableCheck;
}

/** How a check stood on a day that is over. */
type PastShare = Pick<SampledShare, 'day' | 'passed' | 'applicable'>;

/** @see HistoryService.listCheckAdoption */
export async function listCheckAdoption(
  context: HistoryContext,
  query: CheckAdoptionListQuery,
  scope: ReadingScope,
): Promise<CheckAdoptionList> {
  const now = context.clock.now();
  const { from, to, past } = readDayRange({}, now);
  const all = context.scorecards.list(scope);
  const scorecards =
    query.scorecard === undefined ? all : [findScorecard(all, query.scorecard)];
  const checks = scorecards.flatMap(scorecard =>
    scorecard.checks
      .filter(({ connected }) => connected)
      .map(check => ({ scorecard, check })),
  );
  if (checks.length === 0) {
    return { from, to, items: [] };
  }
  const { knex } = context;
  const [summaries, known] = await Promise.all([
    readCheckSummaries(knex, { scorecards, scope, now }),
    past
      ? readSnapshotDays(knex, {
          scorecards: scorecards.map(({ ref }) => ref.id),
          ...past,
        })
      : [],
  ]);
  const changedSince = changePeriod(now).until;
  const days = sampleDays(
    known.map(({ day }) => day),
    { to, changedSince },
  );
  const ofPast = await readPastShares(context, { checks, days, scope });
  const isKnown = new Set(known.map(({ scorecard, day }) => scorecard + day));
  const knownShares = (
    { scorecard, check }: AskedCheck,
    shares: ReadonlyMap<number, PastShare[]>,
  ) =>
    shares
      .get(check.key)
      ?.filter(({ day }) => isKnown.has(scorecard.ref.id + day)) ?? [];
  const compared = comparedDays(known, changedSince);
  const unclear = checks.filter(asked => {
    const { scorecard, check } = asked;
    const first = compared.get(scorecard.ref.id)?.[0];
    return (
      scope.visibility.kind !== 'all' &&
      first !== undefined &&
      summaries.get(scorecard, check).adoption !== null &&
      !knownShares(asked, ofPast).some(
        ({ day, applicable }) => day === first && applicable > 0,
      )
    );
  });
  const ofCompared = await readPastShares(context, {
    checks: unclear,
    days: [
      ...new Set(
        unclear.flatMap(
          ({ scorecard }) => compared.get(scorecard.ref.id) ?? [],
        ),
      ),
    ].sort(),
    scope,
  });
  return {
    from,
    to,
    items: checks.map(asked => {
      const { scorecard, check } = asked;
      const shares = knownShares(asked, ofPast);
      const { adoption, change, counts } = summaries.get(scorecard, check);
      const applicable =
        counts.pass + counts.fail + counts.unknown + counts.error;
      return {
        scorecard: scorecard.ref.id,
        check: check.definition.id,
        points: toPoints([
          ...shares,
          { day: to, passed: counts.pass, applicable },
        ]),
        change:
          change ??
          toLateChange(
            ofCompared.has(check.key) ? knownShares(asked, ofCompared) : shares,
            { changedSince, adoption, now },
          ),
      };
    }),
  };
}

/**
 * The first day that is known, the last one of each week back from today, and the one that changes are compared
 * with: at most 14 in 90 days.
 *
 * @param known - in order; a day may occur more than once
 */
export function sampleDays(
  known: readonly string[],
  options: { to: string; changedSince: string },
): string[] {
  const { to, changedSince } = options;
  const first = known[0];
  if (first === undefined) {
    return [];
  }
  const days = new Set([first]);
  for (let end = addDays(to, -7); end > first; end = addDays(end, -7)) {
    const last = known.filter(day => day <= end).pop();
    if (last !== undefined) {
      days.add(last);
    }
  }
  const compared = known.find(day => day >= changedSince);
  if (compared !== undefined) {
    days.add(compared);
  }
  return [...days].sort();
}

/**
 * The known days that a change may be compared with, by scorecard, in order: at most 30. Where a check counted nothing
 * on the first of them, or the scorecard came later than others, it is one of those behind.
 */
function comparedDays(
  known: readonly SnapshotDay[],
  changedSince: string,
): Map<string, string[]> {
  const days = new Map<string, string[]>();
  for (const { scorecard, day } of known) {
    if (day >= changedSince) {
      days.set(scorecard, [...(days.get(scorecard) ?? []), day]);
    }
  }
  return days;
}

async function readPastShares(
  { knex, sums }: HistoryContext,
  options: { checks: AskedCheck[]; days: string[]; scope: ReadingScope },
): Promise<Map<number, PastShare[]>> {
  const { checks, days, scope } = options;
  if (days.length === 0) {
    return new Map();
  }
  const scorecards = [...new Set(checks.map(({ scorecard }) => scorecard))];
  if (scope.visibility.kind === 'all') {
    const shares = await readSampledShares(knex, {
      scorecards: scorecards.map(({ ref }) => ref.id),
      days,
    });
    return byCheck(checks, ({ scorecard, check }) => {
      const ofCheck = shares.filter(
        share =>
          share.scorecard === scorecard.ref.id &&
          share.checkId === check.definition.id,
      );
      // Of a day on which nothing was counted nothing is kept.
      return days.map(
        day =>
          ofCheck.find(share => share.day === day) ?? {
            day,
            passed: 0,
            applicable: 0,
          },
      );
    });
  }
  const asked = {
    visibility: scope.visibility,
    scorecards: scorecards.map(scorecard => ({
      name: scorecard.ref.id,
      definitionId: scorecard.active.definitionId,
      checkKeys: checks
        .filter(check => check.scorecard === scorecard)
        .map(({ check }) => check.key),
    })),
    days,
  };
  const outcomes = await sums.keep(
    { ...asked, what: 'sampled outcomes' },
    () => readSampledOutcomes(knex, asked),
    ({ length }) => length,
  );
  const counted = new Map<number | string, Map<string, PastShare>>();
  for (const { check, outcome, days: stood, count } of outcomes) {
    const ofCheck = counted.get(check) ?? new Map<string, PastShare>();
    counted.set(check, ofCheck);
    for (const day of stood) {
      const sum = ofCheck.get(day) ?? { day, passed: 0, applicable: 0 };
      ofCheck.set(day, sum);
      sum.passed += outcome === 'pass' ? count : 0;
      sum.applicable += isApplicable(outcome) ? count : 0;
    }
  }
  return byCheck(checks, ({ scorecard, check }) =>
    days.map(day => {
      const parts = [
        counted.get(scorecard.ref.id),
        counted.get(check.key),
      ].flatMap(ofCheck => ofCheck?.get(day) ?? []);
      return {
        day,
        passed: parts.reduce((sum, { passed }) => sum + passed, 0),
        applicable: parts.reduce((sum, part) => sum + part.applicable, 0),
      };
    }),
  );
}

function isApplicable(outcome: string): boolean {
  return outcome !== 'not-applicable' && outcome !== 'exempt';
}

function byCheck(
  checks: readonly AskedCheck[],
  sharesOf: (asked: AskedCheck) => PastShare[],
): Map<number, PastShare[]> {
  return new Map(
    checks.map(asked => [
      asked.check.key,
      sharesOf(asked).sort((a, b) => (a.day < b.day ? -1 : 1)),
    ]),
  );
}

function toPoints(
  shares: readonly PastShare[],
): CheckAdoptionList['items'][number]['points'] {
  const days: DayValues[] = shares.map(({ day, passed, applicable }) => ({
    day,
    values: [passed, applicable],
  }));
  return tellingDays(days).map(({ day, values: [passed, applicable] }) => ({
    day,
    adoption: toShare({ passed, known: applicable, applicable }).adoption,
  }));
}

/** For who does not see all no change is kept: since the day that it is compared with, or the first one after it. */
function toLateChange(
  shares: readonly PastShare[],
  options: { changedSince: string; adoption: number | null; now: Date },
): AdoptionChange | null {
  const before = shares.find(
    ({ day, applicable }) => day >= options.changedSince && applicable > 0,
  );
  return toChange(before, options.adoption, options.now);
}
