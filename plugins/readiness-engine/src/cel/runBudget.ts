/**
 * Bounds what one run may cost, while it runs.
 *
 * Static limits (length, nodes, nesting) bound the expression, yet a short one
 * over long lists can still build something huge, `l.map(x, l + l)`, or take
 * long, `l.all(x, text.matches(x))`. So the nodes that loop, grow or read whole
 * texts, lists or maps are made to spend from a budget; all others keep their
 * speed. What could not be stopped half-way is refused before it begins. A run
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
/** Characters of a duration; parsing one backtracks. */
const maxDurationLength = 64;
/** What the fields of a time in a time zone cost: the host makes a calendar for each. */
const unitsPerZone = 100;
const charactersPerUnit = 100;
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

/** Stands in while nothing runs, for functions that are called when an expression is compiled. */
const idle: Run = { units: 0, over: false, clock: undefined };

let current: Run = idle;

/** The clock of the run that is under way. */
export function currentClock(): CelClock | undefined {
  return current.clock;
}

/**
 * Runs a function with a fresh budget. May be nested: a variable that is
 * computed when it is read has a budget of its own.
 *
 * @param fail - given what the function throws, or an Error when it went over
 *   its budget
 * @returns what the function returns for the argument, or what `fail` returns
 */
export function runWithBudget<A, T, F>(
  clock: CelClock | undefined,
  run: (argument: A) => T,
  argument: A,
  fail: (error: unknown) => F,
): T | F {
  const outer = current;
  const mine: Run = { units: 0, over: false, clock };
  const { stackTraceLimit } = Error;
  current = mine;
  // A missing key is an error to CEL, and a common one. Nobody sees its stack,
  // which would cost more than all the rest of an evaluation.
  Error.stackTraceLimit = 0;
  try {
    const answer = run(argument);
    return mine.over ? fail(overBudget) : answer;
  } catch (error) {
    return fail(mine.over ? overBudget : error);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    current = outer;
  }
}

function stop(): never {
  current.over = true;
  throw overBudget;
}

/**
 * Spends from the budget of the run that is under way, if there is one.
 *
 * @param units - one is about a microsecond
 * @throws Error when the budget is used up
 */
export function spend(units: number): void {
  if (current === idle) {
    return;
  }
  current.units += units;
  if (current.over || current.units > maxUnits) {
    stop();
  }
}

function isPlainMap(value: unknown): value is object {
  return (
    typeof value === 'object' && value !== null && !(value instanceof Date)
  );
}

/** Units for looking at each character, item or key of a value, and not below. */
function unitsToRead(value: unknown): number {
  if (typeof value === 'string') {
    return value.length / charactersPerUnit;
  }
  if (Array.isArray(value)) {
    return value.length / itemsPerUnit;
  }
  if (ArrayBuffer.isView(value)) {
    return value.byteLength / charactersPerUnit;
  }
  if (value instanceof Map || value instanceof Set) {
    return value.size / itemsPerUnit;
  }
  return isPlainMap(value) ? Object.keys(value).length / itemsPerUnit : 0;
}

/** Units for looking at all that is in a value. */
function unitsToCompare(value: unknown): number {
  if (!isPlainMap(value)) {
    return unitsToRead(value);
  }
  let units = 0;
  const left: unknown[] = [value];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    units += unitsToRead(next);
    if (units > maxUnits) {
      break;
    }
    if (isPlainMap(next) && !ArrayBuffer.isView(next)) {
      for (const item of next instanceof Map
        ? next.values()
        : Object.values(next)) {
        if (typeof item === 'string' || isPlainMap(item)) {
          left.push(item);
        }
      }
    }
  }
  return units;
}

function spendOnBuilding(value: unknown) {
  const isTooLarge =
    (typeof value === 'string' && value.length > maxTextLength) ||
    (ArrayBuffer.isView(value) && value.byteLength > maxTextLength) ||
    (Array.isArray(value) && value.length > maxListLength);
  if (isTooLarge) {
    stop();
  }
  if (typeof value === 'string' || Array.isArray(value)) {
    spend(unitsToRead(value));
  }
}

/** Operators whose cost depends on the size of what they are given. */
const sized = new Set(['+', 'in', '==', '!=']);

function countOperator(node: CelNode) {
  const { handle } = node;
  if (!handle) {
    return;
  }
  if (node.op === '+') {
    node.handle = (left, right, self, evaluator) => {
      const sum = handle(left, right, self, evaluator);
      spendOnBuilding(sum);
      return sum;
    };
    return;
  }
  const isLookup = node.op === 'in';
  node.handle = (left, right, self, evaluator) => {
    // Whether a key is in a map is known at once.
    if (typeof right === 'string' || Array.isArray(right) || !isLookup) {
      spend(unitsToCompare(right));
    }
    return handle(left, right, self, evaluator);
  };
}

/** What a call may cost before it is known what it gives. */
const costs: Record<string, (values: unknown[]) => void> = {
  duration: ([text]) => {
    if (typeof text === 'string' && text.length > maxDurationLength) {
      throw new Error(
        `duration() takes a text of at most ${maxDurationLength} characters`,
      );
    }
  },
  join: ([list, separator]) => {
    const items = Array.isArray(list) ? list : [];
    const between = typeof separator === 'string' ? separator.length : 0;
    let length = between * items.length;
    for (const item of items) {
      length += typeof item === 'string' ? item.length : 0;
    }
    if (length > maxTextLength) {
      stop();
    }
  },
};

function countCall(node: CelNode, name: string) {
  const { handle } = node;
  if (!handle) {
    return;
  }
  const precheck = Object.hasOwn(costs, name) ? costs[name] : null;
  // For a call the first argument holds the receiver, if any, and all arguments.
  node.handle = (given, second, third, fourth) => {
    const values = given as unknown[];
    let units = 0;
    for (const value of values) {
      units += unitsToRead(value);
    }
    if (values.length === 2 && values[0] instanceof Date) {
      units += unitsPerZone;
    }
    spend(units);
    precheck?.(values);
    const answer = handle(given, second, third, fourth);
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
  const { handle } = loop;
  if (handle) {
    // The keys of a map are listed before the first step.
    loop.handle = (items, second, third, fourth) => {
      spend(unitsToRead(items));
      return handle(items, second, third, fourth);
    };
  }
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
      return;
    }
    if (sized.has(node.op)) {
      countOperator(node);
      return;
    }
    const call = readCall(node);
    if (call && !node.meta.macro) {
      countCall(node, call.name);
    }
  });
}
