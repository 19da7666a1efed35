/**
 * How many cases a law is tried with: the environment variable
 * `READINESS_PROPERTY_RUNS` (a whole number, at least 1), or 500.
 *
 * @throws Error for any other value, lest a mistyped one tries nothing
 */
function readRuns(): number {
  const text = process.env.READINESS_PROPERTY_RUNS;
  if (text === undefined || text === '') {
    return 500;
  }
  const runs = Number(text);
  if (!Number.isInteger(runs) || runs < 1) {
    throw new Error(
      'READINESS_PROPERTY_RUNS must be a whole number, at least 1',
    );
  }
  return runs;
}

/** For `fc.assert`. */
export const propertyRuns = { numRuns: readRuns() } as const;

/** Milliseconds that a law may take: most try two thousand cases a second. */
export const propertyTimeout = Math.max(30_000, propertyRuns.numRuns * 60);
