import { Outcome } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * What came of one case.
 *
 * @public
 */
export interface CaseReport {
  /** Where the case stands. */
  source: string;
  line: number;
  column: number;
  check: string;
  name: string;
  gaming: boolean;
  /** The answer is the expected one; so `problems` is empty. */
  passed: boolean;
  /** One sentence each: what differs, or why the case could not be asked. */
  problems: string[];
  /** The answer; null where the case could not be asked. */
  outcome: Outcome | null;
  /** What a reader would be told; null where the case could not be asked. */
  message: string | null;
}

/**
 * How much of something was reached.
 *
 * @public
 */
export interface Share {
  reached: number;
  total: number;
  /** 100 where there was nothing to reach; rounded down to one decimal. */
  percent: number;
}

/**
 * A branch that no case reaches: a part of an expression that was never seen
 * with a value.
 *
 * @public
 */
export interface MissedBranch {
  /** Which expression of the check. */
  expression: 'appliesWhen' | 'unknownWhen' | 'condition';
  /** Source text of the part. */
  text: string;
  /** The value that was never seen. */
  value: boolean;
}

/**
 * What the cases reach of one check.
 *
 * Outcomes: `pass` and `fail`; `unknown` where it reads any fact or has
 * `unknownWhen`; `not-applicable` where it has `appliesTo` or `appliesWhen`.
 *
 * Branches: each part of `appliesWhen`, `unknownWhen` and `condition` that
 * stands between their `&&`, `||`, `!` and `? :`, once true and once false.
 * Left out are parts that read nothing but parameters: the scorecard fixes
 * their value. Only cases that pass count, since what a failing one reaches is
 * no proof of anything.
 *
 * @public
 */
export interface CheckCoverage {
  check: string;
  cases: number;
  outcomes: Share;
  branches: Share;
  missedOutcomes: Outcome[];
  missedBranches: MissedBranch[];
}

/**
 * What the tests of a scorecard say.
 *
 * @public
 */
export interface TestReport {
  scorecard: string;
  /** In the order of the documents. */
  cases: CaseReport[];
  passed: number;
  failed: number;
  /** In the order of the scorecard. */
  checks: CheckCoverage[];
  outcomes: Share;
  branches: Share;
}
