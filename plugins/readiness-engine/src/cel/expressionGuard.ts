/**
 * What is looked at in an expression before it may run: its cost, its regular
 * expressions, and which variables and facts it reads.
 */
import { CelNamespace, CelProblem } from './CelEngine';
import { CelNode, readBinding, readCall, walkNodes } from './celNodes';
import { readHostName } from './hostNames';
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

/**
 * Looks at a text that is written out as an argument of a function.
 *
 * @returns what is wrong with it in one plain sentence, or null
 */
export type FindLiteralProblem = (
  name: string,
  text: string,
  index: number,
) => string | null;

/** What {@link inspect} found. */
export interface Inspection {
  problems: CelProblem[];
  /** Root variables, without those that macros bind. */
  reads: Set<string>;
  /** Names right below the variables that have to be named in full. */
  members: Record<CelNamespace, Set<string>>;
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

/** Root variables below which each name that is read must be written out. */
const namedInFull: readonly CelNamespace[] = ['facts', 'params', 'results'];

function readMember(node: CelNode): string | null {
  if (node.op === '.') {
    return (node.args as [CelNode, string])[1];
  }
  const index = (node.args as [CelNode, CelNode])[1];
  return index.op === 'value' && typeof index.args === 'string'
    ? index.args
    : null;
}

/** The root variable right below which a node selects, e.g. `facts` for `facts.slo`. */
function readOwner(
  node: CelNode,
  bound: ReadonlySet<string>,
): CelNamespace | null {
  if (node.op !== '.' && node.op !== '[]') {
    return null;
  }
  const [object] = node.args as CelNode[];
  if (object.op !== 'id' || bound.has(String(object.args))) {
    return null;
  }
  return namedInFull.find(name => name === object.args) ?? null;
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

/** Looks at the texts that a call is given literally. */
function checkLiterals(node: CelNode, find: FindLiteralProblem): CelProblem[] {
  const call = readCall(node);
  if (!call || call.receiver) {
    return [];
  }
  return call.args.flatMap((argument, index) => {
    const { op, args } = argument;
    const message =
      op === 'value' && typeof args === 'string'
        ? find(call.name, args, index)
        : null;
    return message ? [problemAt(argument, 'type', message)] : [];
  });
}

function checkNesting(
  node: CelNode,
  limits: CelLimits,
  { loops, binds }: { loops: number; binds: number },
): CelProblem | null {
  const kind = readBinding(node)?.kind;
  if (kind === 'comprehension' && loops >= limits.maxLoops) {
    return problemAt(
      node,
      'limit',
      `comprehensions (all, exists, map, filter) may be nested ${limits.maxLoops} deep at most`,
    );
  }
  return kind === 'bind' && binds >= limits.maxBinds
    ? problemAt(
        node,
        'limit',
        `cel.bind may be nested ${limits.maxBinds} deep at most`,
      )
    : null;
}

function checkBinding(
  node: CelNode,
  reserved: ReadonlySet<string>,
): CelProblem | null {
  const variable = readBinding(node)?.variable;
  const name = String(variable?.args);
  return variable && reserved.has(name)
    ? problemAt(
        variable,
        'variable',
        `"${name}" is already a variable; give the one of the macro another name`,
      )
    : null;
}

function checkHostName(node: CelNode): CelProblem | null {
  const name = readHostName(node);
  return name === null
    ? null
    : problemAt(node, 'type', `"${name}" cannot be read`);
}

function checkPresence(
  node: CelNode,
  bound: ReadonlySet<string>,
): CelProblem | null {
  const call = readCall(node);
  const owner =
    call?.name === 'has' && call.args[0]
      ? readOwner(call.args[0], bound)
      : null;
  if (owner !== 'facts' && owner !== 'results') {
    return null;
  }
  const what = owner === 'facts' ? 'whole fact' : 'result';
  const whatIs = owner === 'facts' ? 'fact' : 'result';
  return problemAt(
    node,
    'facts',
    `has() on a ${what} is not allowed: a ${whatIs} that is missing makes the result unknown by itself`,
  );
}

/**
 * Looks at a parsed expression.
 *
 * @param root - the tree
 * @param limits - what it may cost
 * @param reserved - names that a macro must not hide
 * @param findLiteralProblem - of the environment
 */
export function inspect(
  root: CelNode,
  limits: CelLimits,
  reserved: ReadonlySet<string>,
  findLiteralProblem: FindLiteralProblem = () => null,
): Inspection {
  const found: Inspection = {
    problems: [],
    reads: new Set(),
    members: { facts: new Set(), params: new Set(), results: new Set() },
    matches: [],
  };
  const report = (problem: CelProblem | null) => {
    if (problem) {
      found.problems.push(problem);
    }
  };
  const selected = new Set<CelNode>();
  const addMember = (node: CelNode, owner: CelNamespace) => {
    selected.add((node.args as CelNode[])[0]);
    const member = readMember(node);
    if (member !== null) {
      found.members[owner].add(member);
      return;
    }
    report(
      problemAt(
        node,
        'facts',
        `the name below "${owner}" must be written out, as in ${owner}.name or ${owner}["a/name"]`,
      ),
    );
  };
  const addVariable = (node: CelNode) => {
    const name = String(node.args);
    found.reads.add(name);
    if (namedInFull.some(owner => owner === name) && !selected.has(node)) {
      report(
        problemAt(
          node,
          'facts',
          `"${name}" cannot be used as a whole: name the one that is read, as in ${name}.name`,
        ),
      );
    }
  };

  walkNodes(root, (node, position) => {
    const { bound } = position;
    report(checkBinding(node, reserved));
    report(checkNesting(node, limits, position));
    report(checkPresence(node, bound));
    report(checkHostName(node));
    checkLiterals(node, findLiteralProblem).forEach(report);
    const call = readCall(node);
    if (call?.receiver && call.name === 'matches') {
      found.matches.push(node);
      report(checkPattern(node));
    }
    const owner = readOwner(node, bound);
    if (owner && reserved.has(owner)) {
      addMember(node, owner);
    }
    if (node.op === 'id' && !bound.has(String(node.args))) {
      if (reserved.has(String(node.args))) {
        addVariable(node);
      } else {
        found.reads.add(String(node.args));
      }
    }
  });
  return found;
}
