import {
  Scorecard,
  scorecardSchema,
} from '@team-readiness/backstage-plugin-readiness-common';

/**
 * A document as it was stored, with the defaults that were added to the format since: otherwise
 * every check would differ from the version before after an upgrade.
 *
 * @param text - JSON.
 * @returns null where it does not fit the format any more
 */
export function readStoredScorecard(text: string): Scorecard | null {
  try {
    const parsed = scorecardSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
