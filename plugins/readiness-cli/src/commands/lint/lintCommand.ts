import { Command } from 'commander';
import { listLostCases, listOrphans, loadDocuments } from '../../documents';
import { Format, formatReader } from '../../formats';
import { ExitCode, exitCodes, Terminal, UsageError } from '../../terminal';
import { listWarnings } from './listWarnings';
import {
  LintReport,
  writeLintJson,
  writeLintJunit,
  writeLintMarkdown,
  writeLintSarif,
  writeLintText,
} from './writeLint';

const formats = ['text', 'json', 'junit', 'markdown', 'sarif'] as const;

interface LintOptions {
  strict: boolean;
  format: (typeof formats)[number];
}

function write(
  report: LintReport,
  format: Format,
  strict: boolean,
  terminal: Terminal,
): string {
  switch (format) {
    case 'json':
      return writeLintJson(report);
    case 'junit':
      return writeLintJunit(report, strict);
    case 'markdown':
      return writeLintMarkdown(report);
    case 'sarif':
      return writeLintSarif(report);
    default:
      return writeLintText(report, terminal);
  }
}

async function lint(
  paths: string[],
  { strict, format }: LintOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const documents = await loadDocuments(paths, { cwd: terminal.cwd });
  const { texts, passedOver, problems } = documents;
  if (texts.size === 0) {
    throw new UsageError('None of the files holds a document of Readiness');
  }
  const report: LintReport = {
    files: [...texts.keys()],
    passedOver,
    errors: [
      ...problems,
      ...listOrphans(documents),
      ...listLostCases(documents),
    ],
    warnings: listWarnings(documents, terminal.now()),
    texts,
  };
  terminal.write(write(report, format, strict, terminal));
  const isFailing =
    report.errors.length > 0 || (strict && report.warnings.length > 0);
  return isFailing ? exitCodes.failing : exitCodes.good;
}

/** `readiness lint`. */
export function lintCommand(
  terminal: Terminal,
  end: (code: ExitCode) => void,
): Command {
  return new Command('lint')
    .description(
      'Check scorecards, tests of checks and recipes of collectors: form, names, expressions and their types.',
    )
    .argument(
      '[paths...]',
      'files, directories, patterns (default: the built-in library)',
    )
    .option('--strict', 'fail over warnings too', false)
    .option(
      '--format <format>',
      `how to write the report: ${formats.join(', ')}`,
      formatReader(formats),
      'text',
    )
    .action(async (paths: string[], options: LintOptions) => {
      end(await lint(paths, options, terminal));
    });
}
