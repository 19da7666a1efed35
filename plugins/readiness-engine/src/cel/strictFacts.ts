/**
 * Finds the facts without which an expression has no answer whatever else it
 * reads, so that it need not be run to find that out: a missing fact is the most
 * common failure, and an error that is thrown costs more than a dozen answers.
 */
import { CelNode, childrenOf, readBinding, readCall } from './celNodes';

/** A fact, and where it is read first. */
export interface StrictFact {
  fact: string;
  /** Offset into the source. */
  position: number;
}

function readFact(node: CelNode): string | null {
  if (node.op !== '.' && node.op !== '[]') {
    return null;
  }
  const [object, member] = node.args as [CelNode, CelNode | string];
  if (object.op !== 'id' || object.args !== 'facts') {
    return null;
  }
  if (typeof member === 'string') {
    return member;
  }
  return member.op === 'value' && typeof member.args === 'string'
    ? member.args
    : null;
}

/** Those of a node's children without which it has no answer. */
function strictChildren(node: CelNode): CelNode[] {
  switch (node.op) {
    // An error on one side is absorbed by the answer of the other.
    case '&&':
    case '||':
      return [];
    case '?:':
      return (node.args as CelNode[]).slice(0, 1);
    default:
  }
  const binding = readBinding(node);
  if (binding) {
    return binding.outside;
  }
  const isMacro = Boolean(node.meta.macro) && readCall(node)?.name !== 'has';
  return isMacro ? [] : childrenOf(node);
}

/**
 * @param root - of an expression in which no macro may hide `facts`
 * @returns each fact once, in source order
 */
export function findStrictFacts(root: CelNode): StrictFact[] {
  const found = new Map<string, number>();
  const visit = (node: CelNode) => {
    const fact = readFact(node);
    if (fact !== null && !found.has(fact)) {
      found.set(fact, node.pos ?? node.start);
    }
    strictChildren(node).forEach(visit);
  };
  visit(root);
  return [...found].map(([fact, position]) => ({ fact, position }));
}
