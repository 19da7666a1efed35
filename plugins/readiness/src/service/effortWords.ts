/**
 * An effort in words, e.g. "about 30 min", "about 2 h", "about 3 days".
 *
 * @param hours - working hours, over 0; a day has 8 of them
 */
export function effortWords(hours: number): string {
  if (hours < 1) {
    return `about ${Math.max(5, Math.round(hours * 60))} min`;
  }
  if (hours < 16) {
    return `about ${Math.round(hours)} h`;
  }
  return `about ${Math.round(hours / 8)} days`;
}
