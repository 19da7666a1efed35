/**
 * The checks of a scorecard as they are tested: enforced, whatever their stage
 * is, and with the parameters of a case.
 *
 * An edition holds the one check that a case asks, so that a thousand cases cost
 * a thousand checks and not a thousand scorecards; a check that reads the results
 * of others is tested beside all of them.
 */
import {
  FactSchema,
  Scorecard,
} from '@team-readiness/backstage-plugin-readiness-common';
import { askWhetherMeant } from '../cel/types/nearestName';
import { CompiledScorecard } from '../definition/CompiledScorecard';
import { compileScorecard } from '../definition/compileScorecard';
import { ScorecardCheck } from '../definition/ScorecardCheck';

/** Parameters of a scorecard. */
export type Params = Scorecard['spec']['params'];

/** A check, and the scorecard that it is asked in. */
export interface CheckEdition {
  scorecard: CompiledScorecard;
  check: ScorecardCheck;
}

/** Each is kept; a document can hold thousands of cases. */
const maxEditions = 2_000;

/** The check of a compiled scorecard with all that its evaluation needs. */
function findCheck(
  { checks }: CompiledScorecard,
  id: string,
): ScorecardCheck | null {
  const found = checks.find(({ definition }) => definition.id === id);
  return found instanceof ScorecardCheck ? found : null;
}

/** @see CheckEditions.ts */
export class CheckEditions {
  readonly #editions = new Map<string, CheckEdition | string>();

  constructor(
    readonly scorecard: CompiledScorecard,
    readonly facts: readonly FactSchema[],
  ) {}

  /**
   * @param params - those that differ
   * @returns the edition, or one sentence on why there is none
   */
  find(checkId: string, params: Params): CheckEdition | string {
    const key = JSON.stringify([checkId, params]);
    const known = this.#editions.get(key);
    if (known !== undefined) {
      return known;
    }
    if (this.#editions.size >= maxEditions) {
      return `params: the cases set more than ${maxEditions} different combinations`;
    }
    const edition = this.#create(checkId, params);
    this.#editions.set(key, edition);
    return edition;
  }

  #create(checkId: string, params: Params): CheckEdition | string {
    const original = findCheck(this.scorecard, checkId);
    if (!original) {
      const ids = this.scorecard.checks.map(({ definition }) => definition.id);
      const hint = askWhetherMeant(checkId, ids);
      return `the scorecard has no check "${checkId}"${hint}`;
    }
    const { document } = this.scorecard;
    const names = Object.keys(document.spec.params);
    const unknown = Object.keys(params).find(name => !names.includes(name));
    if (unknown !== undefined) {
      const hint = askWhetherMeant(unknown, names);
      return `params: the scorecard has no parameter "${unknown}"${hint}`;
    }
    const isAlone = original.stratum !== 1;
    const isWanted = (id: string) => !isAlone || id === checkId;
    const { spec } = document;
    const edition: Scorecard = {
      ...document,
      spec: {
        ...spec,
        stage: 'enforced',
        // They name checks, and decide nothing here.
        targets: [],
        params: { ...spec.params, ...params },
        checks: spec.checks
          .filter(({ id }) => isWanted(id))
          .map(({ stage: _, enforceFrom: __, ...check }) => check),
        exemptions: spec.exemptions.filter(({ check }) => isWanted(check)),
      },
    };
    // What is not changed was checked when the document was read.
    const facts = Object.keys(params).length > 0 ? this.facts : null;
    const compiled = compileScorecard(edition, { facts });
    if ('problems' in compiled) {
      return `params: ${compiled.problems[0].message}`;
    }
    const check = findCheck(compiled.scorecard, checkId);
    return check
      ? { scorecard: compiled.scorecard, check }
      : `the check "${checkId}" cannot be tested alone`;
  }
}
