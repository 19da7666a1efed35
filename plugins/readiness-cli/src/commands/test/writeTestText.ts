import {
  CheckCoverage,
  MissedBranch,
  Share,
  TestReport,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { plural, textTable, wrapText } from '../../formats';
import { Terminal } from '../../terminal';
import { RecipeRun, TestRun } from './runTests';

type Style = Pick<Terminal, 'colors' | 'width'>;

/** One sentence on a branch that no case reaches. */
export function describeMissed({
  expression,
  text,
  value,
}: MissedBranch): string {
  return `${expression}: never ${value}: ${text.replace(/\s+/g, ' ')}`;
}

/** A share as a percentage. */
export function writePercent({ percent }: Share): string {
  return `${percent} %`;
}

function isComplete({ outcomes, branches }: CheckCoverage): boolean {
  return outcomes.percent === 100 && branches.percent === 100;
}

function writeFailures(
  { cases }: TestReport,
  { colors, width }: Style,
): string {
  return cases
    .filter(({ passed }) => !passed)
    .map(({ check, name, source, line, column, problems }) => {
      // A name with line ends would look like another case.
      const words = name.replace(/\s+/g, ' ');
      const heading = `${colors.red('✗')} ${colors.bold(check)}: ${words}`;
      const place = colors.dim(`${source}:${line}:${column}`);
      const body = problems
        .map(problem => `${wrapText(problem, width, 4)}\n`)
        .join('');
      return `  ${heading}  ${place}\n${body}`;
    })
    .join('');
}

function writeCoverage(
  { checks }: TestReport,
  { colors, width }: Style,
  all: boolean,
): string {
  const shown = checks.filter(check => all || !isComplete(check));
  if (shown.length === 0) {
    return '';
  }
  const share = ({ reached, total }: Share) => {
    const text = `${reached}/${total}`;
    return reached === total ? colors.green(text) : colors.yellow(text);
  };
  const table = textTable(
    [
      { title: 'check' },
      { title: 'cases', align: 'right' },
      { title: 'outcomes', align: 'right' },
      { title: 'branches', align: 'right' },
    ],
    shown.map(({ check, cases, outcomes, branches }) => [
      check,
      String(cases),
      share(outcomes),
      share(branches),
    ]),
    2,
  );
  const missed = shown
    .filter(check => !isComplete(check))
    .map(({ check, cases, missedOutcomes, missedBranches }) => {
      const outcomes = missedOutcomes.map(outcome => `no case is ${outcome}`);
      const lines =
        cases === 0
          ? ['no case that passes']
          : [...outcomes, ...missedBranches.map(describeMissed)];
      return `  ${colors.yellow('!')} ${check}\n${lines
        .map(line => `${wrapText(line, width, 6)}\n`)
        .join('')}`;
    });
  return `\n${table}${missed.length > 0 ? '\n' : ''}${missed.join('')}`;
}

function writeRecipe(
  { collector, source, tests, failed, missed, lines }: RecipeRun,
  { colors, width }: Style,
): string {
  const count = plural(tests.length, 'test');
  const counts =
    failed === 0
      ? colors.green(`${count} passed`)
      : colors.red(`${failed} of ${count} failed`);
  const failures = tests
    .filter(({ passed }) => !passed)
    .map(({ name, index, problems }) => {
      const words = name.replace(/\s+/g, ' ');
      const place = colors.dim(`${source}:${lines[index]}`);
      const body = problems
        .map(problem => `${wrapText(problem, width, 4)}\n`)
        .join('');
      return `  ${colors.red('✗')} ${words}  ${place}\n${body}`;
    });
  const gaps = missed.map(
    sentence => `  ${colors.yellow('!')} ${wrapText(sentence, width)}\n`,
  );
  return [
    `${colors.bold(collector)} (recipe): ${counts}\n`,
    ...failures,
    ...gaps,
  ].join('');
}

/**
 * The report for people.
 *
 * @param all - lists complete checks too
 */
export function writeTestText(
  run: TestRun,
  style: Style,
  all: boolean,
): string {
  const { colors } = style;
  const scorecards = run.reports
    .filter(({ cases }) => run.problems.length === 0 || cases.length > 0)
    .map(report => {
      const { scorecard, cases, failed, checks, outcomes, branches } = report;
      const counts =
        failed === 0
          ? colors.green(`${plural(cases.length, 'case')} passed`)
          : `${colors.red(
              `${failed} of ${plural(cases.length, 'case')} failed`,
            )}`;
      const complete = checks.filter(isComplete).length;
      const lines = [
        `${colors.bold(scorecard)}: ${counts}\n`,
        writeFailures(report, style),
      ];
      if (run.problems.length > 0) {
        // What the cases reach is not known where some cannot be read.
        return lines.join('');
      }
      lines.push(
        writeCoverage(report, style, all),
        `\n  ${complete} of ${plural(
          checks.length,
          'check',
        )} complete; outcomes ${writePercent(outcomes)} (${
          outcomes.reached
        } of ${outcomes.total}), branches ${writePercent(branches)} (${
          branches.reached
        } of ${branches.total})\n`,
      );
      return lines.join('');
    });
  const recipes = run.recipes.map(recipe => writeRecipe(recipe, style));
  return [...scorecards, ...recipes].join('\n');
}
