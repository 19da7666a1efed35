import { CompiledScorecard } from '../definition/CompiledScorecard';
import { EntityEvaluation } from './EntityEvaluation';

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
}

/**
 * What takes an entity to its target, cheapest first.
 *
 * @returns empty where it is on target or nothing is asked of it
 * @public
 */
export function nextFixes(
  scorecard: CompiledScorecard,
  evaluation: EntityEvaluation,
): NextFix[] {
  const definitions = new Map(
    scorecard.checks.map(({ definition }) => [definition.id, definition]),
  );
  const open = new Map<string, number>();
  const offered = new Set<number>();
  for (const { checkId, outcome, counts } of evaluation.results) {
    const definition = definitions.get(checkId);
    if (definition?.gate && counts && outcome !== 'not-applicable') {
      offered.add(definition.level);
      if (outcome !== 'pass' && outcome !== 'exempt') {
        open.set(checkId, definition.level);
      }
    }
  }
  let reached = evaluation.level;
  return evaluation.fixesToTarget.flatMap(checkId => {
    const definition = definitions.get(checkId);
    if (!definition) {
      return [];
    }
    open.delete(checkId);
    const lowestOpen = Math.min(...open.values());
    const level = Math.max(0, ...[...offered].filter(l => l < lowestOpen));
    const unlocks = level > reached ? level : null;
    reached = Math.max(reached, level);
    const { title, effort } = definition;
    return [{ checkId, title, effort, level: definition.level, unlocks }];
  });
}
