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
  /** Ref of who answers for it: by its document, else by the configuration. */
  owner: string | null;
  /** Order in which pages show scorecards; the first one over Components is the default one. */
  position: number;
  /** With the days from which checks count. */
  compiled: CompiledScorecard;
  /** Days (UTC, `YYYY-MM-DD`) by check id from which new and stricter checks count. */
  enforcement: ReadonlyMap<string, string>;
  /** Keys of `checks` by check id; holds every check of the document. */
  checkKeys: ReadonlyMap<string, number>;
  /** When the version was first read. */
  createdAt: Date;
  /** `built-in`, `config`, `file`, `url`, or the ref of the user who asked for it to be read. */
  createdBy: string;
}

/**
 * A version that is active, but that this replica cannot read: another replica does, or will.
 */
export interface HeldScorecard {
  /** Row id in `definitions`. */
  definitionId: number;
  name: string;
}

/**
 * The scorecards that are active now, in the configured order.
 */
export interface ActiveScorecards {
  /** Cheap; the same array until a new version is published. */
  current(): readonly ActiveScorecard[];
  /** Those that are active and not in `current`: nobody may take their results away. */
  held(): readonly HeldScorecard[];
}
