import { DeliveryRules } from './DeliveryRules';

/** `1`, `P1`, `S-1`, `SEV 1`, `Severity_1`. */
const numbered = /^(?:p|s|sev|severity|priority)?[-_ ]?([1-5])$/;

/**
 * Reads severities.
 *
 * @returns a function of the severity as a source has it; null for one that nobody explained
 */
export function severityReader({
  severities,
}: Pick<DeliveryRules, 'severities'>): (
  severity: string | null,
) => number | null {
  const own = new Map(
    Object.entries(severities).map(([name, number]) => [
      name.trim().toLowerCase(),
      number,
    ]),
  );
  return severity => {
    if (severity === null) {
      return null;
    }
    const name = severity.trim().toLowerCase();
    const number = numbered.exec(name)?.[1];
    return own.get(name) ?? (number === undefined ? null : Number(number));
  };
}
