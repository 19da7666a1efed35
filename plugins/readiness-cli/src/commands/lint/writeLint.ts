import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import {
  JunitCase,
  markdownCode,
  markdownTable,
  markdownText,
  plural,
  safeJson,
  toJson,
  toJunit,
} from '../../formats';
import { Terminal } from '../../terminal';
import { writePlace, writeProblem } from '../noteProblems';
import { Warning } from './listWarnings';

/** What was found in documents. */
export interface LintReport {
  /** Files that were read. */
  files: string[];
  /** Files in directories that hold nothing of Readiness. */
  passedOver: number;
  errors: Problem[];
  warnings: Warning[];
  /** Texts by source. */
  texts: ReadonlyMap<string, string>;
}

function ruleOf(problem: Problem): string {
  return 'rule' in problem ? String(problem.rule) : 'error';
}

/** For people. */
export function writeLintText(
  { errors, warnings, texts, files, passedOver }: LintReport,
  terminal: Pick<Terminal, 'colors'>,
): string {
  const lines = [
    ...errors.map(each => writeProblem(each, texts, terminal)),
    ...warnings.map(each => writeProblem(each, texts, terminal, 'warning')),
  ];
  const other =
    passedOver > 0 ? `; ${plural(passedOver, 'other file')} passed over` : '';
  const summary = `${plural(files.length, 'file')}: ${plural(
    errors.length,
    'error',
  )}, ${plural(warnings.length, 'warning')}${other}`;
  const color = errors.length > 0 ? terminal.colors.red : terminal.colors.green;
  return `${lines.join('')}${lines.length > 0 ? '\n' : ''}${color(summary)}\n`;
}

/** For programs. */
export function writeLintJson(report: LintReport): string {
  const { files, passedOver, errors, warnings } = report;
  return toJson('lint', { files, passedOver, errors, warnings });
}

function toCase(problem: Problem): JunitCase {
  return {
    name: `${writePlace(problem)} ${ruleOf(problem)}`,
    className: 'documents',
    file: problem.source,
    line: problem.line,
    failure: problem.message,
  };
}

/** JUnit: a case for each file, and one for each thing that is wrong. */
export function writeLintJunit(report: LintReport, strict: boolean): string {
  const { files, errors, warnings } = report;
  const failing = strict ? [...errors, ...warnings] : errors;
  const good = files
    .filter(file => !failing.some(({ source }) => source === file))
    .map(file => ({ name: file, className: 'documents', file }));
  return toJunit('readiness lint', [
    { name: 'documents', cases: [...failing.map(toCase), ...good] },
  ]);
}

/** Markdown for a job summary. */
export function writeLintMarkdown({
  errors,
  warnings,
  files,
}: LintReport): string {
  const rows = [
    ...errors.map(problem => ({ kind: 'error', problem })),
    ...warnings.map(problem => ({ kind: 'warning', problem })),
  ].map(({ kind, problem }) => [
    kind,
    markdownCode(writePlace(problem)),
    markdownText(problem.message),
  ]);
  const summary = `${plural(files.length, 'file')}: ${plural(
    errors.length,
    'error',
  )}, ${plural(warnings.length, 'warning')}`;
  return `## Scorecards\n\n${summary}\n${
    rows.length > 0 ? `\n${markdownTable(['', 'Where', 'What'], rows)}` : ''
  }`;
}

/**
 * SARIF 2.1.0, which code hosts show beside the lines of a change
 * (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html).
 */
export function writeLintSarif({ errors, warnings }: LintReport): string {
  const toResult = (problem: Problem, level: 'error' | 'warning') => ({
    ruleId: ruleOf(problem),
    level,
    message: { text: problem.message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: encodeURI(problem.source ?? '') },
          ...(problem.line === undefined
            ? {}
            : {
                region: {
                  startLine: problem.line,
                  startColumn: problem.column ?? 1,
                },
              }),
        },
      },
    ],
  });
  const results = [
    ...errors.map(problem => toResult(problem, 'error')),
    ...warnings.map(problem => toResult(problem, 'warning')),
  ];
  const rules = [...new Set(results.map(({ ruleId }) => ruleId))];
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'readiness', rules: rules.map(id => ({ id })) },
        },
        results,
      },
    ],
  };
  return safeJson(sarif);
}
