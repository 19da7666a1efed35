import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import { Measure } from '../measurement';

/**
 * An alert that Sloth or Pyrra makes of an SLO.
 *
 * @public
 */
export interface DeclaredAlert {
  name: string;
  /** Label `severity` in lower case, or what the tool calls it. */
  severity: string;
  /** Does it call somebody? */
  paging: boolean;
  /** As written; null without one. */
  runbook: string | null;
  /** Does it watch the burn rate of its SLO? */
  burnRate: boolean;
}

/**
 * One SLO that a document of Sloth or Pyrra declares.
 *
 * @public
 */
export interface DeclaredSlo {
  name: string;
  service: string | null;
  /** A fraction in [0, 1). */
  target: number;
  /** Duration shorthand, e.g. `30d`. */
  window: string;
  description: string | null;
  /** As written; not checked. */
  metadata: { annotations?: unknown; labels?: unknown };
  /** Does the tool make burn-rate alerts of it? */
  burnRateAlert: boolean;
  alerts: DeclaredAlert[];
  /** How it is asked of Prometheus. */
  measure: Measure;
  /** The file, as it was given. */
  source: string;
  line: number;
  column: number;
}

/**
 * What one text declares.
 *
 * @public
 */
export interface DeclaredSlos {
  /** How many documents say that they are of the tool, readable or not. */
  claimed: number;
  /** How many of those could not be read. */
  broken: number;
  slos: DeclaredSlo[];
  /** One for each broken document. */
  problems: Problem[];
}
