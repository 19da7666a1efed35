/** What changed between two evaluations: a pure function of both. */
import { Outcome } from '@team-readiness/backstage-plugin-readiness-common';
import { ResultReport, ScorecardReport } from './EvaluationReport';

/** What is compared of an earlier evaluation; the report of this version has all of it. */
export interface EarlierScorecard {
  name: string;
  title: string;
  level: number;
  onTarget: boolean | null;
  results: ReadonlyArray<Pick<ResultReport, 'check' | 'title' | 'outcome'>>;
}

/** An entity of an earlier evaluation. */
export interface EarlierEntity {
  ref: string;
  scorecards: readonly EarlierScorecard[];
}

/** A result that is another one now. */
export interface ResultChange {
  check: string;
  title: string;
  /** Null: there was none, since the check or its source is new. */
  before: Outcome | null;
  /** Null: there is none any more. */
  after: Outcome | null;
  /** What was found now; empty where there is no result. */
  message: string;
}

/** What changed of an entity against a scorecard. */
export interface ScorecardChange {
  ref: string;
  scorecard: string;
  title: string;
  /** Null: the entity was not there or nothing was asked of it. */
  levelBefore: number | null;
  levelAfter: number | null;
  onTargetBefore: boolean | null;
  onTargetAfter: boolean | null;
  /** `better`: something is met that was not and nothing the other way round; `mixed`: both. */
  direction: 'better' | 'worse' | 'mixed' | 'same';
  changes: ResultChange[];
}

/** What changed. */
export interface Comparison {
  /** What it was compared with, e.g. a file or the portal. */
  with: string;
  /** One for each entity and scorecard, also where nothing changed. */
  scorecards: ScorecardChange[];
  /** Something that was met is not, or a level is lower. */
  worse: boolean;
}

/** Passed, released or not asked: nobody has to do anything. */
function isOpen(outcome: Outcome | null): boolean {
  return outcome === 'fail' || outcome === 'unknown' || outcome === 'error';
}

/**
 * How a change of a result counts: 1 better, -1 worse, 0 neither. What was not
 * asked before is no loss where it is open now; a failure that turns into no
 * data is no gain, and no data that turns into a failure was one before.
 */
function weigh({ before, after }: ResultChange): number {
  if (before === null || after === null || isOpen(before) === isOpen(after)) {
    return 0;
  }
  return isOpen(before) ? 1 : -1;
}

function compareResults(
  before: EarlierScorecard | undefined,
  after: ScorecardReport | undefined,
): ResultChange[] {
  const earlier = new Map(before?.results.map(each => [each.check, each]));
  const later = new Map(after?.results.map(each => [each.check, each]));
  const ids = new Set([...later.keys(), ...earlier.keys()]);
  return [...ids].flatMap(check => {
    const was = earlier.get(check);
    const is = later.get(check);
    const title = is?.title ?? was?.title ?? check;
    return was?.outcome === is?.outcome
      ? []
      : [
          {
            check,
            title,
            before: was?.outcome ?? null,
            after: is?.outcome ?? null,
            message: is?.message ?? '',
          },
        ];
  });
}

function directionOf(
  changes: readonly ResultChange[],
  levels: number,
): ScorecardChange['direction'] {
  const weights = changes.map(weigh);
  const isBetter = weights.includes(1) || levels > 0;
  const isWorse = weights.includes(-1) || levels < 0;
  if (isBetter && isWorse) {
    return 'mixed';
  }
  if (isBetter) {
    return 'better';
  }
  return isWorse ? 'worse' : 'same';
}

function compareScorecard(
  ref: string,
  before: EarlierScorecard | undefined,
  after: ScorecardReport | undefined,
): ScorecardChange {
  const changes = before && after ? compareResults(before, after) : [];
  const levels = before && after ? after.level - before.level : 0;
  return {
    ref,
    scorecard: after?.name ?? before?.name ?? '',
    title: after?.title ?? before?.title ?? '',
    levelBefore: before?.level ?? null,
    levelAfter: after?.level ?? null,
    onTargetBefore: before?.onTarget ?? null,
    onTargetAfter: after?.onTarget ?? null,
    direction: directionOf(changes, levels),
    changes,
  };
}

/**
 * Compares evaluations.
 *
 * @param before - earlier
 * @param after - now
 * @param label - what it is compared with, for people
 */
export function compareReports(
  before: readonly EarlierEntity[],
  after: ReadonlyArray<{
    ref: string;
    scorecards: readonly ScorecardReport[];
  }>,
  label: string,
): Comparison {
  const earlier = new Map(before.map(each => [each.ref, each]));
  const later = new Map(after.map(each => [each.ref, each]));
  const refs = new Set([...later.keys(), ...earlier.keys()]);
  const scorecards = [...refs].flatMap(ref => {
    const was = earlier.get(ref)?.scorecards ?? [];
    const is = later.get(ref)?.scorecards ?? [];
    const names = new Set([...is, ...was].map(({ name }) => name));
    return [...names].map(name =>
      compareScorecard(
        ref,
        was.find(each => each.name === name),
        is.find(each => each.name === name),
      ),
    );
  });
  const worse = scorecards.some(
    ({ direction }) => direction === 'worse' || direction === 'mixed',
  );
  return { with: label, scorecards, worse };
}
