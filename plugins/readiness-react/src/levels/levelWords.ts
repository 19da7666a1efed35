/**
 * Where an entity stands on the ladder of a scorecard.
 *
 * @public
 */
export interface LevelStanding {
  /** 0: below the first level. */
  level: number;
  levelName: string;
  /** How many exemptions the level rests on. */
  exemptions?: number;
}

/**
 * How far an entity is from what is asked of it.
 *
 * @public
 */
export interface TargetDistance {
  targetLevel: number | null;
  onTarget: boolean | null;
  /** Gates to fix until it is on target. */
  fixes: number;
}

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
