/**
 * The language of the conditions of checks.
 *
 * Variables: `entity` (as the catalog serves it), `facts` (by collector id),
 * `owner` (the fact `readiness/owner`), `params` (of the scorecard) and `now`
 * (the beginning of the current day, UTC). Numbers in them are CEL doubles.
 *
 * Functions beside the standard ones and those on texts:
 *
 * | function | answer |
 * |---|---|
 * | `daysSince(date)` | whole calendar days, UTC, from a `YYYY-MM-DD` or an ISO 8601 time to today (int); an error for null |
 * | `latest(list)` | the latest date of a list, nulls left out; null if there is none |
 */
import { CelEngine } from './CelEngine';
import { daysSince, readDay } from './clockComparisons';
import { GuardedCelEngine } from './GuardedCelEngine';

function readDate(value: unknown): string | null {
  if (
    value === null ||
    (typeof value === 'string' && readDay(value) !== null)
  ) {
    return value;
  }
  throw new Error('latest() takes a list of dates as text, or null');
}

/** The CEL function `latest`. */
function latest(values: unknown[]): string | null {
  return values
    .map(readDate)
    .filter(date => date !== null)
    .reduce<string | null>(
      (newest, date) =>
        newest === null || Date.parse(date) > Date.parse(newest)
          ? date
          : newest,
      null,
    );
}

/** Creates the engine for the conditions of checks. */
export function createCheckEngine(): CelEngine {
  return new GuardedCelEngine({
    limits: {
      maxLength: 4_000,
      maxNodes: 500,
      maxDepth: 40,
      maxLoops: 2,
      maxBinds: 3,
    },
    variables: {
      entity: 'map',
      facts: 'map',
      owner: 'map',
      params: 'map',
      now: 'google.protobuf.Timestamp',
    },
    optionalTypes: false,
    shadowing: false,
    register(environment) {
      const sync = { async: false };
      environment.registerFunction('daysSince(dyn): int', daysSince, sync);
      environment.registerFunction('latest(list): dyn', latest, sync);
    },
  });
}

/** The engine for the conditions of checks; it holds no state between runs. */
export const checkEngine = createCheckEngine();
