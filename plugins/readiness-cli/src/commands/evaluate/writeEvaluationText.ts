import {
  Area,
  areas,
  Outcome,
} from '@team-readiness/backstage-plugin-readiness-common';
import { plural, textTable, wrapText } from '../../formats';
import { Terminal } from '../../terminal';
import { Comparison, ScorecardChange } from './compareReports';
import {
  EntityReport,
  EvaluationReport,
  FixReport,
  ResultReport,
  ScorecardReport,
} from './EvaluationReport';

type Style = Pick<Terminal, 'colors' | 'width'>;

/** What an outcome is called for people; as on the pages of the portal. */
export const outcomeNames: Record<Outcome, string> = {
  pass: 'met',
  fail: 'not met',
  unknown: 'no data',
  'not-applicable': 'does not apply',
  exempt: 'exempt',
  error: 'failed to run',
};

/** A level with its name. */
export function writeLevel(level: number, name: string): string {
  return level === 0 ? name : `level ${level} (${name})`;
}

/** How far it is to the target, in words. */
export function writeDistance(report: ScorecardReport): string {
  const { target, targetName, onTarget, fixes } = report;
  if (target === null) {
    return 'nothing is asked of it';
  }
  const asked = `target ${writeLevel(target, targetName ?? '')}`;
  return onTarget
    ? `on target, ${asked}`
    : `${plural(fixes.length, 'fix', 'fixes')} to target, ${asked}`;
}

/** A share of 1 as a percentage; a dash where there is none. */
export function writeShare(share: number | null): string {
  return share === null ? '–' : `${Math.floor(share * 100)} %`;
}

function mark(outcome: Outcome, { colors }: Style): string {
  switch (outcome) {
    case 'pass':
      return colors.green('✓');
    case 'fail':
    case 'error':
      return colors.red('✗');
    case 'unknown':
      return colors.yellow('?');
    default:
      return colors.dim('–');
  }
}

function writeFix(fix: FixReport, number: number, style: Style): string {
  const { colors, width } = style;
  const facts = [
    `${fix.effort} h`,
    ...(fix.path === null ? [] : [fix.path]),
    ...(fix.unlocks === null ? [] : [`reaches level ${fix.unlocks}`]),
  ];
  const lines = [
    `    ${number}. ${colors.bold(fix.title)} ${colors.dim(
      `(${fix.check})`,
    )}  ${facts.join(' · ')}\n`,
    `${wrapText(fix.message, width, 7)}\n`,
    `${wrapText(fix.how, width, 7)}\n`,
  ];
  return lines.join('') + (fix.link === null ? '' : `       ${fix.link}\n`);
}

function writeOpen(result: ResultReport, style: Style): string {
  const { check, title, outcome, level, gate, counts, message, from } = result;
  const notes = [
    outcomeNames[outcome],
    ...(gate ? [`gate of level ${level}`] : []),
    ...(counts ? [] : ['does not count yet']),
    ...(from === 'portal' ? ['as the portal knows'] : []),
  ];
  const heading = `      ${mark(outcome, style)} ${title} ${style.colors.dim(
    `(${check}; ${notes.join(', ')})`,
  )}\n`;
  return `${heading}${wrapText(message, style.width, 8)}\n`;
}

function writeCounts(results: readonly ResultReport[]): string {
  const counted: Outcome[] = [
    'pass',
    'fail',
    'unknown',
    'error',
    'exempt',
    'not-applicable',
  ];
  return counted
    .map(outcome => ({
      outcome,
      count: results.filter(each => each.outcome === outcome).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${outcomeNames[outcome]}`)
    .join(', ');
}

function writeArea(
  area: Area,
  results: readonly ResultReport[],
  style: Style,
): string {
  const open = results.filter(
    ({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable',
  );
  return `    ${style.colors.bold(area)}: ${writeCounts(results)}\n${open
    .map(result => writeOpen(result, style))
    .join('')}`;
}

function writeNotConnected(
  { notConnected }: ScorecardReport,
  { colors, width }: Style,
): string {
  if (notConnected.length === 0) {
    return '';
  }
  const facts = [...new Set(notConnected.flatMap(({ reads }) => reads))].sort();
  return colors.dim(
    `${wrapText(
      `${plural(
        notConnected.length,
        'check',
      )} not asked, since no source is connected here: ${facts.join(', ')}`,
      width,
      4,
    )}\n`,
  );
}

function writeScorecard(report: ScorecardReport, style: Style): string {
  const { title, level, levelName, score, coverage, fixes, results } = report;
  const { colors } = style;
  const distance = writeDistance(report);
  const lines = [
    `  ${colors.bold(title)}: ${writeLevel(level, levelName)}; ${
      report.onTarget === false ? colors.yellow(distance) : distance
    }; score ${writeShare(score)}, known ${writeShare(coverage)}\n`,
  ];
  if (fixes.length > 0) {
    const hours = fixes.reduce((sum, { effort }) => sum + effort, 0);
    lines.push(
      `\n    ${plural(
        fixes.length,
        'fix',
        'fixes',
      )} to target, about ${hours} h\n`,
      ...fixes.map((fix, i) => writeFix(fix, i + 1, style)),
    );
  }
  lines.push('\n');
  for (const area of areas) {
    const ofArea = results.filter(result => result.area === area);
    if (ofArea.length > 0) {
      lines.push(writeArea(area, ofArea, style));
    }
  }
  lines.push(writeNotConnected(report, style));
  return lines.join('');
}

function writeEntity(entity: EntityReport, style: Style): string {
  const { colors, width } = style;
  const place = `${entity.source}:${entity.line}`.replace(/\s+/g, ' ');
  const heading = `${colors.bold(entity.ref)}  ${colors.dim(place)}\n`;
  const problems = entity.problems.map(
    ({ source, line, message }) =>
      `${wrapText(
        `! ${[source, line].filter(Boolean).join(':')} ${message}`,
        width,
        2,
      )}\n`,
  );
  const scorecards = entity.scorecards.map(each => writeScorecard(each, style));
  return `${heading}${problems.join('')}${scorecards.join('\n')}`;
}

/** What a level or an outcome was and is. */
export function writeChange(
  before: string | number | null,
  after: string | number | null,
): string {
  return `${before ?? '–'} → ${after ?? '–'}`;
}

function writeScorecardChange(change: ScorecardChange, style: Style): string {
  const { colors } = style;
  const { ref, title, levelBefore, levelAfter, changes } = change;
  const isNew = levelBefore === null;
  const what =
    isNew || levelAfter === null
      ? `  ${isNew ? 'new' : 'not there any more'}`
      : `  level ${writeChange(levelBefore, levelAfter)}`;
  const rows = changes.map(each => [
    each.title,
    each.before === null ? '–' : outcomeNames[each.before],
    each.after === null
      ? '–'
      : `${mark(each.after, style)} ${outcomeNames[each.after]}`,
  ]);
  const table =
    rows.length === 0
      ? ''
      : textTable(
          [{ title: 'check' }, { title: 'before' }, { title: 'after' }],
          rows,
          2,
        );
  return `${colors.bold(ref)}  ${title}${what}\n${table}`;
}

function writeComparison(comparison: Comparison, style: Style): string {
  const changed = comparison.scorecards.filter(
    ({ changes, levelBefore, levelAfter }) =>
      changes.length > 0 || levelBefore !== levelAfter,
  );
  const heading = `\nChange, compared with ${comparison.with}\n`;
  return changed.length === 0
    ? `${heading}  nothing changed\n`
    : `${heading}${changed
        .map(change => writeScorecardChange(change, style))
        .join('')}`;
}

/** For people. */
export function writeEvaluationText(
  report: EvaluationReport,
  comparison: Comparison | null,
  style: Style,
): string {
  const entities = report.entities.map(entity => writeEntity(entity, style));
  return `${entities.join('\n')}${
    comparison ? writeComparison(comparison, style) : ''
  }`;
}
