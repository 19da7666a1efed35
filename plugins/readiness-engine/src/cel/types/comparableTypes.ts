/** Which values can be equal at all. */
import { CelNode } from '../celNodes';
import { CelType, mayEqual, without, describeType } from './CelType';
import { PartChecker, writeNode } from './CheckedPart';
import { offerNames } from './nearestName';
import { readText } from './TypeScope';

/** The texts that a type is limited to; null where it is not. */
function valuesOf(type: CelType): string[] | null {
  const values = without(type, 'null').map(each =>
    each.kind === 'string' && each.values ? [...each.values] : null,
  );
  return values.length > 0 && values.every(each => each !== null)
    ? values.flat()
    : null;
}

/** One side of a comparison. */
export interface Side {
  node: CelNode;
  type: CelType;
  /** What it is called, where it is not the node itself. */
  title?: string;
}

function nameSide({ node, title }: Side): string {
  return title ?? writeNode(node);
}

/** What is said of two values that can never be equal. */
function writeNeverEqual(a: Side, b: Side): string {
  const [literal, other] = readText(a.node) === null ? [b, a] : [a, b];
  const text = readText(literal.node);
  const values = valuesOf(other.type);
  if (text !== null && values) {
    return `"${text.slice(0, 80)}" is no value of ${nameSide(
      other,
    )}${offerNames(text, values, 'it is one of')}`;
  }
  const nothing = [a, b].find(
    ({ type }) => type.length === 1 && type[0].kind === 'null',
  );
  if (nothing) {
    return `${nameSide(
      nothing === a ? b : a,
    )} is never null: the comparison has always the same answer`;
  }
  return `${nameSide(a)} is ${describeType(a.type)} and ${nameSide(
    b,
  )} is ${describeType(b.type)}: they are never equal`;
}

/** Reports two values that can never be equal, by their types alone. */
export function checkComparable(
  checker: PartChecker,
  place: CelNode,
  a: Side,
  b: Side,
): void {
  const isKnown = a.type.length > 0 && b.type.length > 0;
  if (isKnown && !mayEqual(a.type, b.type)) {
    checker.report(place, writeNeverEqual(a, b));
  }
}
