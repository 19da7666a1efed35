/**
 * From a document of the right form to a scorecard that can be evaluated: what
 * the schema cannot say is checked here, all of it, so that an author sees
 * every problem at once.
 */
import { Entity } from '@backstage/catalog-model';
import { evaluateFilterPredicate } from '@backstage/filter-predicates';
import {
  Check,
  Exemption,
  FactSchema,
  Scorecard,
} from '@team-readiness/backstage-plugin-readiness-common';
import { checkEngine } from '../cel/checkEngine';
import { evaluateScorecard } from '../evaluation/evaluateScorecard';
import { readEntity, toPredicateEntity } from '../evaluation/EvaluationContext';
import { FactPaths, FactPathsBuilder } from '../evaluation/factPaths';
import { optOutAnnotations } from '../evaluation/optOut';
import { expressionsOfTexts } from '../explanation/CheckTexts';
import { explainScorecard } from '../explanation/explainScorecard';
import {
  explainTarget,
  explainTargetLevel,
} from '../explanation/explainTarget';
import { CheckCompiler } from './CheckCompiler';
import { CompiledScorecard } from './CompiledScorecard';
import { contentHash } from './contentHash';
import { ScorecardCheck } from './ScorecardCheck';
import { findResultProblems } from './resultReads';
import { ScorecardProblem } from './ScorecardProblem';
import { findStratum, findTargetKinds } from './stratum';

type Path = Array<string | number>;

/** A broken document can break every rule; an author mends the first ones first. */
const maxProblems = 100;

/** What went well, or all that did not. */
export type CompileResult =
  | { scorecard: CompiledScorecard }
  | { problems: ScorecardProblem[] };

function findRepeated<T>(
  items: readonly T[],
  key: (item: T) => string | number,
): number[] {
  const seen = new Set<string | number>();
  return items.flatMap((item, i) => {
    const repeated = seen.has(key(item));
    seen.add(key(item));
    return repeated ? [i] : [];
  });
}

function checkLevels({ spec }: Scorecard): ScorecardProblem[] {
  const levels = new Set(spec.levels.map(({ level }) => level));
  const declared = [...levels].sort().join(', ');
  const report = (path: Path, level: number) =>
    levels.has(level)
      ? []
      : [
          {
            path,
            offset: 0,
            message: `level ${level} is not in spec.levels, which has ${declared}`,
          },
        ];
  return [
    ...findRepeated(spec.levels, ({ level }) => level).map(i => ({
      path: ['spec', 'levels', i, 'level'],
      offset: 0,
      message: `level ${spec.levels[i].level} is declared twice`,
    })),
    ...spec.checks.flatMap((check, i) =>
      report(['spec', 'checks', i, 'level'], check.level),
    ),
    ...spec.targets.flatMap((target, i) =>
      report(['spec', 'targets', i, 'level'], target.level),
    ),
  ];
}

function checkNames({ spec }: Scorecard): ScorecardProblem[] {
  const ids = new Set(spec.checks.map(({ id }) => id));
  const reportUnknown = (path: Path, id: string) =>
    ids.has(id)
      ? []
      : [{ path, offset: 0, message: `there is no check "${id}"` }];
  return [
    ...findRepeated(spec.checks, ({ id }) => id).map(i => ({
      path: ['spec', 'checks', i, 'id'],
      offset: 0,
      message: `there are two checks "${spec.checks[i].id}"`,
    })),
    ...spec.exemptions.flatMap(({ check }, i) =>
      reportUnknown(['spec', 'exemptions', i, 'check'], check),
    ),
    ...spec.targets.flatMap(({ only }, i) =>
      (only?.checks ?? []).flatMap((id, j) =>
        reportUnknown(['spec', 'targets', i, 'only', 'checks', j], id),
      ),
    ),
  ];
}

/** Predicates that the schema lets through and the evaluation would refuse. */
function checkPredicates({ spec }: Scorecard): ScorecardProblem[] {
  const predicates: Array<[Path, Check['appliesTo']]> = [
    [['spec', 'target'], spec.target],
    ...spec.targets.map(({ when }, i): [Path, Check['appliesTo']] => [
      ['spec', 'targets', i, 'when'],
      when,
    ]),
    ...spec.checks.map(({ appliesTo }, i): [Path, Check['appliesTo']] => [
      ['spec', 'checks', i, 'appliesTo'],
      appliesTo,
    ]),
  ];
  return predicates.flatMap(([path, predicate]) => {
    try {
      evaluateFilterPredicate(predicate ?? {}, {});
      return [];
    } catch (error) {
      return [{ path, offset: 0, message: (error as Error).message }];
    }
  });
}

function groupExemptions(exemptions: readonly Exemption[]) {
  const byEntity = new Map<string, Map<string, Exemption>>();
  for (const exemption of exemptions) {
    const ref = exemption.entity.toLowerCase();
    const byCheck = byEntity.get(ref) ?? new Map<string, Exemption>();
    const other = byCheck.get(exemption.check);
    if (!other || other.until < exemption.until) {
      byCheck.set(exemption.check, exemption);
    }
    byEntity.set(ref, byCheck);
  }
  return byEntity;
}

/** See `CompiledScorecard.factPaths`. */
function findFactPaths(
  { metadata, spec }: Scorecard,
  checks: readonly ScorecardCheck[],
): FactPaths {
  const paths = new FactPathsBuilder();
  paths.addPredicate(spec.target);
  spec.targets.forEach(({ when }) => paths.addPredicate(when));
  for (const check of checks) {
    paths.add(check.factPaths);
    expressionsOfTexts(check.texts).forEach(each => paths.addExpression(each));
    optOutAnnotations(metadata.name, check.definition).forEach(name =>
      paths.addAnnotation(name),
    );
  }
  return paths.facts;
}

function createScorecard(
  document: Scorecard,
  stratum: 0 | 2,
  checks: readonly ScorecardCheck[],
): CompiledScorecard {
  const { target } = document.spec;
  const program = {
    name: document.metadata.name,
    document,
    checks,
    exemptions: groupExemptions(document.spec.exemptions),
  };
  let factPaths: FactPaths | undefined;
  return Object.freeze({
    name: program.name,
    document,
    contentHash: contentHash(document),
    stratum,
    checks,
    get factPaths() {
      factPaths ??= findFactPaths(document, checks);
      return factPaths;
    },
    withEnforcement: days =>
      createScorecard(
        document,
        stratum,
        checks.map(check =>
          check.enforcedFrom(days.get(check.definition.id) ?? null),
        ),
      ),
    matches(entity: Entity) {
      try {
        return evaluateFilterPredicate(target, entity);
      } catch {
        return false;
      }
    },
    evaluate: input => evaluateScorecard(program, input),
    explain: (input, evaluation) =>
      explainScorecard(program, input, evaluation),
    explainTarget: input =>
      explainTarget(document, readEntity(input.facts.catalog?.data)),
    explainTargetLevel: input =>
      explainTargetLevel(
        document,
        toPredicateEntity(input.facts.catalog?.data),
      ),
  } satisfies CompiledScorecard);
}

/**
 * Compiles a document that passed the schema.
 *
 * @param options - `facts`: what expressions are checked against; null: types
 *   are not checked
 * @returns the scorecard, or every problem that was found
 */
export function compileScorecard(
  document: Scorecard,
  options: { facts: readonly FactSchema[] | null },
): CompileResult {
  const problems = [
    ...checkLevels(document),
    ...checkNames(document),
    ...checkPredicates(document),
  ];
  const found = findTargetKinds(document.spec.target);
  if ('message' in found) {
    problems.push({
      path: ['spec', 'target'],
      offset: 0,
      message: found.message,
    });
  }
  const kinds = 'kinds' in found ? found.kinds : new Set<string>();
  const compiler = new CheckCompiler(
    checkEngine,
    document.spec,
    kinds,
    options.facts,
  );
  const checks = document.spec.checks.flatMap(
    (check, i) => compiler.compile(check, ['spec', 'checks', i]) ?? [],
  );
  problems.push(
    ...compiler.problems,
    ...findResultProblems(
      new Map(checks.map(check => [check.definition.id, check.stratum])),
      compiler.resultReads,
    ),
  );
  if (problems.length > 0) {
    return { problems: problems.slice(0, maxProblems) };
  }
  return {
    scorecard: createScorecard(document, findStratum(kinds), checks),
  };
}
