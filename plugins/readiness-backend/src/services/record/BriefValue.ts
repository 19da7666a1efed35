import { VerdictUnknownCause } from '@team-readiness/backstage-plugin-readiness-common';

/** A value with the number of things that it was taken of. */
export interface BriefValue {
  value: number | null;
  samples: number;
  /** Why it is not worth a verdict; null: it is. */
  lack: VerdictUnknownCause | null;
}

/** The fewest samples of a median or a share that are worth a verdict. */
const fewest = 3;

/** What a median or a share of so many samples lacks; null: nothing. */
export function lackOfSamples(count: number): VerdictUnknownCause | null {
  return count >= fewest ? null : 'too-few';
}

/** To two decimals. */
export function toTwoDecimals(value: number): number {
  return Math.round(value * 100) / 100;
}
