import {
  Scorecard,
  ScorecardExtension,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ScorecardProblem } from './ScorecardProblem';

type Params = Scorecard['spec']['params'];

function typeOf(value: Params[string]): string {
  return Array.isArray(value) ? 'list' : typeof value;
}

function checkParam(
  name: string,
  value: Params[string],
  known: Params,
): ScorecardProblem[] {
  const report = (message: string) => [
    { path: ['spec', 'params', name], offset: 0, message },
  ];
  if (!Object.hasOwn(known, name)) {
    const names = Object.keys(known).join(', ') || 'none';
    return report(`the scorecard has no parameter "${name}"; it has ${names}`);
  }
  const expected = typeOf(known[name]);
  return typeOf(value) === expected
    ? []
    : report(`"${name}" must be a ${expected}, but it is a ${typeOf(value)}`);
}

/**
 * Applies a document that changes another scorecard: its parameters replace
 * those of the same name, its owner replaces that of the other, its exemptions
 * are added.
 *
 * @returns a document under the name of the extension, or what is wrong with it
 */
export function extendScorecard(
  base: Scorecard,
  { metadata, spec }: ScorecardExtension,
): { document: Scorecard } | { problems: ScorecardProblem[] } {
  const problems = [
    ...Object.entries(spec.params).flatMap(([name, value]) =>
      checkParam(name, value, base.spec.params),
    ),
    ...spec.exemptions.flatMap(({ check }, i) =>
      base.spec.checks.some(({ id }) => id === check)
        ? []
        : [
            {
              path: ['spec', 'exemptions', i, 'check'],
              offset: 0,
              message: `there is no check "${check}" in "${base.metadata.name}"`,
            },
          ],
    ),
  ];
  if (problems.length > 0) {
    return { problems };
  }
  return {
    document: {
      ...base,
      metadata: { ...base.metadata, ...metadata },
      spec: {
        ...base.spec,
        params: { ...base.spec.params, ...spec.params },
        exemptions: [...base.spec.exemptions, ...spec.exemptions],
      },
    },
  };
}
