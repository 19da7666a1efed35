/**
 * Which outcomes and which branches of the checks of a scorecard were reached.
 * What counts is told at `CheckCoverage`.
 */
import { Outcome } from '@team-readiness/backstage-plugin-readiness-common';
import { ConditionLeaf, OnLeaf } from '../cel/Condition';
import { FactCondition, ScorecardCheck } from '../definition/ScorecardCheck';
import { CheckCoverage, MissedBranch, Share } from './TestReport';

/** Rounded down, so that only what is whole is 100. */
export function toShare(reached: number, total: number): Share {
  const percent =
    total === 0 ? 100 : Math.floor((reached / total) * 1_000) / 10;
  return { reached, total, percent };
}

/** Adds shares up. */
export function sumShares(shares: readonly Share[]): Share {
  return toShare(
    shares.reduce((sum, { reached }) => sum + reached, 0),
    shares.reduce((sum, { total }) => sum + total, 0),
  );
}

function expectedOutcomes(check: ScorecardCheck): Outcome[] {
  const { appliesTo, appliesWhen, unknownWhen } = check.definition;
  const expected: Outcome[] = ['pass', 'fail'];
  if (check.facts.length > 0 || unknownWhen !== undefined) {
    expected.push('unknown');
  }
  if (appliesTo !== undefined || appliesWhen !== undefined) {
    expected.push('not-applicable');
  }
  return expected;
}

/** Does anything but the author of the scorecard decide what it answers? */
function canVary({ expression }: ConditionLeaf): boolean {
  return [...expression.reads].some(variable => variable !== 'params');
}

type Expression = MissedBranch['expression'];

/** What the cases of one check reached. */
export class CoverageRecord {
  #cases = 0;
  readonly #outcomes = new Set<Outcome>();
  /** By number of the leaf within its expression: two editions of a scorecard have the same leaves. */
  readonly #seen = new Set<string>();

  constructor(readonly check: ScorecardCheck) {}

  /** Counts a case: the outcome that it reached, and the leaves that were asked. */
  add(outcome: Outcome, seen: ReadonlySet<string>): void {
    this.#cases += 1;
    this.#outcomes.add(outcome);
    seen.forEach(key => this.#seen.add(key));
  }

  /** @returns a listener for one case of an edition of the check, and what it has heard */
  static listenTo(check: ScorecardCheck): {
    onLeaf: OnLeaf;
    seen: ReadonlySet<string>;
  } {
    const names = new Map<ConditionLeaf, string>();
    for (const [expression, part] of expressionsOf(check)) {
      part.condition.leaves.forEach((leaf, i) =>
        names.set(leaf, `${expression} ${i}`),
      );
    }
    const seen = new Set<string>();
    return {
      seen,
      onLeaf: (leaf, value) => {
        if (typeof value === 'boolean') {
          seen.add(`${names.get(leaf)} ${value}`);
        }
      },
    };
  }

  report(): CheckCoverage {
    const expected = expectedOutcomes(this.check);
    const missedOutcomes = expected.filter(each => !this.#outcomes.has(each));
    const branches = expressionsOf(this.check).flatMap(([expression, part]) =>
      part.condition.leaves.flatMap((leaf, i) =>
        canVary(leaf)
          ? [true, false].map(value => ({
              missed: { expression, text: leaf.text, value },
              isSeen: this.#seen.has(`${expression} ${i} ${value}`),
            }))
          : [],
      ),
    );
    const missedBranches = branches.flatMap(({ missed, isSeen }) =>
      isSeen ? [] : [missed],
    );
    return {
      check: this.check.definition.id,
      cases: this.#cases,
      outcomes: toShare(
        expected.length - missedOutcomes.length,
        expected.length,
      ),
      branches: toShare(
        branches.length - missedBranches.length,
        branches.length,
      ),
      missedOutcomes,
      missedBranches,
    };
  }
}

function expressionsOf(
  check: ScorecardCheck,
): Array<[Expression, FactCondition]> {
  const all: Array<[Expression, FactCondition | null]> = [
    ['appliesWhen', check.appliesWhen],
    ['unknownWhen', check.unknownWhen],
    ['condition', check.condition],
  ];
  return all.filter((each): each is [Expression, FactCondition] =>
    Boolean(each[1]),
  );
}
