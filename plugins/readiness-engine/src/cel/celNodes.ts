/**
 * A typed view of the syntax tree that cel-js builds.
 *
 * The package's own types leave out what the guard needs: the metadata in which
 * a macro keeps its expansion, and the way to replace how a node is evaluated.
 * The version is pinned exactly, this file is the only one that knows these
 * shapes, and `GuardedCelEngine.test.ts` fails if one of them goes away.
 */

/**
 * How cel-js evaluates one node. The first argument is its evaluator, the last
 * one the context that holds the variables.
 */
export type EvaluateNode = (
  evaluator: NodeEvaluator,
  node: CelNode,
  context: unknown,
) => unknown;

/** The part of the evaluator of cel-js that a replaced node calls. */
export interface NodeEvaluator {
  run(node: CelNode, context: unknown): unknown;
}

/** A node of the syntax tree. */
export interface CelNode {
  readonly op: string;
  readonly args: unknown;
  /** Offset of the first character in the source. */
  readonly start: number;
  /** Offset after the last character in the source. */
  readonly end: number;
  /** Offset that errors name, where it is not the first character. */
  readonly pos?: number;
  readonly meta: {
    /** What a macro was expanded to. */
    alternate?: CelNode;
    macro?: unknown;
    evaluate: EvaluateNode;
  };
  setMeta(key: 'evaluate', value: EvaluateNode): CelNode;
  /** Set by the type check: how the operator is applied to values. */
  handle?: (
    left: unknown,
    right: unknown,
    node: CelNode,
    evaluator: NodeEvaluator,
  ) => unknown;
}

/** Macros that walk over a list or the keys of a map. */
const comprehensions = new Set([
  'all',
  'exists',
  'exists_one',
  'map',
  'filter',
]);

/**
 * Looks at a call, with or without a receiver.
 *
 * @returns name, receiver and arguments, or null for any other node
 */
export function readCall(
  node: CelNode,
): { name: string; receiver: CelNode | null; args: CelNode[] } | null {
  if (node.op === 'call') {
    const [name, args] = node.args as [string, CelNode[]];
    return { name, receiver: null, args };
  }
  if (node.op === 'rcall') {
    const [name, receiver, args] = node.args as [string, CelNode, CelNode[]];
    return { name, receiver, args };
  }
  return null;
}

/**
 * Renames the method of a call before it is type-checked.
 *
 * @param node - a node with the operator `rcall`
 * @param name - the method to call in its place
 */
export function renameMethod(node: CelNode, name: string): void {
  (node.args as unknown[])[0] = name;
}

/** The expansion of a comprehension, or null for any other node. */
export function readComprehension(
  node: CelNode,
): { loop: CelNode; step: CelNode } | null {
  const loop = node.meta.alternate;
  if (loop?.op !== 'comprehension') {
    return null;
  }
  return { loop, step: (loop.args as { step: CelNode }).step };
}

/**
 * The variable that a macro binds, and the arguments in which it is visible.
 *
 * @returns null for a node that binds nothing
 */
export function readBinding(node: CelNode): {
  kind: 'comprehension' | 'bind';
  variable: CelNode;
  outside: CelNode[];
  inside: CelNode[];
} | null {
  const call = readCall(node);
  if (!call?.receiver || call.args.length < 2 || call.args[0].op !== 'id') {
    return null;
  }
  if (comprehensions.has(call.name) && readComprehension(node)) {
    return {
      kind: 'comprehension',
      variable: call.args[0],
      outside: [call.receiver],
      inside: call.args.slice(1),
    };
  }
  if (call.name === 'bind' && node.meta.macro && call.args.length === 3) {
    return {
      kind: 'bind',
      variable: call.args[0],
      outside: [call.args[1]],
      inside: [call.args[2]],
    };
  }
  return null;
}

/** The nodes directly below a node, in source order. */
export function childrenOf(node: CelNode): CelNode[] {
  const call = readCall(node);
  if (call) {
    return call.receiver ? [call.receiver, ...call.args] : call.args;
  }
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [(node.args as [CelNode, string])[0]];
    case 'map':
      return (node.args as CelNode[][]).flat();
    case '!_':
    case '-_':
      return [node.args as CelNode];
    default:
      return node.args as CelNode[];
  }
}

/**
 * Walks a tree from the root down, with the names bound by the macros around each node.
 *
 * @param root - where to begin
 * @param visit - called once a node; `bound` must not be kept
 */
export function walkNodes(
  root: CelNode,
  visit: (
    node: CelNode,
    position: {
      bound: ReadonlySet<string>;
      loops: number;
      binds: number;
    },
  ) => void,
): void {
  const walk = (
    node: CelNode,
    bound: ReadonlySet<string>,
    loops: number,
    binds: number,
  ) => {
    visit(node, { bound, loops, binds });
    const binding = readBinding(node);
    if (!binding) {
      childrenOf(node).forEach(child => walk(child, bound, loops, binds));
      return;
    }
    binding.outside.forEach(child => walk(child, bound, loops, binds));
    const inner = new Set(bound).add(String(binding.variable.args));
    const isLoop = binding.kind === 'comprehension';
    binding.inside.forEach(child =>
      walk(child, inner, loops + (isLoop ? 1 : 0), binds + (isLoop ? 0 : 1)),
    );
  };
  walk(root, new Set(), 0, 0);
}
