/** Runs the tests of loaded documents: a pure function of them. */
import {
  PlacedScorecardTest,
  RecipeTestReport,
  testRecipe,
  testScorecard,
  TestReport,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { listOrphans, LoadedDocuments } from '../../documents';

/** What came of a run. */
export interface TestRun {
  /** One for each scorecard that was tested or should have been, by name. */
  reports: TestReport[];
  /** One for each recipe, by name. */
  recipes: RecipeRun[];
  /** Broken documents, and tests of scorecards that are not there. */
  problems: Problem[];
}

/** What came of the tests of a recipe, and where they stand. */
export interface RecipeRun extends RecipeTestReport {
  source: string;
  /** 1-based, by position in `spec.tests`. */
  lines: number[];
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

/** Runs the tests of recipes, unless single checks are asked for. */
async function runRecipes(
  { recipes }: LoadedDocuments,
  { checks }: TestSelection,
): Promise<RecipeRun[]> {
  const runs: RecipeRun[] = [];
  for (const { recipe, source, outline } of checks.length > 0 ? [] : recipes) {
    const report = await testRecipe(recipe);
    const lines = report.tests.map(
      ({ index }) => outline.placeOf(['spec', 'tests', index]).line,
    );
    runs.push({ ...report, source, lines });
  }
  return runs.sort((a, b) => (a.collector < b.collector ? -1 : 1));
}

/**
 * @param onScorecard - told before the tests of a scorecard are run
 */
export async function runTests(
  documents: LoadedDocuments,
  selection: TestSelection,
  onScorecard: (name: string, cases: number) => void = () => {},
): Promise<TestRun> {
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
    recipes: await runRecipes(documents, selection),
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
