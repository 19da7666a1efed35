import { Share } from '@team-readiness/backstage-plugin-readiness-common';
import { lacksData } from './lacksData';

/**
 * A ratio in whole percent. Only what is complete reads "100%", and only what
 * is empty reads "0%", so that rounding never hides the last gap.
 *
 * @param ratio - in [0, 1]; null gives "–"
 * @public
 */
export function percentWords(ratio: number | null): string {
  if (ratio === null || !Number.isFinite(ratio)) {
    return '–';
  }
  const rounded = Math.round(ratio * 100);
  if (rounded >= 100 && ratio < 1) {
    return '99%';
  }
  if (rounded <= 0 && ratio > 0) {
    return '1%';
  }
  return `${rounded}%`;
}

/**
 * The details behind one number, a line each: adoption, score, coverage.
 *
 * @returns one line where nothing applies, otherwise three
 * @public
 */
export function shareLines(share: Share): string[] {
  if (share.adoption === null) {
    return ['Nothing here applies'];
  }
  const number = (value: number) =>
    value.toLocaleString('en', { maximumFractionDigits: 1 });
  return [
    `Adoption ${percentWords(share.adoption)}: ${number(
      share.passed,
    )} of ${number(share.applicable)} met, by weight`,
    lacksData(share) || share.score === null
      ? 'Score: not enough data'
      : `Score ${percentWords(share.score)}: ${number(
          share.passed,
        )} of ${number(share.known)} that are known`,
    `Coverage ${percentWords(share.coverage)}: ${number(
      share.known,
    )} of ${number(share.applicable)} have data`,
  ];
}
