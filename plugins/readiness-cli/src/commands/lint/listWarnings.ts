/**
 * What is allowed and yet makes a scorecard worse: for readers, for those who
 * have to fix something, or for those who change the scorecard later. Errors are
 * found where documents are read.
 */
import {
  Check,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import { CompiledScorecard } from '@team-readiness/backstage-plugin-readiness-engine';
import { listOrphans, LoadedDocuments, OwnScorecard } from '../../documents';
import { plural } from '../../formats';

/** The rules; names are stable, so that reports can be compared. */
export type WarningRule =
  | 'check-without-test'
  | 'check-without-link'
  | 'gate-without-path'
  | 'many-gates'
  | 'level-without-checks'
  | 'parameter-not-read'
  | 'exemption-expired'
  | 'scorecard-without-owner'
  | 'recipe-without-test';

/** A warning; a problem with the rule that found it. */
export type Warning = Problem & { rule: WarningRule };

type Path = Array<string | number>;
type Report = (rule: WarningRule, path: Path, message: string) => void;

/** More of them, and nobody knows what a level asks for. */
const maxGatesOfLevel = 12;

/** The checks that stand in a document, good or not, with their positions. */
function listWritten({
  outline,
}: OwnScorecard): Array<{ id: string; path: Path }> {
  const { spec } = outline.value as { spec?: { checks?: unknown } };
  return (Array.isArray(spec?.checks) ? spec.checks : []).flatMap(
    (check: unknown, i) => {
      const id = (check as { id?: unknown } | null)?.id;
      return typeof id === 'string'
        ? [{ id, path: ['spec', 'checks', i] }]
        : [];
    },
  );
}

function warnOfCheck(check: Check, path: Path, report: Report) {
  const { id, gate, remediation } = check;
  if (!remediation.link) {
    report(
      'check-without-link',
      [...path, 'id'],
      `"${id}" has no remediation.link: a page that explains the topic`,
    );
  }
  if (gate && !remediation.path && !remediation.template) {
    report(
      'gate-without-path',
      [...path, 'id'],
      `the gate "${id}" has neither remediation.path nor remediation.template: where is it fixed?`,
    );
  }
}

function warnOfLevels({ document }: CompiledScorecard, report: Report) {
  const { levels, checks } = document.spec;
  levels.forEach(({ level, name }, i) => {
    const ofLevel = checks.filter(check => check.level === level);
    const gates = ofLevel.filter(({ gate }) => gate).length;
    if (gates > maxGatesOfLevel) {
      report(
        'many-gates',
        ['spec', 'levels', i],
        `level ${level} (${name}) has ${gates} gates; more than ${maxGatesOfLevel} are not remembered`,
      );
    }
    if (ofLevel.length === 0) {
      report(
        'level-without-checks',
        ['spec', 'levels', i],
        `level ${level} (${name}) has no checks, so that it is never offered`,
      );
    }
  });
}

function warnOfParams({ document }: CompiledScorecard, report: Report) {
  const { params, checks } = document.spec;
  const texts = JSON.stringify(checks);
  for (const name of Object.keys(params)) {
    const isRead = new RegExp(
      `params(\\.|\\[\\\\?["'])${name.replace(/[^\w-]/g, '.')}(?!\\w)`,
    ).test(texts);
    if (!isRead) {
      report(
        'parameter-not-read',
        ['spec', 'params', name],
        `no check reads the parameter "${name}"`,
      );
    }
  }
}

function warnOfExemptions(
  { document }: CompiledScorecard,
  now: Date,
  report: Report,
) {
  const today = now.toISOString().slice(0, 10);
  document.spec.exemptions.forEach(({ entity, check, until }, i) => {
    if (until < today) {
      report(
        'exemption-expired',
        ['spec', 'exemptions', i],
        `the exemption of ${entity} from "${check}" ended on ${until}`,
      );
    }
  });
}

function warnOfTests(
  own: OwnScorecard,
  tested: ReadonlySet<string>,
  isTestBroken: boolean,
  report: Report,
) {
  if (isTestBroken) {
    return;
  }
  const written = listWritten(own);
  const untested = written.filter(({ id }) => !tested.has(id));
  if (untested.length === written.length && written.length > 0) {
    report(
      'check-without-test',
      ['metadata', 'name'],
      `no test of "${own.name}" is among the files: ${plural(
        written.length,
        'check',
      )} without a test`,
    );
    return;
  }
  for (const { id, path } of untested) {
    report('check-without-test', [...path, 'id'], `"${id}" has no test`);
  }
}

function listWarningsOf(
  own: OwnScorecard,
  scorecard: CompiledScorecard,
  documents: LoadedDocuments,
  now: Date,
): Warning[] {
  const warnings: Warning[] = [];
  const report: Report = (rule, path, message) =>
    warnings.push({
      rule,
      subject: 'definition',
      name: own.name,
      reporter: 'lint',
      message,
      source: own.source,
      ...own.outline.placeOf(path),
    });
  const written = new Map(listWritten(own).map(({ id, path }) => [id, path]));
  const tested = new Set(
    documents.tests
      .filter(({ document }) => document.spec.scorecard === own.name)
      .flatMap(({ document }) => document.spec.cases.map(({ check }) => check)),
  );
  // Whether it is tested is not known where a test cannot be read.
  const isTestBroken = [...documents.problems, ...listOrphans(documents)].some(
    ({ reporter }) => reporter === 'tests',
  );
  const { spec } = own.outline.value as { spec?: object };
  const isWhole = !('extends' in (spec ?? {}));

  warnOfTests(own, tested, isTestBroken, report);
  for (const { definition } of scorecard.checks) {
    const path = written.get(definition.id);
    if (path) {
      warnOfCheck(definition, path, report);
    }
  }
  if (isWhole) {
    warnOfLevels(scorecard, report);
    warnOfParams(scorecard, report);
    warnOfExemptions(scorecard, now, report);
    if (
      !scorecard.document.metadata.owner &&
      !documents.builtIn.has(own.name)
    ) {
      report(
        'scorecard-without-owner',
        ['metadata'],
        'metadata.owner is missing: nobody is told that a check is wrong',
      );
    }
  }
  return warnings;
}

function listRecipeWarnings({ recipes }: LoadedDocuments): Warning[] {
  return recipes
    .filter(({ recipe }) => recipe.document.spec.tests.length === 0)
    .map(({ recipe, source, outline }): Warning => {
      const { name } = recipe.document.metadata;
      return {
        rule: 'recipe-without-test',
        subject: 'definition',
        name,
        reporter: 'lint',
        message: `the recipe "${name}" has no test: add answers of the service under spec.tests`,
        source,
        ...outline.placeOf(['metadata', 'name']),
      };
    });
}

/**
 * Warnings of the good scorecards and recipes of the arguments.
 *
 * @param now - by which exemptions are over
 */
export function listWarnings(documents: LoadedDocuments, now: Date): Warning[] {
  const ofScorecards = documents.own.flatMap(own => {
    const scorecard = documents.scorecards.find(
      ({ name }) => name === own.name,
    );
    const isBroken = documents.problems.some(
      ({ source, name }) => source === own.source && name === own.name,
    );
    return scorecard && !isBroken
      ? listWarningsOf(own, scorecard, documents, now)
      : [];
  });
  return [...ofScorecards, ...listRecipeWarnings(documents)];
}
