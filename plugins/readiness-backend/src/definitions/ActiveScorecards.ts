import { CompiledScorecard } from '@team-readiness/backstage-plugin-readiness-engine';

/**
 * A scorecard version that is active.
 */
export interface ActiveScorecard {
  /** Row id in `definitions`. */
  definitionId: number;
  version: number;
  /** Where the document came from, for people. */
  source: string;
  /** Order in which pages show scorecards; the first over Components is the default one. */
  position: number;
  compiled: CompiledScorecard;
  /** Keys of `checks` by check id; holds every check of the document. */
  checkKeys: ReadonlyMap<string, number>;
}

/**
 * The scorecards that are active now, in the configured order.
 */
export interface ActiveScorecards {
  /** Cheap; the same array until a new version is published. */
  current(): readonly ActiveScorecard[];
}
