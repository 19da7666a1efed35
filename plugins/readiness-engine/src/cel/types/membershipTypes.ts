/** Types of `in`, and what it tells. */
import { CelNode } from '../celNodes';
import {
  boolType,
  CelType,
  dynType,
  isDyn,
  may,
  narrowToDiffer,
  narrowToEqual,
  unionOf,
  without,
  describeType,
} from './CelType';
import { CheckedPart, ofType, PartChecker, writeNode } from './CheckedPart';
import { checkComparable, Side } from './comparableTypes';
import { both, Knowledge, narrowed, nothingKnown } from './Knowledge';
import { offerNames } from './nearestName';
import { nameIndex, nameOf, nameStep, readText, TypeScope } from './TypeScope';

/** `value in list`. */
function checkListed(
  checker: PartChecker,
  node: CelNode,
  left: Side & { declared: CelType },
  right: Side,
  scope: TypeScope,
): CheckedPart {
  const written =
    right.node.op === 'list' ? (right.node.args as CelNode[]) : [];
  const item = unionOf(
    ...right.type.map(each => (each.kind === 'list' ? each.item : [])),
  );
  if (written.length > 0) {
    for (const each of written) {
      const { declared } = checker.check(each, scope);
      checkComparable(
        checker,
        each,
        { node: left.node, type: left.declared },
        { node: each, type: without(declared, 'absent') },
      );
    }
  } else {
    checkComparable(
      checker,
      node,
      { node: left.node, type: left.declared },
      {
        node: right.node,
        type: item,
        title: `an item of ${writeNode(right.node)}`,
      },
    );
  }
  const name = nameOf(left.node, scope);
  const differ = written.reduce<Knowledge | null>((known, each) => {
    const { declared } = checker.check(each, scope);
    return both(
      known,
      narrowed(name, left.type, before => narrowToDiffer(before, declared)),
    );
  }, nothingKnown);
  return {
    ...ofType(boolType),
    whenTrue: both(
      narrowed(name, left.type, before => narrowToEqual(before, item)),
      narrowed(nameOf(right.node, scope), right.type, before =>
        before.map(each =>
          each.kind === 'list' ? { ...each, min: Math.max(each.min, 1) } : each,
        ),
      ),
    ),
    whenFalse: differ,
  };
}

/** `key in map`. */
function checkKeyed(
  checker: PartChecker,
  left: Side,
  right: Side,
  scope: TypeScope,
): CheckedPart {
  if (!left.type.every(({ kind }) => kind === 'string' || kind === 'dyn')) {
    checker.report(
      left.node,
      `the keys of a map are strings, but ${writeNode(
        left.node,
      )} is ${describeType(left.type)}`,
    );
    return ofType(boolType);
  }
  const [map] = right.type;
  const key = readText(left.node);
  if (right.type.length !== 1 || map.kind === 'dyn' || map.kind === 'list') {
    return ofType(boolType);
  }
  const known = map.kind === 'object' ? map : null;
  const value = key === null ? undefined : known?.properties.get(key);
  if (key !== null && known && !value && !known.rest) {
    const names = [...known.properties.keys()];
    checker.report(
      left.node,
      `${writeNode(right.node)} has no "${key}"${offerNames(
        key,
        names,
        'it has',
      )}`,
    );
  }
  const of = map.kind === 'map' ? map.value : value ?? dynType;
  const before: CelType = may(of, 'absent') ? of : [...of, { kind: 'absent' }];
  const object = nameOf(right.node, scope);
  const name =
    key === null
      ? nameIndex(object, nameOf(left.node, scope))
      : nameStep(object, key);
  return {
    ...ofType(boolType),
    whenTrue: narrowed(name, before, type => without(type, 'absent')),
    whenFalse: narrowed(name, before, type =>
      type.filter(({ kind }) => kind === 'absent'),
    ),
  };
}

/** Checks `value in list` and `key in map`. */
export function checkMembership(
  checker: PartChecker,
  node: CelNode,
  scope: TypeScope,
): CheckedPart {
  const [left, right] = node.args as [CelNode, CelNode];
  const part = checker.check(left, scope);
  const value = {
    node: left,
    type: checker.present(left, part),
    declared: without(part.declared, 'absent'),
  };
  const container = { node: right, type: checker.checkUse(right, scope) };
  const fits = container.type.every(({ kind }) =>
    ['list', 'map', 'object', 'dyn'].includes(kind),
  );
  if (!fits) {
    const isText = may(container.type, 'string');
    checker.report(
      node,
      `"in" needs a list or a map on its right, but ${writeNode(
        right,
      )} is ${describeType(container.type)}${
        isText ? `: write ${writeNode(right)}.contains(${writeNode(left)})` : ''
      }`,
    );
    return ofType(boolType);
  }
  if (isDyn(container.type)) {
    return ofType(boolType);
  }
  return may(container.type, 'list')
    ? checkListed(checker, node, value, container, scope)
    : checkKeyed(
        checker,
        { node: left, type: checker.use(left, part) },
        container,
        scope,
      );
}
