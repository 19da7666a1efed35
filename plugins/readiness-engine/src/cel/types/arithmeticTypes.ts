/** Types of arithmetic and of comparisons that order. */
import { CelNode } from '../celNodes';
import { checkNonZero } from './callTypes';
import {
  boolType,
  CelAlternative,
  CelType,
  dynType,
  listOf,
  may,
  numberKinds,
  unionOf,
  describeType,
} from './CelType';
import { CheckedPart, ofType, PartChecker, writeNode } from './CheckedPart';
import { learnFromNumber } from './numberComparisons';
import { readNumber, readText, TypeScope } from './TypeScope';

type Kind = CelAlternative['kind'];

/** Kinds that an operator joins, and what comes of it. */
export const arithmetic: Readonly<
  Record<string, ReadonlyArray<[Kind, Kind, Kind]>>
> = {
  '+': [
    ['int', 'int', 'int'],
    ['uint', 'uint', 'uint'],
    ['double', 'double', 'double'],
    ['string', 'string', 'string'],
    ['bytes', 'bytes', 'bytes'],
    ['duration', 'duration', 'duration'],
    ['timestamp', 'duration', 'timestamp'],
    ['duration', 'timestamp', 'timestamp'],
  ],
  '-': [
    ['int', 'int', 'int'],
    ['uint', 'uint', 'uint'],
    ['double', 'double', 'double'],
    ['duration', 'duration', 'duration'],
    ['timestamp', 'timestamp', 'duration'],
    ['timestamp', 'duration', 'timestamp'],
  ],
  '*': [
    ['int', 'int', 'int'],
    ['uint', 'uint', 'uint'],
    ['double', 'double', 'double'],
  ],
  '/': [
    ['int', 'int', 'int'],
    ['uint', 'uint', 'uint'],
    ['double', 'double', 'double'],
  ],
  '%': [
    ['int', 'int', 'int'],
    ['uint', 'uint', 'uint'],
  ],
};

/** Kinds that have an order, each among its own. */
const ordered = new Set<Kind>(['bool', 'string', 'timestamp', 'duration']);

function join(
  operator: string,
  left: CelAlternative,
  right: CelAlternative,
): CelType | null {
  if (left.kind === 'dyn' || right.kind === 'dyn') {
    return dynType;
  }
  if (operator === '+' && left.kind === 'list' && right.kind === 'list') {
    return listOf(unionOf(left.item, right.item), left.min + right.min);
  }
  const row = arithmetic[operator].find(
    ([a, b]) => a === left.kind && b === right.kind,
  );
  return row ? ([{ kind: row[2] }] as CelType) : null;
}

/** How to mend an operator over a double and an int. */
function writeNumberHint(
  sides: ReadonlyArray<{ node: CelNode; type: CelType }>,
): string {
  const isMixed =
    sides.some(({ type }) => may(type, 'double')) &&
    sides.some(({ type }) => may(type, 'int'));
  const whole = sides.find(({ type }) => may(type, 'int'));
  if (!isMixed || !whole) {
    return '';
  }
  const number = readNumber(whole.node);
  return number === null
    ? `: numbers in facts and params are doubles, write double(${writeNode(
        whole.node,
      )})`
    : `: numbers in facts and params are doubles, write ${number}.0`;
}

/** How to mend a time that is held against a text: dates in facts are texts. */
function writeDateHint(
  sides: ReadonlyArray<{ node: CelNode; type: CelType }>,
): string {
  const text = sides.find(({ type }) => may(type, 'string'));
  if (!text || !sides.some(({ type }) => may(type, 'timestamp'))) {
    return '';
  }
  const written = readText(text.node);
  if (written === null) {
    return `: dates in facts are strings, ask daysSince(${writeNode(
      text.node,
    )})`;
  }
  return isDay(written)
    ? `: write timestamp("${written}T00:00:00Z")`
    : ': write timestamp() around the string';
}

/** Which side is a parameter, and of which type: `0,5` in YAML is a text. */
function writeParamHint(
  sides: ReadonlyArray<{ node: CelNode; type: CelType }>,
): string {
  const param = sides
    .map(({ node, type }) => ({ name: writeNode(node), type }))
    .find(({ name }) => /^params[.[]/.test(name));
  return param ? `: ${param.name} is ${describeType(param.type)}` : '';
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}

/** Checks `+`, `-`, `*`, `/` and `%`. */
export function checkArithmetic(
  checker: PartChecker,
  node: CelNode,
  scope: TypeScope,
): CheckedPart {
  const [left, right] = node.args as [CelNode, CelNode];
  const a = checker.checkUse(left, scope);
  const b = checker.checkUse(right, scope);
  const sides = [
    { node: left, type: a },
    { node: right, type: b },
  ];
  const results = a.flatMap(one => b.map(other => join(node.op, one, other)));
  if (results.some(result => result === null)) {
    checker.report(
      node,
      `"${node.op}" does not go with ${describeType(a)} and ${describeType(b)}${
        writeNumberHint(sides) || writeDateHint(sides)
      }`,
    );
    return ofType(dynType);
  }
  const isWhole = b.some(({ kind }) => kind === 'int' || kind === 'uint');
  if ((node.op === '/' || node.op === '%') && isWhole) {
    checkNonZero(checker, right, b);
  }
  return ofType(unionOf(...results.filter(result => result !== null)));
}

/** Checks a number with a sign. */
export function checkNegation(
  checker: PartChecker,
  node: CelNode,
  scope: TypeScope,
): CheckedPart {
  const operand = node.args as CelNode;
  const type = checker.checkUse(operand, scope);
  const isFit = type.every(({ kind }) =>
    ['int', 'double', 'dyn'].includes(kind),
  );
  if (!isFit) {
    checker.report(
      node,
      `"-" needs a number, but ${writeNode(operand)} is ${describeType(type)}`,
    );
    return ofType(dynType);
  }
  return ofType(type);
}

function canOrder(a: CelAlternative, b: CelAlternative): boolean {
  return (
    a.kind === 'dyn' ||
    b.kind === 'dyn' ||
    (numberKinds.has(a.kind) && numberKinds.has(b.kind)) ||
    (a.kind === b.kind && ordered.has(a.kind))
  );
}

/** Checks `<`, `<=`, `>` and `>=`. */
export function checkOrder(
  checker: PartChecker,
  node: CelNode,
  scope: TypeScope,
): CheckedPart {
  const [left, right] = node.args as [CelNode, CelNode];
  const a = checker.checkUse(left, scope);
  const b = checker.checkUse(right, scope);
  if (!a.every(one => b.every(other => canOrder(one, other)))) {
    const sides = [
      { node: left, type: a },
      { node: right, type: b },
    ];
    checker.report(
      node,
      `"${node.op}" cannot compare ${describeType(a)} with ${describeType(b)}${
        writeDateHint(sides) || writeParamHint(sides)
      }`,
    );
    return ofType(boolType);
  }
  return {
    ...ofType(boolType),
    whenTrue: learnFromNumber(node, true, scope, { left: a, right: b }),
    whenFalse: learnFromNumber(node, false, scope, { left: a, right: b }),
  };
}
