/** Types of calls of functions and methods. */
import { CelNode, readCall } from '../celNodes';
import {
  CelAlternative,
  CelType,
  dynType,
  isDyn,
  may,
  numberKinds,
  without,
  describeType,
  writeType,
} from './CelType';
import { CheckedPart, ofType, PartChecker, writeNode } from './CheckedPart';
import { FunctionType, ParameterType } from './FunctionType';
import { findFunctionTypes } from './functionTypes';
import { readNumber, TypeScope } from './TypeScope';

function accepts(parameter: ParameterType, type: CelType): boolean {
  return without(type, 'null').every(
    each => each.kind === 'dyn' || parameter.accepts(each),
  );
}

/** What is wrong with an argument, apart from null; null where nothing is. */
function describeMismatch(
  name: string,
  node: CelNode,
  type: CelType,
  parameter: ParameterType,
): string | null {
  if (accepts(parameter, type)) {
    return null;
  }
  const given = describeType(without(type, 'null'));
  const items = type.find(({ kind }) => kind === 'list');
  const detail =
    items?.kind === 'list' && parameter.title.startsWith('a list')
      ? `a list of ${writeType(items.item)}`
      : given;
  return `${name}() takes ${parameter.title}, but ${writeNode(
    node,
  )} is ${detail}`;
}

/** `list.contains(x)` is asked by `x in list`. */
function writeListHint(
  name: string,
  [list, item]: readonly CelNode[],
  [type]: readonly CelType[],
): string {
  return name === 'contains' && type.some(({ kind }) => kind === 'list')
    ? `: write ${writeNode(item)} in ${writeNode(list)}`
    : '';
}

function isZeroPossible(each: CelAlternative): boolean {
  return (
    numberKinds.has(each.kind) &&
    !((each.kind === 'int' || each.kind === 'double') && each.nonZero)
  );
}

/** Reports a number that is divided by and may be zero. */
export function checkNonZero(
  checker: PartChecker,
  node: CelNode,
  type: CelType,
): void {
  if (readNumber(node) === 0) {
    checker.report(node, 'a division by 0 always fails');
  } else if (type.some(isZeroPossible)) {
    const text = writeNode(node);
    checker.report(
      node,
      `${text} may be 0, by which nothing can be divided: guard it, as in ${text} != ${
        may(type, 'double') ? '0.0' : '0'
      } && …`,
    );
  }
}

/** A number that is not zero stays so when it is counted or converted. */
function refineResult(
  name: string,
  args: readonly CelType[],
  result: CelType,
): CelType {
  const [argument] = args;
  const isPositive =
    name === 'size'
      ? argument?.every(each => each.kind === 'list' && each.min > 0)
      : name === 'double' &&
        argument?.every(
          each =>
            (each.kind === 'int' || each.kind === 'double') && each.nonZero,
        );
  return isPositive && argument && argument.length > 0
    ? result.map(each =>
        each.kind === 'int' || each.kind === 'double'
          ? { ...each, nonZero: true }
          : each,
      )
    : result;
}

function writeCounts(types: readonly FunctionType[]): string {
  const counts = [...new Set(types.map(({ parameters }) => parameters.length))];
  return counts.length === 1 && counts[0] === 1
    ? '1 argument'
    : `${counts.join(' or ')} arguments`;
}

function operandsOf(type: FunctionType): readonly ParameterType[] {
  return type.receiver ? [type.receiver, ...type.parameters] : type.parameters;
}

/** Checks a call that is no macro. */
export function checkCall(
  checker: PartChecker,
  node: CelNode,
  scope: TypeScope,
): CheckedPart {
  const call = readCall(node);
  if (!call) {
    return ofType(dynType);
  }
  const { name, receiver, args } = call;
  const nodes = receiver ? [receiver, ...args] : args;
  const parts = nodes.map(each => checker.check(each, scope));
  const all = findFunctionTypes(name) ?? [];
  const ways = all.filter(way => Boolean(way.receiver) === Boolean(receiver));
  const fitting = ways.filter(
    ({ parameters }) => parameters.length === args.length,
  );
  if (fitting.length === 0) {
    nodes.forEach((each, i) => checker.present(each, parts[i]));
    if (ways.length > 0) {
      checker.report(
        node,
        `${name}() takes ${writeCounts(ways)}, not ${args.length}`,
      );
    } else if (all.length > 0) {
      checker.report(
        node,
        receiver
          ? `${name}() is no method: write ${name}(${writeNode(receiver)})`
          : `${name}() is a method: write it after what it is about, as in text.${name}()`,
      );
    }
    return ofType(dynType);
  }

  const types = nodes.map((each, i) => {
    const isNullable = fitting.some(way => operandsOf(way)[i].nullable);
    return isNullable
      ? checker.present(each, parts[i])
      : checker.use(each, parts[i]);
  });
  const way =
    fitting.find(each =>
      operandsOf(each).every((parameter, i) => accepts(parameter, types[i])),
    ) ?? fitting[0];
  operandsOf(way).forEach((parameter, i) => {
    const message = describeMismatch(name, nodes[i], types[i], parameter);
    if (message) {
      const hint = i === 0 ? writeListHint(name, nodes, types) : '';
      checker.report(nodes[i], `${message}${hint}`);
    } else if (parameter.nonZero && !isDyn(types[i])) {
      checkNonZero(checker, nodes[i], types[i]);
    }
  });
  return ofType(refineResult(name, types, way.result));
}
