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
