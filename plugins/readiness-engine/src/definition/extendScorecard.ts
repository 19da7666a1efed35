/**
 * A document that extends a scorecard, laid over it.
 *
 * What the document does not say stays. Its checks change, add and remove
 * checks (`extendChecks`), its parameters replace those of the same name, its
 * exemptions are added, and everything else replaces what was there. What comes
 * out is a complete document, which is compiled like any other; a problem that
 * this finds is placed where the extending document says what is wrong, or at
 * `spec.extends` where it comes together from both.
 */
import {
  Scorecard,
  ScorecardExtension,
} from '@team-readiness/backstage-plugin-readiness-common';
import { askWhetherMeant, listNames } from '../cel/types/nearestName';
import { ExtendedCheck, extendChecks } from './extendChecks';
import { ScorecardProblem } from './ScorecardProblem';

type Params = Scorecard['spec']['params'];
type Path = Array<string | number>;

/** A document put together from two, and where what is wrong with it was written. */
export interface ExtendedScorecard {
  document: Scorecard;
  /** Puts a problem of the document at its place in the extending one. */
  toExtension(problem: ScorecardProblem): ScorecardProblem;
}

function typeOf(value: Params[string]): string {
  return Array.isArray(value) ? 'list' : typeof value;
}

/** Does a check of the extending document speak of the parameter? */
function isRead(
  name: string,
  checks: ScorecardExtension['spec']['checks'],
): boolean {
  return checks.some(check =>
    JSON.stringify(check)
      .split(/\bparams\b/)
      .slice(1)
      .some(rest => {
        const [, member] = /^(?:\.|\[\\?["'])(\w+)/.exec(rest) ?? [];
        return member === name;
      }),
  );
}

function checkParams(
  { params: known }: Scorecard['spec'],
  { params, checks }: ScorecardExtension['spec'],
): ScorecardProblem[] {
  return Object.entries(params).flatMap(([name, value]) => {
    const report = (message: string) => [
      { path: ['spec', 'params', name], offset: 0, message },
    ];
    if (!Object.hasOwn(known, name)) {
      const hint =
        askWhetherMeant(name, Object.keys(known)) ||
        `; it has ${listNames(Object.keys(known))}`;
      return isRead(name, checks)
        ? []
        : report(`the scorecard has no parameter "${name}"${hint}`);
    }
    const expected = typeOf(known[name]);
    return typeOf(value) === expected
      ? []
      : report(`"${name}" must be a ${expected}, but it is a ${typeOf(value)}`);
  });
}

function checkExemptions(
  base: Scorecard,
  { exemptions }: ScorecardExtension['spec'],
  checks: readonly ExtendedCheck[],
): ScorecardProblem[] {
  const known = new Set(checks.map(({ check }) => check.id));
  return exemptions.flatMap(({ check }, i) =>
    known.has(check)
      ? []
      : [
          {
            path: ['spec', 'exemptions', i, 'check'],
            offset: 0,
            message: `there is no check "${check}" in "${
              base.metadata.name
            }"${askWhetherMeant(check, known)}`,
          },
        ],
  );
}

/** The place in the extending document of something in a check; null: it comes from the base. */
function findInCheck(
  { spec }: ScorecardExtension,
  { changedBy }: ExtendedCheck,
  below: Path,
): Path | null {
  if (changedBy === null) {
    return null;
  }
  const entry = spec.checks[changedBy] as Record<string, unknown>;
  const [field, member] = below;
  const value = entry[String(field)];
  const isGiven =
    value !== undefined &&
    (field === 'messages' || field === 'remediation'
      ? Object.hasOwn(value as object, String(member))
      : true);
  return isGiven ? ['spec', 'checks', changedBy, ...below] : null;
}

/** The place in the extending document; null: it comes from the base. */
function findInExtension(
  extension: ScorecardExtension,
  checks: readonly ExtendedCheck[],
  firstExemption: number,
  path: Path,
): Path | null {
  const [root, key, position, ...below] = path;
  if (root !== 'spec') {
    return null;
  }
  if (key === 'checks' && typeof position === 'number') {
    return findInCheck(extension, checks[position], below);
  }
  if (key === 'exemptions' && typeof position === 'number') {
    return position < firstExemption
      ? null
      : ['spec', key, position - firstExemption, ...below];
  }
  return Object.hasOwn(extension.spec, String(key)) && key !== 'params'
    ? path
    : null;
}

function toPlacer(
  base: Scorecard,
  extension: ScorecardExtension,
  checks: readonly ExtendedCheck[],
  firstExemption: number,
): ExtendedScorecard['toExtension'] {
  return problem => {
    const { path, message } = problem;
    const own = findInExtension(extension, checks, firstExemption, path);
    return own
      ? { ...problem, path: own }
      : {
          path: ['spec', 'extends'],
          offset: 0,
          message: `together with "${base.metadata.name}": ${message}`,
        };
  };
}

/**
 * Lays a document over the one that it extends.
 *
 * @param base - complete, and good
 * @returns a document under the name of the extension, or every problem with
 *   its place in the extension
 */
export function extendScorecard(
  base: Scorecard,
  extension: ScorecardExtension,
): ExtendedScorecard | { problems: ScorecardProblem[] } {
  const { metadata, spec } = extension;
  const extended = extendChecks(base, spec);
  if ('problems' in extended) {
    return {
      problems: [...checkParams(base.spec, spec), ...extended.problems],
    };
  }
  const { checks } = extended;
  const problems = [
    ...checkParams(base.spec, spec),
    ...checkExemptions(base, spec, checks),
  ];
  if (problems.length > 0) {
    return { problems };
  }
  // A release from a check that is gone has nothing left to release from.
  const exemptions = base.spec.exemptions.filter(
    ({ check }) => !spec.remove.includes(check),
  );
  const {
    extends: _extends,
    remove: _remove,
    params,
    exemptions: added,
    checks: _changes,
    ...replaced
  } = spec;
  return {
    document: {
      ...base,
      metadata: { ...base.metadata, ...metadata },
      spec: {
        ...base.spec,
        ...replaced,
        params: { ...base.spec.params, ...params },
        checks: checks.map(({ check }) => check),
        exemptions: [...exemptions, ...added],
      },
    },
    toExtension: toPlacer(base, extension, checks, exemptions.length),
  };
}
