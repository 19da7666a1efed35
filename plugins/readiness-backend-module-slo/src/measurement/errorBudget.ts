/**
 * Error budgets and burn rates, as numbers.
 *
 * Formulas: The Site Reliability Workbook, chapter 5, Alerting on SLOs
 * (https://sre.google/workbook/alerting-on-slos/), and appendix B of the same book on error budget
 * policies. With a target t and a share g of good events, 1 - t of the events may be bad; 1 - g are.
 *
 * - burn rate = (1 - g) / (1 - t): at 1 the budget lasts exactly for the window;
 * - budget left = 1 - burn rate over the whole window: 1 is all of it, below 0 is overspent.
 *
 * What is no finite number is no data (null), never a pass or a failure.
 */

/** How much of a share may lie outside of [0, 1]: `increase` extrapolates to the edges of a window. */
const tolerance = 0.05;

/**
 * A share as it was answered, brought into [0, 1].
 *
 * @returns null where there is no data; undefined where it is a number that is no share
 */
export function toShare(answer: number | null): number | null | undefined {
  if (answer === null || !Number.isFinite(answer)) {
    return null;
  }
  if (answer < -tolerance || answer > 1 + tolerance) {
    return undefined;
  }
  return Math.min(1, Math.max(0, answer));
}

/**
 * @param share - of good events, in [0, 1]
 * @param target - in [0, 1)
 */
export function burnRate(share: number, target: number): number {
  return (1 - share) / (1 - target);
}

/**
 * @param share - of good events over the whole window, in [0, 1]
 * @param target - in [0, 1)
 */
export function budgetLeft(share: number, target: number): number {
  return 1 - burnRate(share, target);
}

/**
 * Is the target met? A hair below counts, for what division loses.
 */
export function isMet(share: number, target: number): boolean {
  return share >= target - 1e-12;
}

/**
 * A pair of windows that together show that the budget burns: the long one that it matters, the
 * short one that it still does.
 */
export interface BurnRateCondition {
  long: string;
  short: string;
  longSeconds: number;
  /** Part of the budget that is spent when it holds for the long window. */
  budget: number;
  severity: 'page' | 'ticket';
}

/** Table 5-8 of the workbook, with its shorter windows. */
export const burnRateConditions: readonly BurnRateCondition[] = [
  {
    long: '1h',
    short: '5m',
    longSeconds: 3_600,
    budget: 0.02,
    severity: 'page',
  },
  {
    long: '6h',
    short: '30m',
    longSeconds: 21_600,
    budget: 0.05,
    severity: 'page',
  },
  {
    long: '1d',
    short: '2h',
    longSeconds: 86_400,
    budget: 0.1,
    severity: 'ticket',
  },
  {
    long: '3d',
    short: '6h',
    longSeconds: 259_200,
    budget: 0.1,
    severity: 'ticket',
  },
];

/**
 * The burn rate from which on a condition holds: 14.4 for an hour of 30 days.
 *
 * @param periodSeconds - the SLO's window
 */
export function burnRateThreshold(
  condition: Pick<BurnRateCondition, 'budget' | 'longSeconds'>,
  periodSeconds: number,
): number {
  return (condition.budget * periodSeconds) / condition.longSeconds;
}

/**
 * The most severe condition that holds now. One that looks back as far as the SLO does, or further,
 * says nothing of it.
 *
 * @param rates - burn rates by window; null without data
 * @returns null where none holds, or nothing is known of the windows
 */
export function burningSeverity(
  rates: ReadonlyMap<string, number | null>,
  periodSeconds: number,
): 'page' | 'ticket' | null {
  const held = burnRateConditions.filter(condition => {
    if (condition.longSeconds >= periodSeconds) {
      return false;
    }
    const threshold = burnRateThreshold(condition, periodSeconds);
    return [condition.long, condition.short].every(window => {
      const rate = rates.get(window) ?? null;
      return rate !== null && rate > threshold;
    });
  });
  return (
    held.find(({ severity }) => severity === 'page')?.severity ??
    held[0]?.severity ??
    null
  );
}
