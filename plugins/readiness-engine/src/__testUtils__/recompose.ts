import {
  Check,
  Exemption,
  Scorecard,
} from '@team-readiness/backstage-plugin-readiness-common';
import { CompiledScorecard } from '../definition/CompiledScorecard';
import { ScorecardCheck } from '../definition/ScorecardCheck';
import {
  evaluateScorecard,
  ScorecardProgram,
} from '../evaluation/evaluateScorecard';
import { explainScorecard } from '../explanation/explainScorecard';

/**
 * Makes another scorecard of the compiled checks of one, since a law is tried
 * with thousands of scorecards of the same few conditions.
 *
 * @param base - with a check for each condition
 * @param checks - `from`: id of the check of the base whose expressions it
 *   takes; the rest is its own
 * @param change - of the specification; exemptions by check, of the entity
 *   `component:default/shop`
 */
export function recompose(
  base: CompiledScorecard,
  checks: ReadonlyArray<{ from: string } & Pick<Check, 'id'> & Partial<Check>>,
  change: Partial<Scorecard['spec']> = {},
  exemptions: readonly Exemption[] = [],
): CompiledScorecard {
  const compiled = new Map(
    base.checks.map(each => [each.definition.id, each as ScorecardCheck]),
  );
  const program: ScorecardProgram = {
    name: base.name,
    document: {
      ...base.document,
      spec: { ...base.document.spec, ...change },
    },
    checks: checks.map(({ from, ...own }) => {
      const known = compiled.get(from);
      if (!known) {
        throw new Error(`The base has no check ${from}`);
      }
      return new ScorecardCheck(
        { ...known.definition, ...own },
        {
          appliesWhen: known.appliesWhen && known.appliesWhen.condition,
          unknownWhen: known.unknownWhen && known.unknownWhen.condition,
          condition: known.condition.condition,
        },
        known.texts,
        known.scorecardStage,
        known.stratum,
      );
    }),
    exemptions: new Map([
      [
        'component:default/shop',
        new Map(exemptions.map(each => [each.check, each])),
      ],
    ]),
  };
  return {
    ...base,
    ...program,
    evaluate: input => evaluateScorecard(program, input),
    explain: (input, evaluation) =>
      explainScorecard(program, input, evaluation),
  };
}
