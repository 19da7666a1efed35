import {
  CaseReport,
  CheckCoverage,
  TestReport,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  JunitCase,
  JunitSuite,
  markdownCode,
  markdownTable,
  markdownText,
  plural,
  toJson,
  toJunit,
} from '../../formats';
import { isCovered, RecipeRun, TestRun } from './runTests';
import { describeMissed, writePercent } from './writeTestText';

/** What is asked of the coverage: a percentage, or null for nothing. */
export type CoverageMinimum = number | null;

/** JSON: the reports of the engine, and the problems of documents. */
export function writeTestJson(run: TestRun, minimum: CoverageMinimum): string {
  return toJson('test', {
    passed: [...run.reports, ...run.recipes].every(
      ({ failed }) => failed === 0,
    ),
    covered: minimum === null ? null : isCovered(run, minimum),
    coverageMinimum: minimum,
    scorecards: run.reports,
    recipes: run.recipes,
    problems: run.problems,
  });
}

function listMissed({ missedOutcomes, missedBranches }: CheckCoverage) {
  return [
    ...missedOutcomes.map(outcome => `no case is ${outcome}`),
    ...missedBranches.map(describeMissed),
  ];
}

function toCase(scorecard: string, each: CaseReport): JunitCase {
  const { check, name, source, line, problems } = each;
  return {
    name,
    className: `${scorecard}.${check}`,
    file: source,
    line,
    ...(problems.length > 0 ? { failure: problems.join('\n') } : {}),
  };
}

function coverageSuite(
  { scorecard, checks }: TestReport,
  minimum: number,
): JunitSuite {
  return {
    name: `${scorecard} coverage`,
    cases: checks.map(coverage => {
      const { check, outcomes, branches } = coverage;
      const isShort = outcomes.percent < minimum || branches.percent < minimum;
      return {
        name: `cases reach ${minimum} % of ${check}`,
        className: `${scorecard}.${check}`,
        ...(isShort ? { failure: listMissed(coverage).join('\n') } : {}),
      };
    }),
  };
}

function recipeSuite({
  collector,
  source,
  tests,
  lines,
}: RecipeRun): JunitSuite {
  return {
    name: collector,
    cases: tests.map(({ name, index, problems }) => ({
      name,
      className: `recipes.${collector}`,
      file: source,
      line: lines[index],
      ...(problems.length > 0 ? { failure: problems.join('\n') } : {}),
    })),
  };
}

/** JUnit: a suite for each scorecard and recipe, and one for its coverage where some is asked for. */
export function writeTestJunit(run: TestRun, minimum: CoverageMinimum): string {
  const suites = run.reports.flatMap(report => [
    {
      name: report.scorecard,
      cases: report.cases.map(each => toCase(report.scorecard, each)),
    },
    ...(minimum === null ? [] : [coverageSuite(report, minimum)]),
  ]);
  const broken: JunitSuite = {
    name: 'documents',
    cases: run.problems.map(({ name, source, line, message }) => ({
      name,
      className: 'documents',
      file: source,
      line,
      failure: message,
    })),
  };
  const recipes = run.recipes.map(recipeSuite);
  return toJunit('readiness test', [
    ...(broken.cases.length > 0 ? [broken] : []),
    ...suites,
    ...recipes,
  ]);
}

function writeFailures({ cases }: TestReport): string {
  const failed = cases.filter(({ passed }) => !passed);
  if (failed.length === 0) {
    return '';
  }
  return `\n${markdownTable(
    ['Check', 'Case', 'What differs', 'Where'],
    failed.map(({ check, name, problems, source, line }) => [
      markdownCode(check),
      markdownText(name),
      markdownText(problems.join('; ')),
      markdownCode(`${source}:${line}`),
    ]),
  )}`;
}

function writeMissed({ checks }: TestReport): string {
  const missed = checks.flatMap(coverage =>
    listMissed(coverage).map(what => [
      markdownCode(coverage.check),
      markdownCode(what),
    ]),
  );
  return missed.length === 0
    ? ''
    : `\n<details><summary>${plural(
        missed.length,
        'branch or outcome',
        'branches and outcomes',
      )} that no case reaches</summary>\n\n${markdownTable(
        ['Check', 'Missed'],
        missed,
      )}\n</details>\n`;
}

function writeRecipes(recipes: readonly RecipeRun[]): string {
  if (recipes.length === 0) {
    return '';
  }
  const summary = markdownTable(
    ['Recipe', 'Tests', 'Failed'],
    recipes.map(({ collector, tests, failed }) => [
      markdownCode(collector),
      String(tests.length),
      String(failed),
    ]),
  );
  const failures = recipes.flatMap(({ collector, source, tests, lines }) =>
    tests
      .filter(({ passed }) => !passed)
      .map(({ name, index, problems }) => [
        markdownCode(collector),
        markdownText(name),
        markdownText(problems.join('; ')),
        markdownCode(`${source}:${lines[index]}`),
      ]),
  );
  const details =
    failures.length > 0
      ? `\n${markdownTable(
          ['Recipe', 'Test', 'What differs', 'Where'],
          failures,
        )}`
      : '';
  return `\n${summary}${details}`;
}

/** Markdown for a job summary. */
export function writeTestMarkdown(run: TestRun): string {
  const summary = markdownTable(
    ['Scorecard', 'Cases', 'Failed', 'Outcomes', 'Branches'],
    run.reports.map(({ scorecard, cases, failed, outcomes, branches }) => [
      markdownCode(scorecard),
      String(cases.length),
      String(failed),
      writePercent(outcomes),
      writePercent(branches),
    ]),
  );
  const problems = run.problems.map(
    ({ source = '', line, message }) =>
      `- ${markdownCode(line ? `${source}:${line}` : source)} ${markdownText(
        message,
      )}\n`,
  );
  return [
    '## Tests of checks\n\n',
    summary,
    problems.length > 0 ? `\n${problems.join('')}` : '',
    writeRecipes(run.recipes),
    ...run.reports.map(report => writeFailures(report) + writeMissed(report)),
  ].join('');
}
