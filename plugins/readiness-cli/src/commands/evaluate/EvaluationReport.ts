/**
 * What `readiness evaluate` found, as it is written as JSON and read again by
 * `--compare`. Fields are only ever added.
 */
import {
  Area,
  Outcome,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';

/** A result of a check for an entity. */
export interface ResultReport {
  check: string;
  title: string;
  area: Area;
  level: number;
  gate: boolean;
  /** Enforced, so that it counts for level and score. */
  counts: boolean;
  outcome: Outcome;
  /** A `ReasonCode` of the engine, e.g. `condition` or `not-observed`. */
  reason: string;
  /** What was found, in words. */
  message: string;
  /** Who knows it: the files, or the portal where the files do not tell. */
  from: 'files' | 'portal';
}

/** A fix on the way to the target. */
export interface FixReport {
  check: string;
  title: string;
  /** Hours. */
  effort: number;
  level: number;
  /** The level that is reached with this fix and those before it; null: none yet. */
  unlocks: number | null;
  message: string;
  /** How to fix it. */
  how: string;
  /** File to create or change, relative to the directory of the entity. */
  path: string | null;
  link: string | null;
}

/** A check that was not asked, since nothing that it reads is connected. */
export interface NotConnectedReport {
  check: string;
  title: string;
  area: Area;
  /** Facts that it reads. */
  reads: string[];
}

/** An entity against a scorecard. */
export interface ScorecardReport {
  name: string;
  title: string;
  /** 0: not yet at 1. */
  level: number;
  levelName: string;
  /** The highest level that is offered to the entity. */
  ceiling: number;
  /** Null: nothing is asked of it. */
  target: number | null;
  targetName: string | null;
  onTarget: boolean | null;
  /** In [0, 1]; null when nothing is known. */
  score: number | null;
  /** In [0, 1]; null when nothing applies. */
  coverage: number | null;
  /** Cheapest first; empty where it is on target. */
  fixes: FixReport[];
  /** In the order of the scorecard. */
  results: ResultReport[];
  notConnected: NotConnectedReport[];
}

/** An entity against all scorecards that ask something of it. */
export interface EntityReport {
  /** Whole entity ref in lower case. */
  ref: string;
  /** Its file. */
  source: string;
  line: number;
  scorecards: ScorecardReport[];
  /** What could not be read of it. */
  problems: Problem[];
}

/** A run. */
export interface EvaluationReport {
  /** ISO time. */
  at: string;
  entities: EntityReport[];
  /** Problems that belong to no entity. */
  problems: Problem[];
}
