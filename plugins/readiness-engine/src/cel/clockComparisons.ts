/**
 * Finds out when an answer can flip by the clock alone.
 *
 * `daysSince` counts whole calendar days in UTC, and `now` is the beginning of
 * the day, so that no answer flips within a day. Where the number of days is
 * compared with something that does not depend on the clock, the day of the
 * flip is known; any other use is taken to hold until the next midnight.
 */
import { CelExpression } from './CelEngine';
import { CelNode, readCall, walkNodes } from './celNodes';
import { currentClock } from './runBudget';

/** Milliseconds of a day. */
export const dayInMilliseconds = 86_400_000;

const datePattern =
  /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * The calendar day of a date or time.
 *
 * @param text - `YYYY-MM-DD`, or ISO 8601 with time and zone
 * @returns days since 1970-01-01 in UTC, or null for any other text
 */
export function readDay(text: string): number | null {
  if (!datePattern.test(text)) {
    return null;
  }
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : Math.floor(time / dayInMilliseconds);
}

/**
 * The CEL function `daysSince`.
 *
 * @param value - a date as {@link readDay} takes it
 * @returns whole calendar days from then to today, negative for the future
 * @throws Error for anything else, and outside of a run that has a clock
 */
export function daysSince(value: unknown): bigint {
  const clock = currentClock();
  if (!clock) {
    throw new Error('daysSince() needs a clock');
  }
  if (typeof value !== 'string') {
    throw new Error('daysSince() takes a date as text; there is none');
  }
  const day = readDay(value);
  if (day === null) {
    throw new Error(
      'daysSince() takes a date as YYYY-MM-DD or an ISO 8601 time with zone',
    );
  }
  return BigInt(clock.today - day);
}

/** For each comparison: the first number of days at which it has its later answer. */
const thresholds: Record<string, (bound: number) => number> = {
  '<': bound => Math.ceil(bound),
  '>=': bound => Math.ceil(bound),
  '<=': bound => Math.floor(bound) + 1,
  '>': bound => Math.floor(bound) + 1,
};
const mirrored: Record<string, string> = {
  '<': '>',
  '>': '<',
  '<=': '>=',
  '>=': '<=',
};

function isDaysSince(node: CelNode) {
  return readCall(node)?.name === 'daysSince';
}

function readsClock(root: CelNode): boolean {
  let found = false;
  walkNodes(root, (node, { bound }) => {
    found ||=
      isDaysSince(node) ||
      (node.op === 'id' && node.args === 'now' && !bound.has('now'));
  });
  return found;
}

function recordFlip(days: unknown, bound: unknown, operator: string) {
  const clock = currentClock();
  if (!clock || (typeof bound !== 'number' && typeof bound !== 'bigint')) {
    return;
  }
  const wait = thresholds[operator](Number(bound)) - Number(days);
  if (wait > 0) {
    clock.flipsOn(clock.today + wait);
  }
}

/** Makes one comparison tell when it flips. False where it is not of a known form. */
function instrument(node: CelNode): boolean {
  if (!(node.op in mirrored) || !node.handle) {
    return false;
  }
  const [left, right] = node.args as [CelNode, CelNode];
  const isLeft = isDaysSince(left) && !readsClock(right);
  const isRight = isDaysSince(right) && !readsClock(left);
  if (!isLeft && !isRight) {
    return false;
  }
  const { handle } = node;
  const operator = isLeft ? node.op : mirrored[node.op];
  node.handle = (a, b, self, evaluator) => {
    recordFlip(isLeft ? a : b, isLeft ? b : a, operator);
    return handle(a, b, self, evaluator);
  };
  return true;
}

/**
 * Makes the comparisons of a tree tell the clock of a run when they flip.
 *
 * @param root - a tree that was type-checked and has not been evaluated yet
 * @returns how the answer depends on the clock
 */
export function applyClock(root: CelNode): CelExpression['clock'] {
  let clock: CelExpression['clock'] = 'none';
  const explained = new Set<CelNode>();
  walkNodes(root, (node, { bound }) => {
    if (instrument(node)) {
      (node.args as CelNode[])
        .filter(isDaysSince)
        .forEach(side => explained.add(side));
      clock = clock === 'daily' ? clock : 'comparisons';
      return;
    }
    const isOpen = isDaysSince(node) && !explained.has(node);
    const isNow = node.op === 'id' && node.args === 'now' && !bound.has('now');
    if (isOpen || isNow) {
      clock = 'daily';
    }
  });
  return clock;
}
