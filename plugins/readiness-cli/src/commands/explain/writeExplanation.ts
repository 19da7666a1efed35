import {
  CheckExplanation,
  ConditionLine,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  markdownCode,
  markdownLink,
  markdownText,
  toJson,
  wrapText,
} from '../../formats';
import { Terminal } from '../../terminal';
import { outcomeNames } from '../evaluate/writeEvaluationText';
import { ExplanationReport } from './ExplanationReport';

type Style = Pick<Terminal, 'colors' | 'width'>;

const roles: Record<ConditionLine['role'], string> = {
  target: 'What the scorecard is about',
  applies: 'Does it apply?',
  unknown: 'Is the answer not in the data?',
  condition: 'Condition',
};

const kinds: Record<ConditionLine['kind'], string> = {
  all: 'all of',
  any: 'any of',
  not: 'not',
  choice: 'if, then, else',
  part: '',
};

const truths: Record<ConditionLine['truth'], string> = {
  true: '✓',
  false: '✗',
  failed: '!',
  'not-reached': '·',
};

const maxValueLength = 120;

function writeValue(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > maxValueLength
    ? `${json.slice(0, maxValueLength)}…`
    : json;
}

function describeLine({ kind, text, truth, decided }: ConditionLine): string {
  const words = kind === 'part' ? text.replace(/\s+/g, ' ') : kinds[kind];
  const notes = [
    ...(truth === 'failed' ? ['cannot be said'] : []),
    ...(truth === 'not-reached' ? ['not asked'] : []),
    ...(decided && kind === 'part' ? ['decided'] : []),
  ];
  return `${words}${notes.length > 0 ? `  (${notes.join(', ')})` : ''}`;
}

function writeLine(line: ConditionLine, { colors }: Style): string {
  const indent = ' '.repeat(4 + 2 * line.depth);
  const paints = { true: colors.green, false: colors.red };
  const paint =
    line.truth === 'true' || line.truth === 'false'
      ? paints[line.truth]
      : colors.yellow;
  const words = describeLine(line);
  const heading = `${indent}${paint(truths[line.truth])} ${
    line.decided ? colors.bold(words) : words
  }\n`;
  const seen = line.seen.map(
    ({ path, value }) =>
      `${indent}    ${colors.dim(`${path} = ${writeValue(value)}`)}\n`,
  );
  return heading + seen.join('');
}

function writeConditions(
  { conditions }: CheckExplanation,
  style: Style,
): string {
  return [...new Set(conditions.map(({ role }) => role))]
    .map(role => {
      const lines = conditions.filter(line => line.role === role);
      return `\n  ${roles[role]}\n${lines
        .map(line => writeLine(line, style))
        .join('')}`;
    })
    .join('');
}

function writeSources({ sources }: CheckExplanation): string {
  if (sources.length === 0) {
    return '';
  }
  const lines = sources.map(({ collector, location, observedAt }) => {
    const seen = observedAt ? `seen ${observedAt}` : 'never observed';
    return `    ${[collector, location, seen].filter(Boolean).join('  ')}\n`;
  });
  return `\n  Sources\n${lines.join('')}`;
}

function writeFix(
  { remediation }: CheckExplanation,
  effort: number,
  { width }: Style,
): string {
  const { text, path, example, link } = remediation;
  const heading = [`${effort} h`, path].filter(Boolean).join(', ');
  const lines = [
    `\n  How to fix it (${heading})\n`,
    `${wrapText(text, width, 4)}\n`,
    example ? `\n${example.trimEnd().replace(/^(?=.)/gm, '      ')}\n` : '',
    link ? `    ${link}\n` : '',
  ];
  return lines.join('');
}

function writeNotAsked({ applies, notConnected }: ExplanationReport): string {
  if (!applies.value) {
    return applies.message;
  }
  return notConnected.length > 0
    ? `It is not asked, since no source is connected here: ${notConnected.join(
        ', ',
      )}.`
    : 'It is not asked at its stage.';
}

function writeReport(report: ExplanationReport, style: Style): string {
  const { ref, scorecard, check, explanation } = report;
  const { colors, width } = style;
  const outcome = explanation ? outcomeNames[explanation.outcome] : 'not asked';
  const heading = `${colors.bold(ref)}  ${check.title} ${colors.dim(
    `(${scorecard}/${check.id})`,
  )}: ${colors.bold(outcome)}\n`;
  if (!explanation) {
    return `${heading}${wrapText(writeNotAsked(report), width, 2)}\n`;
  }
  const isOpen = !['pass', 'not-applicable'].includes(explanation.outcome);
  const lines = [
    heading,
    `${wrapText(explanation.message, width, 2)}\n`,
    `${wrapText(`Asked: ${check.question}`, width, 2)}\n`,
    `${wrapText(`Looked for: ${explanation.lookedFor}`, width, 2)}\n`,
    explanation.optOut
      ? `${wrapText(
          `Opts out${explanation.optOut.accepted ? '' : ' (not allowed)'}: ${
            explanation.optOut.reason
          }`,
          width,
          2,
        )}\n`
      : '',
    writeConditions(explanation, style),
    writeSources(explanation),
    isOpen ? writeFix(explanation, check.effort, style) : '',
  ];
  return lines.join('');
}

/** For people. */
export function writeExplanationText(
  reports: readonly ExplanationReport[],
  style: Style,
): string {
  return reports.map(report => writeReport(report, style)).join('\n');
}

/** For programs. */
export function writeExplanationJson(
  reports: readonly ExplanationReport[],
): string {
  return toJson('explain', { explanations: reports });
}

function writeMarkdownReport(report: ExplanationReport): string {
  const { ref, check, explanation } = report;
  const outcome = explanation ? outcomeNames[explanation.outcome] : 'not asked';
  const heading = `## ${markdownCode(ref)}: ${markdownText(
    check.title,
  )} is ${outcome}\n\n`;
  if (!explanation) {
    return `${heading}${markdownText(writeNotAsked(report))}\n`;
  }
  const lines = explanation.conditions.flatMap(line => [
    `${'  '.repeat(line.depth)}- ${truths[line.truth]} ${markdownCode(
      describeLine(line),
    )}\n`,
    ...line.seen.map(
      ({ path, value }) =>
        `${'  '.repeat(line.depth + 1)}- ${markdownCode(
          `${path} = ${writeValue(value)}`,
        )}\n`,
    ),
  ]);
  const { text, path, link } = explanation.remediation;
  return [
    heading,
    `${markdownText(explanation.message)}\n\n`,
    lines.join(''),
    `\n**How to fix it** (${check.effort} h${
      path ? `, ${markdownCode(path)}` : ''
    }): ${text.replace(/\s+/g, ' ').replace(/@(?=\w)/g, '@\u200b')}\n`,
    link ? `\n${markdownLink('Read more', link)}\n` : '',
  ].join('');
}

/** Markdown for a comment. */
export function writeExplanationMarkdown(
  reports: readonly ExplanationReport[],
): string {
  return reports.map(writeMarkdownReport).join('\n');
}
