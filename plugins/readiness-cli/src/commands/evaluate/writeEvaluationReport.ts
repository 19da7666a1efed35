import {
  JunitCase,
  markdownCode,
  markdownLink,
  markdownTable,
  markdownText,
  plural,
  toJson,
  toJunit,
} from '../../formats';
import { Comparison, ScorecardChange } from './compareReports';
import {
  EntityReport,
  EvaluationReport,
  ResultReport,
  ScorecardReport,
} from './EvaluationReport';
import {
  outcomeNames,
  writeChange,
  writeDistance,
  writeLevel,
  writeShare,
} from './writeEvaluationText';

/** For programs, and for `--compare` of a later run. */
export function writeEvaluationJson(
  report: EvaluationReport,
  comparison: Comparison | null,
): string {
  return toJson('evaluate', {
    ...report,
    ...(comparison ? { comparison } : {}),
  });
}

function toCase(
  { ref, source, line }: EntityReport,
  scorecard: ScorecardReport,
  result: ResultReport,
): JunitCase {
  const { check, outcome, message, counts } = result;
  const each = {
    name: check,
    className: `${scorecard.name}.${ref}`,
    file: source,
    line,
  };
  switch (outcome) {
    case 'fail':
    case 'error':
      return counts
        ? { ...each, failure: message }
        : { ...each, skipped: `does not count yet: ${message}` };
    case 'pass':
      return each;
    default:
      return { ...each, skipped: `${outcomeNames[outcome]}: ${message}` };
  }
}

/** JUnit: a suite for each entity and scorecard; what does not apply or is not known is skipped. */
export function writeEvaluationJunit({ entities }: EvaluationReport): string {
  return toJunit(
    'readiness evaluate',
    entities.flatMap(entity =>
      entity.scorecards.map(scorecard => ({
        name: `${entity.ref} ${scorecard.name}`,
        cases: scorecard.results.map(result =>
          toCase(entity, scorecard, result),
        ),
      })),
    ),
  );
}

const directions: Record<ScorecardChange['direction'], string> = {
  better: 'better',
  worse: 'worse',
  mixed: 'better and worse',
  same: 'no change',
};

function isChanged(change: ScorecardChange): boolean {
  return change.changes.length > 0 || change.levelBefore !== change.levelAfter;
}

function writeOutcome(outcome: keyof typeof outcomeNames | null): string {
  return outcome === null ? '–' : outcomeNames[outcome];
}

function writeComparison(comparison: Comparison): string {
  const changed = comparison.scorecards.filter(isChanged);
  if (changed.length === 0) {
    return `Nothing changed, compared with ${markdownText(
      comparison.with,
    )}.\n\n`;
  }
  const levels = markdownTable(
    ['Entity', 'Scorecard', 'Level', 'Change'],
    changed.map(change => [
      markdownCode(change.ref),
      markdownText(change.title),
      writeChange(change.levelBefore, change.levelAfter),
      change.levelBefore === null ? 'new' : directions[change.direction],
    ]),
  );
  const rows = changed.flatMap(({ ref, changes }) =>
    changes.map(({ title, before, after, message }) => [
      markdownCode(ref),
      markdownText(title),
      writeChange(writeOutcome(before), writeOutcome(after)),
      markdownText(message),
    ]),
  );
  const results =
    rows.length === 0
      ? ''
      : `\n${markdownTable(['Entity', 'Check', 'Change', 'Found'], rows)}`;
  return `Compared with ${markdownText(
    comparison.with,
  )}:\n\n${levels}${results}\n`;
}

function writeFixes({ fixes }: ScorecardReport): string {
  if (fixes.length === 0) {
    return '';
  }
  const rows = fixes.map(fix => [
    markdownLink(fix.title, fix.link),
    `${fix.effort} h`,
    fix.path === null ? '' : markdownCode(fix.path),
    fix.unlocks === null ? '' : `level ${fix.unlocks}`,
    markdownText(fix.message),
  ]);
  return `\n${markdownTable(
    ['Next fix', 'Effort', 'File', 'Reaches', 'Found'],
    rows,
  )}`;
}

function writeOpen({ results }: ScorecardReport): string {
  const open = results.filter(
    ({ outcome }) =>
      outcome === 'fail' || outcome === 'unknown' || outcome === 'error',
  );
  if (open.length === 0) {
    return '';
  }
  const rows = open.map(({ title, area, outcome, message }) => [
    markdownText(title),
    area,
    outcomeNames[outcome],
    markdownText(message),
  ]);
  return `\n<details><summary>${plural(
    open.length,
    'check',
  )} not met or without data</summary>\n\n${markdownTable(
    ['Check', 'Area', '', 'Found'],
    rows,
  )}\n</details>\n`;
}

function writeScorecard(ref: string, report: ScorecardReport): string {
  const { title, level, levelName, score, coverage, notConnected } = report;
  const notAsked =
    notConnected.length === 0
      ? ''
      : `\n${plural(
          notConnected.length,
          'check',
        )} not asked, since no source is connected here.\n`;
  return [
    `### ${markdownCode(ref)}: ${markdownText(title)}\n\n`,
    `**${markdownText(writeLevel(level, levelName))}**, ${markdownText(
      writeDistance(report),
    )}. Score ${writeShare(score)}, known ${writeShare(coverage)}.\n`,
    writeFixes(report),
    writeOpen(report),
    notAsked,
  ].join('');
}

/** Markdown for a comment on a pull request or a job summary. */
export function writeEvaluationMarkdown(
  { entities }: EvaluationReport,
  comparison: Comparison | null,
): string {
  const sections = entities.flatMap(({ ref, scorecards }) =>
    scorecards.map(scorecard => writeScorecard(ref, scorecard)),
  );
  return `## Readiness\n\n${
    comparison ? writeComparison(comparison) : ''
  }${sections.join('\n')}`;
}
