/**
 * What is looked at in an expression before it may run: its cost, its regular
 * expressions, and which variables and facts it reads.
 */
import { CelProblem } from './CelEngine';
import { CelNode, readBinding, readCall, walkNodes } from './celNodes';
import { compilePattern } from './linearTimeMatch';

/**
 * Static limits of an expression.
 */
export interface CelLimits {
  /** Characters of the source. */
  maxLength: number;
  /** Nodes of the syntax tree. */
  maxNodes: number;
  /** Nesting of brackets, calls and selections. */
  maxDepth: number;
  /** Comprehensions within each other: 2 allows `a.all(x, x.b.exists(y, …))`. */
  maxLoops: number;
  /** `cel.bind` within each other. */
  maxBinds: number;
}

/** What {@link inspect} found. */
export interface Inspection {
  problems: CelProblem[];
  /** Root variables, without those that macros bind. */
  reads: Set<string>;
  /** Names right below `facts`. */
  factReads: Set<string>;
  /** Calls of `matches`. */
  matches: CelNode[];
}

function problemAt(
  node: CelNode,
  kind: CelProblem['kind'],
  message: string,
): CelProblem {
  return { kind, message, start: node.start, end: node.end };
}

function readFactName(node: CelNode): string | null {
  if (node.op === '.') {
    return (node.args as [CelNode, string])[1];
  }
  if (node.op === '[]') {
    const index = (node.args as [CelNode, CelNode])[1];
    return index.op === 'value' && typeof index.args === 'string'
      ? index.args
      : null;
  }
  return null;
}

function isVariable(node: CelNode, name: string, bound: ReadonlySet<string>) {
  return node.op === 'id' && node.args === name && !bound.has(name);
}

function isFact(node: CelNode, bound: ReadonlySet<string>): boolean {
  return (
    (node.op === '.' || node.op === '[]') &&
    isVariable((node.args as CelNode[])[0], 'facts', bound)
  );
}

function checkPattern(node: CelNode): CelProblem | null {
  const pattern = readCall(node)?.args[0];
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string') {
    return null;
  }
  try {
    compilePattern(pattern.args);
    return null;
  } catch (error) {
    return problemAt(pattern, 'syntax', (error as Error).message);
  }
}

function checkBinding(
  node: CelNode,
  variables: ReadonlySet<string>,
): CelProblem | null {
  const binding = readBinding(node);
  const name = String(binding?.variable.args);
  return binding && variables.has(name)
    ? problemAt(
        binding.variable,
        'variable',
        `"${name}" is already a variable; give the one of the macro another name`,
      )
    : null;
}

/**
 * Looks at a parsed expression.
 *
 * @param root - the tree
 * @param limits - what it may cost
 * @param variables - names that a macro must not hide
 */
export function inspect(
  root: CelNode,
  limits: CelLimits,
  variables: ReadonlySet<string>,
): Inspection {
  const found: Inspection = {
    problems: [],
    reads: new Set(),
    factReads: new Set(),
    matches: [],
  };
  const named = new Set<CelNode>();
  const report = (problem: CelProblem | null) => {
    if (problem) {
      found.problems.push(problem);
    }
  };

  walkNodes(root, (node, { bound, loops, binds }) => {
    const binding = readBinding(node);
    report(checkBinding(node, variables));
    if (binding?.kind === 'comprehension' && loops >= limits.maxLoops) {
      report(
        problemAt(
          node,
          'limit',
          `comprehensions (all, exists, map, filter) may be nested ${limits.maxLoops} deep at most`,
        ),
      );
    }
    if (binding?.kind === 'bind' && binds >= limits.maxBinds) {
      report(
        problemAt(
          node,
          'limit',
          `cel.bind may be nested ${limits.maxBinds} deep at most`,
        ),
      );
    }
    const call = readCall(node);
    if (call?.receiver && call.name === 'matches') {
      found.matches.push(node);
      report(checkPattern(node));
    }
    if (call?.name === 'has' && call.args[0] && isFact(call.args[0], bound)) {
      report(
        problemAt(
          node,
          'facts',
          'has() on a whole fact is not allowed: a fact that is missing makes the result unknown by itself',
        ),
      );
    }
    if (isFact(node, bound)) {
      const name = readFactName(node);
      named.add((node.args as CelNode[])[0]);
      if (name === null) {
        report(
          problemAt(
            node,
            'facts',
            'the name of a fact must be written out, as in facts.repository or facts["team/fact"]',
          ),
        );
      } else {
        found.factReads.add(name);
      }
    }
    if (node.op === 'id' && !bound.has(String(node.args))) {
      found.reads.add(String(node.args));
      if (isVariable(node, 'facts', bound) && !named.has(node)) {
        report(
          problemAt(
            node,
            'facts',
            'facts cannot be used as a whole: name the one that is read, as in facts.repository',
          ),
        );
      }
    }
  });
  return found;
}
