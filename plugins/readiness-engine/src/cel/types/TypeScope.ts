import { CelNode, childrenOf, readBinding, readCall } from '../celNodes';
import { CelType } from './CelType';
import { assume, ExpressionName, Knowledge } from './Knowledge';

/** A variable that a macro binds. */
export interface Binding {
  type: CelType;
  name: ExpressionName;
}

/** What can be read at one point of an expression. Immutable. */
export interface TypeScope {
  /** By name; those of the environment and those that macros bind. */
  readonly variables: ReadonlyMap<string, Binding>;
  readonly known: Knowledge;
}

/**
 * The scope in which more is known. Where that cannot be, the part is never
 * reached, and is checked with what was known before.
 */
export function learn(scope: TypeScope, more: Knowledge | null): TypeScope {
  const known = assume(scope.known, more);
  return known ? { ...scope, known } : scope;
}

/** The scope with one more variable. */
export function bind(
  scope: TypeScope,
  variable: string,
  binding: Binding,
): TypeScope {
  return {
    ...scope,
    variables: new Map(scope.variables).set(variable, binding),
  };
}

/** The text of a literal text, or null for any other node. */
export function readText(node: CelNode): string | null {
  return node.op === 'value' && typeof node.args === 'string'
    ? node.args
    : null;
}

/** The number of a literal, with or without sign; null for any other node. */
export function readNumber(node: CelNode): number | null {
  if (node.op === '-_') {
    const number = readNumber(node.args as CelNode);
    return number === null ? null : -number;
  }
  const { args } = node;
  if (node.op !== 'value') {
    return null;
  }
  return typeof args === 'number' || typeof args === 'bigint'
    ? Number(args)
    : null;
}

/** The list whose size a node asks for; null for any other node. */
export function readSize(node: CelNode): CelNode | null {
  const call = readCall(node);
  if (call?.name !== 'size') {
    return null;
  }
  const operands = call.receiver ? [call.receiver, ...call.args] : call.args;
  return operands.length === 1 ? operands[0] : null;
}

/** Object and step of a selection by a name that is written out. */
export function readStep(
  node: CelNode,
): { object: CelNode; step: string } | null {
  if (node.op === '.') {
    const [object, step] = node.args as [CelNode, string];
    return { object, step };
  }
  if (node.op === '[]') {
    const [object, index] = node.args as [CelNode, CelNode];
    const step = readText(index);
    return step === null ? null : { object, step };
  }
  return null;
}

/** The name of what is below a named object. */
export function nameStep(object: ExpressionName, step: string): ExpressionName {
  return {
    key: `${object.key}.${JSON.stringify(step)}`,
    root: object.root,
    steps: [...object.steps, step],
  };
}

/** The name of what a computed key selects from a named object. */
export function nameIndex(
  object: ExpressionName,
  index: ExpressionName,
): ExpressionName {
  return { key: `${object.key}[${index.key}]`, root: null, steps: [] };
}

function writeLiteral(value: unknown): string {
  return `${typeof value} ${String(value)}`;
}

/**
 * Names an expression: two that are spelled alike and read the same variables
 * have one key.
 *
 * @param inner - names of variables that macros within the expression bind
 */
export function nameOf(
  node: CelNode,
  scope: TypeScope,
  inner: ReadonlyMap<string, string> = new Map(),
): ExpressionName {
  if (node.op === 'id') {
    const id = String(node.args);
    const own = inner.get(id);
    return own
      ? { key: own, root: null, steps: [] }
      : scope.variables.get(id)?.name ?? { key: id, root: id, steps: [] };
  }
  const step = readStep(node);
  if (step) {
    return nameStep(nameOf(step.object, scope, inner), step.step);
  }
  if (node.op === '[]') {
    const [object, index] = node.args as [CelNode, CelNode];
    return nameIndex(nameOf(object, scope, inner), nameOf(index, scope, inner));
  }
  const unnamed = (key: string) => ({ key, root: null, steps: [] });
  if (node.op === 'value') {
    return unnamed(writeLiteral(node.args));
  }
  const binding = readBinding(node);
  const below = binding
    ? new Map(inner).set(String(binding.variable.args), `$${inner.size}`)
    : inner;
  const children = childrenOf(node)
    .filter(child => child !== binding?.variable)
    .map(child => {
      const isInside = binding?.inside.includes(child);
      return nameOf(child, scope, isInside ? below : inner).key;
    });
  const called = readCall(node)?.name ?? '';
  return unnamed(`(${[node.op, called, ...children].join(' ')})`);
}
