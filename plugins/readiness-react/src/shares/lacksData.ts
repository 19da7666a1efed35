import { Share } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * The coverage below which a score says too little to be shown.
 *
 * @public
 */
export const leastCoverage = 0.6;

/**
 * Whether too little is known for a score.
 *
 * @public
 */
export function lacksData(share: Share): boolean {
  return share.coverage !== null && share.coverage < leastCoverage;
}
