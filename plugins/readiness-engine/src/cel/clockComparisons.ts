/**
 * Finds out when an answer can flip by the clock alone.
 *
 * `daysSince` counts whole calendar days in UTC, `businessDaysSince` working days
 * in the time zone of the calendar, and `now` is the beginning of the day, so
 * that no answer flips within a day. Where such a number is compared with
 * something that does not depend on the clock, the day of the flip is known;
 * any other use is taken to hold until the next midnight.
 */
import { businessClockOf } from './BusinessClock';
import { CelClock, CelExpression } from './CelEngine';
import { CelNode, readCall, walkNodes } from './celNodes';
import { currentClock } from './runBudget';

/** No date is further away than this, about 2,700 years; further off is never. */
const maxWait = 1_000_000;

/**
 * The functions that count up to today, by name: each tells a clock that its
 * number grows by `wait` only on a later day.
 */
const countsToToday: Record<string, (clock: CelClock, wait: number) => void> = {
  daysSince: (clock, wait) => clock.flipsOn(clock.today + wait),
  businessDaysSince: (clock, wait) => {
    const business = businessClockOf(clock);
    business.flipsOn(business.calendar.dayAfter(business.today, wait));
  },
};

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

/** The function that a node counts to today with, or null. */
function readCount(node: CelNode): string | null {
  const call = readCall(node);
  return call && !call.receiver && Object.hasOwn(countsToToday, call.name)
    ? call.name
    : null;
}

function readsClock(root: CelNode): boolean {
  let found = false;
  walkNodes(root, (node, { bound }) => {
    found ||=
      readCount(node) !== null ||
      (node.op === 'id' && node.args === 'now' && !bound.has('now'));
  });
  return found;
}

function recordFlip(
  count: string,
  days: unknown,
  bound: unknown,
  operator: string,
) {
  const clock = currentClock();
  if (!clock || (typeof bound !== 'number' && typeof bound !== 'bigint')) {
    return;
  }
  const wait = thresholds[operator](Number(bound)) - Number(days);
  if (wait > 0 && wait <= maxWait) {
    countsToToday[count](clock, wait);
  }
}

/** Makes one comparison tell when it flips. False where it is not of a known form. */
function instrument(node: CelNode): boolean {
  if (!(node.op in mirrored) || !node.handle) {
    return false;
  }
  const [left, right] = node.args as [CelNode, CelNode];
  const isLeft = !readsClock(right);
  const count = isLeft ? readCount(left) : readCount(right);
  if (count === null || (!isLeft && readsClock(left))) {
    return false;
  }
  const { handle } = node;
  const operator = isLeft ? node.op : mirrored[node.op];
  node.handle = (a, b, self, evaluator) => {
    recordFlip(count, isLeft ? a : b, isLeft ? b : a, operator);
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
        .filter(side => readCount(side) !== null)
        .forEach(side => explained.add(side));
      clock = clock === 'daily' ? clock : 'comparisons';
      return;
    }
    const isOpen = readCount(node) !== null && !explained.has(node);
    const isNow = node.op === 'id' && node.args === 'now' && !bound.has('now');
    if (isOpen || isNow) {
      clock = 'daily';
    }
  });
  return clock;
}
