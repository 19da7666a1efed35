/**
 * Bounds what one run may cost, while it runs.
 *
 * Static limits (length, nodes, nesting) bound the expression, yet a short one
 * over long lists can still build something huge, `l.map(x, l + l)`, or take
 * long, `l.all(x, text.matches(x))`. So the nodes that loop, grow or read whole
 * texts are made to spend from a budget; all others keep their speed. A run
 * that goes over is stopped, and its answer is an error even where CEL's `||`
 * would have absorbed it. The dearest run takes about a quarter of a second.
 */
import { CelClock } from './CelEngine';
import { CelNode, readCall, readComprehension, walkNodes } from './celNodes';

/** Units of a run: one is a step of a comprehension, about a microsecond. */
const maxUnits = 50_000;
/** Characters of one text that a run builds. */
const maxTextLength = 100_000;
/** Items of one list that a run builds. */
const maxListLength = 10_000;
const charactersPerUnit = 100;
/** RE2 takes about 0.4 µs a character. */
const matchedCharactersPerUnit = 5;
const itemsPerUnit = 10;

/** Thrown inside a run; made once, since a stack trace for each step would be the very cost that it bounds. */
const overBudget = new Error(
  'the expression takes too many steps or builds too large a value',
);

interface Run {
  units: number;
  over: boolean;
  clock: CelClock | undefined;
}

let current: Run = { units: 0, over: false, clock: undefined };

/** The clock of the run that is under way. */
export function currentClock(): CelClock | undefined {
  return current.clock;
}

/**
 * Runs a function with a fresh budget. May be nested: a variable that is
 * computed when it is read has a budget of its own.
 *
 * @returns what the function returns for the argument
 * @throws what the function throws, and an Error when it went over its budget
 */
export function runWithBudget<A, T>(
  clock: CelClock | undefined,
  run: (argument: A) => T,
  argument: A,
): T {
  const outer = current;
  const mine: Run = { units: 0, over: false, clock };
  current = mine;
  try {
    const answer = run(argument);
    if (mine.over) {
      throw overBudget;
    }
    return answer;
  } catch (error) {
    throw mine.over ? overBudget : error;
  } finally {
    current = outer;
  }
}

function stop(): never {
  current.over = true;
  throw overBudget;
}

function spend(units: number) {
  current.units += units;
  if (current.over || current.units > maxUnits) {
    stop();
  }
}

/**
 * Spends for matching a text, which is dearer than reading it.
 *
 * @param length - characters of the text
 * @throws Error when the budget is used up
 */
export function spendOnMatch(length: number): void {
  spend(length / matchedCharactersPerUnit);
}

function spendOnReading(value: unknown) {
  if (typeof value === 'string') {
    spend(value.length / charactersPerUnit);
  } else if (Array.isArray(value)) {
    spend(value.length / itemsPerUnit);
  }
}

function spendOnBuilding(value: unknown) {
  const tooLarge =
    (typeof value === 'string' && value.length > maxTextLength) ||
    (Array.isArray(value) && value.length > maxListLength);
  if (tooLarge) {
    stop();
  }
  spendOnReading(value);
}

/** Operators whose cost depends on the size of what they are given. */
const sized = new Set(['+', 'in', '==', '!=']);

function countOperator(node: CelNode) {
  const { handle } = node;
  if (!handle) {
    return;
  }
  const grows = node.op === '+';
  node.handle = (left, right, self, evaluator) => {
    if (grows) {
      const sum = handle(left, right, self, evaluator);
      spendOnBuilding(sum);
      return sum;
    }
    spendOnReading(right);
    return handle(left, right, self, evaluator);
  };
}

function countMethod(node: CelNode) {
  const { handle } = node;
  if (!handle) {
    return;
  }
  // For a method the first argument holds receiver and arguments.
  node.handle = (values, evaluator, self, unused) => {
    spendOnReading((values as unknown[])[0]);
    const answer = handle(values, evaluator, self, unused);
    spendOnBuilding(answer);
    return answer;
  };
}

function countLoop(loop: CelNode, step: CelNode) {
  const evaluateLoop = loop.meta.evaluate;
  loop.setMeta('evaluate', (evaluator, self, context) => {
    // Without this an outer `exists`, which goes on after an error, would
    // start every inner loop again.
    spend(1);
    return evaluateLoop(evaluator, self, context);
  });
  const evaluateStep = step.meta.evaluate;
  step.setMeta('evaluate', (evaluator, self, context) => {
    spend(1);
    return evaluateStep(evaluator, self, context);
  });
}

/**
 * Makes the looping, growing and reading nodes of a tree spend from the budget
 * of the run.
 *
 * @param root - a tree that was type-checked and has not been evaluated yet
 */
export function applyBudget(root: CelNode): void {
  walkNodes(root, node => {
    const comprehension = readComprehension(node);
    if (comprehension) {
      countLoop(comprehension.loop, comprehension.step);
    } else if (sized.has(node.op)) {
      countOperator(node);
    } else if (readCall(node)?.receiver && !node.meta.macro) {
      countMethod(node);
    }
  });
}
