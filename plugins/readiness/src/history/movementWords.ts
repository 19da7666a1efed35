import {
  Movement,
  MovementPart,
  MovementPartSum,
} from '@team-readiness/backstage-plugin-readiness-common';
import { ReadinessT } from '../translations';

/**
 * The part that moved the share of checks met most into the direction in which it went.
 *
 * @returns undefined where nothing moved, or nothing can be compared
 */
export function mainPart(
  movement: Pick<Movement, 'adoption' | 'parts'>,
): MovementPartSum | undefined {
  const direction = Math.sign(movement.adoption ?? 0);
  return movement.parts
    .filter(({ adoption }) => (adoption ?? 0) * direction > 0)
    .sort(
      (one, other) =>
        Math.abs(other.adoption ?? 0) - Math.abs(one.adoption ?? 0),
    )[0];
}

/**
 * A part as a reason, to stand behind "because": "checks are met that were not before".
 */
export function becauseWords(
  t: ReadinessT,
  { part, adoption }: Pick<MovementPartSum, 'part' | 'adoption'>,
): string {
  if (part === 'data') {
    return (adoption ?? 0) < 0
      ? t('history.because.dataLost')
      : t('history.because.dataGained');
  }
  return t(`history.because.${part}`);
}

/**
 * What readers call a part of a movement.
 */
export function partWords(t: ReadinessT, part: MovementPart): string {
  return t(`history.parts.${part}`);
}
