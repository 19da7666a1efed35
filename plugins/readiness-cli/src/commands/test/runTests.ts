/** Runs the tests of loaded documents: a pure function of them. */
import {
  PlacedScorecardTest,
  testScorecard,
  TestReport,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { listOrphans, LoadedDocuments } from '../../documents';

/** What came of a run. */
export interface TestRun {
  /** One for each scorecard that was tested or should have been, by name. */
  reports: TestReport[];
  /** Broken documents, and tests of scorecards that are not there. */
  problems: Problem[];
}

/** Which cases and checks are looked at. */
export interface TestSelection {
  /** Ids of checks; none: all. */
  checks: readonly string[];
}

/**
 * The checks that count for coverage. Of a scorecard that is not among the
 * arguments, as when the tests of one area are run, only those that the tests name.
 */
function chooseChecks(
  name: string,
  documents: LoadedDocuments,
  tests: readonly PlacedScorecardTest[],
  { checks }: TestSelection,
): ReadonlySet<string> | undefined {
  if (checks.length > 0) {
    return new Set(checks);
  }
  return documents.own.some(own => own.name === name)
    ? undefined
    : new Set(
        tests.flatMap(({ document }) =>
          document.spec.cases.map(({ check }) => check),
        ),
      );
}

/**
 * @param onScorecard - told before the tests of a scorecard are run
 */
export function runTests(
  documents: LoadedDocuments,
  selection: TestSelection,
  onScorecard: (name: string, cases: number) => void = () => {},
): TestRun {
  const problems = [...documents.problems, ...listOrphans(documents)];
  const reports = documents.scorecards.flatMap(scorecard => {
    const { name } = scorecard;
    const tests = documents.tests.filter(
      ({ document }) => document.spec.scorecard === name,
    );
    const isOwn = documents.own.some(own => own.name === name);
    if (tests.length === 0 && !isOwn) {
      return [];
    }
    const cases = tests.map(({ document }) => document.spec.cases.length);
    onScorecard(
      name,
      cases.reduce((sum, count) => sum + count, 0),
    );
    return [
      testScorecard(scorecard, tests, {
        facts: documents.facts,
        checks: chooseChecks(name, documents, tests, selection),
      }),
    ];
  });
  return {
    reports: reports.filter(
      ({ checks, cases }) => checks.length > 0 || cases.length > 0,
    ),
    problems,
  };
}

/** Is everything that was asked for covered? */
export function isCovered(run: TestRun, minimum: number): boolean {
  return run.reports.every(
    ({ branches, outcomes }) =>
      branches.percent >= minimum && outcomes.percent >= minimum,
  );
}
