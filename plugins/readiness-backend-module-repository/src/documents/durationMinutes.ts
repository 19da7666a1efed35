const maxLength = 60;
const minutesOf = { W: 7 * 24 * 60, D: 24 * 60, H: 60, M: 1, S: 1 / 60 };

/**
 * Reads an ISO 8601 duration of weeks, days, hours, minutes and seconds, such as `PT1H20M` or `P1W`.
 *
 * @returns minutes, or undefined for anything else: months and years have no length
 */
export function durationMinutes(text: string): number | undefined {
  const duration = text.trim().slice(0, maxLength).toUpperCase();
  const parts =
    /^P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:\.\d{1,9})?S)?)?$/.exec(
      duration,
    );
  if (!parts || !parts.slice(1).some(part => part !== undefined)) {
    return undefined;
  }
  const units = [
    minutesOf.W,
    minutesOf.D,
    minutesOf.H,
    minutesOf.M,
    minutesOf.S,
  ];
  return units.reduce(
    (sum, unit, index) => sum + unit * Number(parts[index + 1] ?? 0),
    0,
  );
}
