import { Outcome } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CompiledCheck,
  CompiledScorecard,
} from '../definition/CompiledScorecard';
import {
  CheckResult,
  EntityEvaluation,
  EvaluationInput,
} from './EntityEvaluation';
import { isStale } from './EvaluationContext';

/**
 * Data without which a check has no answer.
 *
 * @public
 */
export interface MissingData {
  /** Id of the collector. */
  fact: string;
  /**
   * `no-source`: nothing is connected that observes it; `never-observed`: its
   * source has never seen this entity; `stale`: it was seen, too long ago;
   * `not-in-fact`: it is there, and the answer is not in it.
   */
  why: 'no-source' | 'never-observed' | 'stale' | 'not-in-fact';
}

/**
 * A step on the way to the target.
 *
 * @public
 */
export interface NextFix {
  checkId: string;
  title: string;
  /** Hours. */
  effort: number;
  /** Level of the check. */
  level: number;
  /** The level that is reached when this fix and those before it are done; null: none yet. */
  unlocks: number | null;
  /** `fail`: something has to be mended; `unknown`: data has to come; `error`: the check itself. */
  outcome: Outcome;
  /** Of `unknown`: what data; empty where nothing is known about it. */
  missing: MissingData[];
}

/** What a check without an answer waits for. */
function findMissing(
  check: CompiledCheck,
  { outcome, reason }: CheckResult,
  { facts, connected, now }: EvaluationInput,
): MissingData[] {
  if (outcome !== 'unknown') {
    return [];
  }
  return check.reads.flatMap((fact): MissingData[] => {
    if (!connected.has(fact)) {
      return [{ fact, why: 'no-source' }];
    }
    if (!Object.hasOwn(facts, fact)) {
      return [{ fact, why: 'never-observed' }];
    }
    if (isStale(facts[fact], now)) {
      return [{ fact, why: 'stale' }];
    }
    return reason === 'undecided' ? [{ fact, why: 'not-in-fact' }] : [];
  });
}

/** Gates that count and apply: which levels are offered, and which of them are open. */
class OpenGates {
  readonly #open = new Map<string, number>();
  readonly #offered = new Set<number>();

  add(checkId: string, level: number, outcome: Outcome): void {
    this.#offered.add(level);
    if (outcome !== 'pass' && outcome !== 'exempt') {
      this.#open.set(checkId, level);
    }
  }

  close(checkId: string): void {
    this.#open.delete(checkId);
  }

  /** The highest level below which nothing is open. */
  level(): number {
    const lowest = Math.min(...this.#open.values());
    return Math.max(0, ...[...this.#offered].filter(level => level < lowest));
  }
}

/**
 * What takes an entity to its target, cheapest first: the fewest checks that
 * have to pass, those without an answer among them.
 *
 * @param input - of the evaluation; without it nothing is said of missing data
 * @returns empty where it is on target or nothing is asked of it
 * @public
 */
export function nextFixes(
  scorecard: CompiledScorecard,
  evaluation: EntityEvaluation,
  input?: EvaluationInput,
): NextFix[] {
  const checks = new Map(
    scorecard.checks.map(check => [check.definition.id, check]),
  );
  const results = new Map(
    evaluation.results.map(result => [result.checkId, result]),
  );
  const gates = new OpenGates();
  for (const { checkId, outcome, counts } of evaluation.results) {
    const definition = checks.get(checkId)?.definition;
    if (definition?.gate && counts && outcome !== 'not-applicable') {
      gates.add(checkId, definition.level, outcome);
    }
  }
  let reached = evaluation.level;
  return evaluation.fixesToTarget.flatMap((checkId): NextFix[] => {
    const check = checks.get(checkId);
    const result = results.get(checkId);
    if (!check || !result) {
      return [];
    }
    gates.close(checkId);
    const level = gates.level();
    const unlocks = level > reached ? level : null;
    reached = Math.max(reached, level);
    const { title, effort } = check.definition;
    return [
      {
        checkId,
        title,
        effort,
        level: check.definition.level,
        unlocks,
        outcome: result.outcome,
        missing: input ? findMissing(check, result, input) : [],
      },
    ];
  });
}
