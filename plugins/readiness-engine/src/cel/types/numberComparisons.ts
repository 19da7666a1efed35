/**
 * What a comparison with a written number tells: that something is not zero,
 * or how many items a list has at least.
 */
import { CelNode } from '../celNodes';
import { CelType } from './CelType';
import { both, Knowledge, narrowed, nothingKnown } from './Knowledge';
import { nameOf, readNumber, readSize, TypeScope } from './TypeScope';

/** Operators that order, with the one that says the same of swapped sides and its opposite. */
export const orders: Readonly<
  Record<string, { mirrored: string; opposite: string }>
> = {
  '<': { mirrored: '>', opposite: '>=' },
  '<=': { mirrored: '>=', opposite: '>' },
  '>': { mirrored: '<', opposite: '<=' },
  '>=': { mirrored: '<=', opposite: '<' },
};
const equalities: typeof orders = {
  '==': { mirrored: '==', opposite: '!=' },
  '!=': { mirrored: '!=', opposite: '==' },
};

function excludesZero(operator: string, number: number): boolean {
  switch (operator) {
    case '>':
      return number >= 0;
    case '>=':
      return number > 0;
    case '<':
      return number <= 0;
    case '<=':
      return number < 0;
    case '==':
      return number !== 0;
    default:
      return number === 0;
  }
}

/** The fewest items of a list whose size compares like this. */
function fewestItems(operator: string, number: number): number {
  switch (operator) {
    case '>':
      return Math.floor(number) + 1;
    case '>=':
    case '==':
      return Math.ceil(number);
    case '!=':
      return number === 0 ? 1 : 0;
    default:
      return 0;
  }
}

function learn(
  node: CelNode,
  type: CelType,
  operator: string,
  number: number,
  scope: TypeScope,
): Knowledge | null {
  const itself = excludesZero(operator, number)
    ? narrowed(nameOf(node, scope), type, before =>
        before.map(each =>
          each.kind === 'int' || each.kind === 'double'
            ? { ...each, nonZero: true }
            : each,
        ),
      )
    : nothingKnown;
  const sized = readSize(node);
  const fewest = fewestItems(operator, number);
  if (!sized || fewest < 1 || !Number.isFinite(fewest)) {
    return itself;
  }
  const items = narrowed(nameOf(sized, scope), [], before =>
    before.map(each =>
      each.kind === 'list'
        ? { ...each, min: Math.max(each.min, fewest) }
        : each,
    ),
  );
  return both(itself, items);
}

/**
 * What a comparison tells of the side that is compared with a written number.
 *
 * @param node - a comparison
 * @param holds - whether it is true or false
 */
export function learnFromNumber(
  node: CelNode,
  holds: boolean,
  scope: TypeScope,
  types: { left: CelType; right: CelType },
): Knowledge | null {
  const [left, right] = node.args as [CelNode, CelNode];
  const forms = { ...orders, ...equalities };
  const operator = holds ? node.op : forms[node.op].opposite;
  const onRight = readNumber(right);
  if (onRight !== null) {
    return learn(left, types.left, operator, onRight, scope);
  }
  const onLeft = readNumber(left);
  return onLeft === null
    ? nothingKnown
    : learn(right, types.right, forms[operator].mirrored, onLeft, scope);
}
