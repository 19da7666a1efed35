/** Types of what is selected: `a.b`, `a["b"]`, `list[0]`. */
import { CelNode } from '../celNodes';
import {
  absentType,
  CelAlternative,
  CelType,
  dynType,
  may,
  unionOf,
  describeType,
} from './CelType';
import { CheckedPart, ofType, PartChecker, writeNode } from './CheckedPart';
import { offerNames } from './nearestName';
import { nameOf, readNumber, readSize, readStep, TypeScope } from './TypeScope';

/** Where the name of a selected property stands in the source. */
function findStep(node: CelNode, step: string): { start: number; end: number } {
  if (node.op === '.') {
    return { start: node.end - step.length, end: node.end };
  }
  const [, { start, end }] = node.args as [CelNode, CelNode];
  return { start, end };
}

/** What is said where a property is not there. */
function writeUnknown(
  object: CelNode,
  step: string,
  names: readonly string[],
): string {
  if (object.op === 'id') {
    switch (object.args) {
      case 'facts':
        return `there is no fact "${step}"${offerNames(
          step,
          names,
          'known facts are',
        )}`;
      case 'params':
        return `there is no parameter "${step}" in spec.params${offerNames(
          step,
          names,
          'it has',
        )}`;
      case 'results':
        return `there is no check "${step}"${offerNames(
          step,
          names,
          'there are',
        )}`;
      default:
    }
  }
  return `${writeNode(object)} has no "${step}"${offerNames(
    step,
    names,
    'it has',
  )}`;
}

/** The type of a property; null where there is none of that name. */
function selectFrom(each: CelAlternative, step: string): CelType | null {
  switch (each.kind) {
    case 'dyn':
      return dynType;
    case 'map':
      return [...each.value, ...absentType];
    case 'object': {
      const type = each.properties.get(step);
      if (type) {
        return type;
      }
      return each.rest ? unionOf(each.rest, absentType) : null;
    }
    default:
      return null;
  }
}

function namesIn(type: CelType): string[] {
  const names = type.flatMap(each =>
    each.kind === 'object' ? [...each.properties.keys()] : [],
  );
  return [...new Set(names)];
}

function hasSize({ kind }: CelAlternative): boolean {
  return kind === 'list' || kind === 'string';
}

/** @param from - what is selected from, which is there and not null */
export function selectStep(
  checker: PartChecker,
  node: CelNode,
  from: CelType,
  { object, step }: { object: CelNode; step: string },
): CelType {
  const others = from.filter(
    ({ kind }) => kind !== 'dyn' && kind !== 'map' && kind !== 'object',
  );
  if (others.length > 0) {
    const isSize = step === 'size' || step === 'length' || step === 'count';
    const hint =
      isSize && others.every(hasSize)
        ? `: write size(${writeNode(object)})`
        : '';
    checker.report(
      node,
      `${writeNode(object)} is ${describeType(
        others,
      )}, which has no properties such as "${step}"${hint}`,
      findStep(node, step),
    );
    return dynType;
  }
  const found = from.map(each => selectFrom(each, step));
  const types = found.filter(type => type !== null);
  if (types.length === 0 && from.length > 0) {
    const names = namesIn(from);
    checker.report(
      node,
      writeUnknown(object, step, names),
      findStep(node, step),
    );
    return dynType;
  }
  // One form of several has no such property.
  return types.length < found.length
    ? unionOf(...types, absentType)
    : unionOf(...types);
}

/** How far `size(list) - n` is from the end of a list; null for any other index. */
function readBack(index: CelNode): number | null {
  const [left, right] = index.args as [CelNode, CelNode];
  const back = readNumber(right);
  return readSize(left) && back !== null && Number.isInteger(back) && back > 0
    ? back
    : null;
}

/** How many items a list must have so that an index is in it; null: it cannot be said. */
function readNeeded(
  list: CelNode,
  index: CelNode,
  scope: TypeScope,
): number | null {
  const number = readNumber(index);
  if (number !== null) {
    return Number.isInteger(number) && number >= 0 ? number + 1 : null;
  }
  const back = index.op === '-' ? readBack(index) : null;
  const sized = back === null ? null : readSize((index.args as CelNode[])[0]);
  return sized && nameOf(sized, scope).key === nameOf(list, scope).key
    ? back
    : null;
}

function selectItem(
  checker: PartChecker,
  node: CelNode,
  each: CelAlternative & { kind: 'list' },
  scope: TypeScope,
): CelType {
  const [object, index] = node.args as [CelNode, CelNode];
  const needed = readNeeded(object, index, scope);
  if (needed === null) {
    if (!checker.allowsMissing) {
      const list = writeNode(object);
      checker.report(
        node,
        `whether ${writeNode(
          node,
        )} is there cannot be said: name an item by a written number, as in ${list}[0], or ask for any with ${list}.exists(…)`,
      );
    }
    return each.item;
  }
  return needed <= each.min ? each.item : [...each.item, ...absentType];
}

/** The type of `object[index]`, where the index is no written text. */
function selectIndex(
  checker: PartChecker,
  node: CelNode,
  from: CelType,
  scope: TypeScope,
): CelType {
  const [object, index] = node.args as [CelNode, CelNode];
  const indexType = checker.checkUse(index, scope);
  const isText = indexType.every(
    ({ kind }) => kind === 'string' || kind === 'dyn',
  );
  const isNumber = indexType.every(
    ({ kind }) => kind === 'int' || kind === 'double' || kind === 'dyn',
  );
  const types = from.map((each): CelType => {
    if (each.kind === 'dyn') {
      return dynType;
    }
    const fits = each.kind === 'list' ? isNumber : isText;
    const isContainer =
      each.kind === 'list' || each.kind === 'map' || each.kind === 'object';
    if (!isContainer || !fits) {
      checker.report(
        node,
        isContainer
          ? `an item of ${describeType([each])} is named by ${
              each.kind === 'list' ? 'its number' : 'a string'
            }, not by ${describeType(indexType)}`
          : `${writeNode(object)} is ${describeType([
              each,
            ])}, which has no items`,
      );
      return dynType;
    }
    if (each.kind === 'list') {
      return selectItem(checker, node, each, scope);
    }
    if (each.kind === 'map') {
      return [...each.value, ...absentType];
    }
    return unionOf(
      ...each.properties.values(),
      ...(each.rest ? [each.rest] : []),
      absentType,
    );
  });
  return unionOf(...types);
}

/** Checks `object.step` or `object[index]`. */
export function checkSelection(
  checker: PartChecker,
  node: CelNode,
  scope: TypeScope,
): CheckedPart {
  const step = readStep(node);
  const [object] = node.args as CelNode[];
  const from = checker.checkUse(object, scope);
  const isItem = step && node.op === '[]' && may(from, 'list');
  return ofType(
    step && !isItem
      ? selectStep(checker, node, from, step)
      : selectIndex(checker, node, from, scope),
  );
}

/** How to make sure that what a selection may not find is there. */
export function writeGuard(selection: CelNode): string {
  if (selection.op === '.') {
    return `has(${writeNode(selection)})`;
  }
  const [object, index] = selection.args as [CelNode, CelNode];
  const number = index.op === '-' ? readBack(index) : readNumber(index);
  return number === null
    ? `${writeNode(index)} in ${writeNode(object)}`
    : `size(${writeNode(object)}) > ${index.op === '-' ? number - 1 : number}`;
}
