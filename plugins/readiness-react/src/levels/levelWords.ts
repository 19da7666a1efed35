import { LevelStanding } from './LevelStanding';
import { TargetDistance } from './TargetDistance';

/**
 * A number with its noun in the right form, e.g. "1 fix", "2 fixes".
 *
 * @param count - how many
 * @param one - the noun for one
 * @param many - the noun for any other number
 * @public
 */
export function countWords(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/**
 * A level in words: "Level 2 Owned", "Level 2 Owned (1 exemption)", "Not yet at 1".
 *
 * @public
 */
export function levelWords(standing: LevelStanding): string {
  const { level, levelName, exemptions = 0 } = standing;
  const name = level === 0 ? levelName : `Level ${level} ${levelName}`;
  return exemptions > 0
    ? `${name} (${countWords(exemptions, 'exemption', 'exemptions')})`
    : name;
}

/**
 * The distance to the target in words: "On target", "2 fixes below target",
 * "Below target" where no single fix is known, "No target" where nothing is asked.
 *
 * @public
 */
export function targetWords(distance: TargetDistance): string {
  if (distance.targetLevel === null || distance.onTarget === null) {
    return 'No target';
  }
  if (distance.onTarget) {
    return 'On target';
  }
  return distance.fixes > 0
    ? `${countWords(distance.fixes, 'fix', 'fixes')} below target`
    : 'Below target';
}
