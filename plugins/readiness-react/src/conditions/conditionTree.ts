import { ExplainedCondition } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * A part of a condition with the parts below it.
 *
 * @public
 */
export interface ConditionNode {
  line: ExplainedCondition;
  /** It is the part that decided, not only a group around it. */
  deciding: boolean;
  /** Empty below what was not needed: nothing there was looked at. */
  parts: ConditionNode[];
}

/**
 * Makes a tree of the lines of one or more expressions.
 *
 * @param lines - each group before the lines that belong to it, which are deeper
 * @returns the whole expressions
 * @public
 */
export function conditionTree(
  lines: readonly ExplainedCondition[],
): ConditionNode[] {
  const roots: ConditionNode[] = [];
  let around: ConditionNode[] = [];
  for (const line of lines) {
    const node: ConditionNode = { line, deciding: line.decided, parts: [] };
    around = around.filter(group => group.line.depth < line.depth);
    const group = around[around.length - 1];
    if (!group) {
      roots.push(node);
    } else if (group.line.truth !== 'not-reached') {
      group.parts.push(node);
      group.deciding &&= !line.decided;
    }
    around.push(node);
  }
  return roots;
}
