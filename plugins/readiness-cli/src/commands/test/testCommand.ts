import { Command, InvalidArgumentError } from 'commander';
import { loadDocuments } from '../../documents';
import { Format, formatReader, plural } from '../../formats';
import { ExitCode, exitCodes, Terminal, UsageError } from '../../terminal';
import { noteProblems } from '../noteProblems';
import { isCovered, runTests, TestRun } from './runTests';
import {
  CoverageMinimum,
  writeTestJson,
  writeTestJunit,
  writeTestMarkdown,
} from './writeTestReport';
import { writeTestText } from './writeTestText';

const formats = ['text', 'json', 'junit', 'markdown'] as const;

interface TestOptions {
  check: string[];
  coverageMin: number | null;
  all: boolean;
  format: (typeof formats)[number];
}

function readPercent(value: string): number {
  const percent = Number(value);
  if (value.trim() === '' || !(percent >= 0 && percent <= 100)) {
    throw new InvalidArgumentError('A percentage from 0 to 100 is expected.');
  }
  return percent;
}

function write(
  run: TestRun,
  format: Format,
  terminal: Terminal,
  { coverageMin, all }: { coverageMin: CoverageMinimum; all: boolean },
): string {
  switch (format) {
    case 'json':
      return writeTestJson(run, coverageMin);
    case 'junit':
      return writeTestJunit(run, coverageMin);
    case 'markdown':
      return writeTestMarkdown(run);
    default:
      return writeTestText(run, terminal, all);
  }
}

function requireChecks(run: TestRun, checks: readonly string[]) {
  const known = new Set(
    run.reports.flatMap(report => report.checks.map(({ check }) => check)),
  );
  const missing = checks.find(check => !known.has(check));
  if (missing !== undefined && run.problems.length === 0) {
    throw new UsageError(`No tested scorecard has a check "${missing}"`);
  }
}

async function test(
  paths: string[],
  options: TestOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const documents = await loadDocuments(paths, { cwd: terminal.cwd });
  const run = await runTests(
    documents,
    { checks: options.check },
    (name, cases) =>
      terminal.progress(`Testing ${name}: ${plural(cases, 'case')}`),
  );
  terminal.progress(null);
  requireChecks(run, options.check);
  if (
    run.reports.length === 0 &&
    run.recipes.length === 0 &&
    run.problems.length === 0
  ) {
    throw new UsageError('There is no scorecard and no test to run');
  }
  noteProblems(run.problems, documents.texts, terminal);
  terminal.write(write(run, options.format, terminal, options));
  if (run.problems.length > 0) {
    return exitCodes.broken;
  }
  const { coverageMin } = options;
  const isShort = coverageMin !== null && !isCovered(run, coverageMin);
  if (isShort) {
    terminal.note(`Coverage is below the ${coverageMin} % that are asked for.`);
  }
  const isFailing = [...run.reports, ...run.recipes].some(
    ({ failed }) => failed > 0,
  );
  return isShort || isFailing ? exitCodes.failing : exitCodes.good;
}

/** `readiness test`. */
export function testCommand(
  terminal: Terminal,
  end: (code: ExitCode) => void,
): Command {
  return new Command('test')
    .description(
      'Run the tests of checks and recipes, and tell which branch of a condition no case reaches.',
    )
    .argument(
      '[paths...]',
      'scorecards, *.test.yaml files and recipes: files, directories, patterns (default: the built-in library)',
    )
    .option(
      '--check <id>',
      'only this check; may be given several times',
      (id: string, before: string[]) => [...before, id],
      [],
    )
    .option(
      '--coverage-min <percent>',
      'fail where outcomes or branches of a scorecard are covered less',
      readPercent,
      null,
    )
    .option('--all', 'list the coverage of complete checks too', false)
    .option(
      '--format <format>',
      `how to write the report: ${formats.join(', ')}`,
      formatReader(formats),
      'text',
    )
    .action(async (paths: string[], options: TestOptions) => {
      end(await test(paths, options, terminal));
    });
}
