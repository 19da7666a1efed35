/** Types of operators that are not about bools, and what `==` and `!=` tell. */
import { CelNode } from '../celNodes';
import {
  arithmetic,
  checkArithmetic,
  checkNegation,
  checkOrder,
} from './arithmeticTypes';
import {
  boolType,
  CelType,
  dynType,
  narrowToDiffer,
  narrowToEqual,
  without,
} from './CelType';
import { CheckedPart, ofType, PartChecker } from './CheckedPart';
import { checkComparable } from './comparableTypes';
import { both, narrowed } from './Knowledge';
import { checkMembership } from './membershipTypes';
import { learnFromNumber, orders } from './numberComparisons';
import { nameOf, TypeScope } from './TypeScope';

function checkEquality(
  checker: PartChecker,
  node: CelNode,
  scope: TypeScope,
): CheckedPart {
  const [left, right] = node.args as [CelNode, CelNode];
  const parts = [checker.check(left, scope), checker.check(right, scope)];
  const [a, b] = [left, right].map((each, i) =>
    checker.present(each, parts[i]),
  );
  const [declaredA, declaredB] = parts.map(({ declared }) =>
    without(declared, 'absent'),
  );
  checkComparable(
    checker,
    node,
    { node: left, type: declaredA },
    { node: right, type: declaredB },
  );
  const names = [nameOf(left, scope), nameOf(right, scope)];
  const isEmptyList = (each: CelNode) =>
    each.op === 'list' && (each.args as CelNode[]).length === 0;
  const differ = (other: CelNode, type: CelType) => (before: CelType) =>
    isEmptyList(other)
      ? before.map(each =>
          each.kind === 'list' ? { ...each, min: Math.max(each.min, 1) } : each,
        )
      : narrowToDiffer(before, type);
  const equal = both(
    both(
      narrowed(names[0], a, before => narrowToEqual(before, b)),
      narrowed(names[1], b, before => narrowToEqual(before, a)),
    ),
    learnFromNumber(node, node.op === '==', scope, { left: a, right: b }),
  );
  const different = both(
    both(
      narrowed(names[0], a, differ(right, b)),
      narrowed(names[1], b, differ(left, a)),
    ),
    learnFromNumber(node, node.op !== '==', scope, { left: a, right: b }),
  );
  return node.op === '=='
    ? { ...ofType(boolType), whenTrue: equal, whenFalse: different }
    : { ...ofType(boolType), whenTrue: different, whenFalse: equal };
}

/** Checks an operator that is not about bools. */
export function checkOperator(
  checker: PartChecker,
  node: CelNode,
  scope: TypeScope,
): CheckedPart {
  if (node.op === '-_') {
    return checkNegation(checker, node, scope);
  }
  if (node.op === '==' || node.op === '!=') {
    return checkEquality(checker, node, scope);
  }
  if (node.op === 'in') {
    return checkMembership(checker, node, scope);
  }
  if (Object.hasOwn(orders, node.op)) {
    return checkOrder(checker, node, scope);
  }
  return Object.hasOwn(arithmetic, node.op)
    ? checkArithmetic(checker, node, scope)
    : ofType(dynType);
}
