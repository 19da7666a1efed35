/**
 * Names that lead from a value to the host. Own keys of that name are rare
 * enough to be left unread; what a value inherits must never be.
 *
 * cel-js reads own keys of maps only, yet of a time, a duration or a namespace
 * it reads what is inherited, too. Names that are written out are refused when
 * the expression is compiled, those that are computed when it runs.
 */
import { CelNode, walkNodes } from './celNodes';

const hostNames: ReadonlySet<unknown> = new Set([
  '__proto__',
  'constructor',
  'prototype',
]);

/** The name that a node selects, where it is written out and leads to the host; else null. */
export function readHostName(node: CelNode): string | null {
  switch (node.op) {
    case '.':
    case '.?': {
      const name = (node.args as [CelNode, string])[1];
      return hostNames.has(name) ? name : null;
    }
    case '[]':
    case '[?]': {
      const { op, args } = (node.args as [CelNode, CelNode])[1];
      return op === 'value' && hostNames.has(args) ? String(args) : null;
    }
    default:
      return null;
  }
}

/**
 * Makes selections by a computed name fail for those names.
 *
 * @param root - a tree that was type-checked and has not been evaluated yet
 */
export function refuseHostNames(root: CelNode): void {
  walkNodes(root, node => {
    const { handle } = node;
    const isComputed =
      (node.op === '[]' || node.op === '[?]') &&
      (node.args as CelNode[])[1].op !== 'value';
    if (isComputed && handle) {
      node.handle = (object, name, self, evaluator) => {
        if (hostNames.has(name)) {
          throw new Error(`No such key: ${name}`);
        }
        return handle(object, name, self, evaluator);
      };
    }
  });
}
