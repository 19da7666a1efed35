import { OssfScorecardFact } from '@team-readiness/backstage-plugin-readiness-common';

/** What a probe says. @public */
export type ProbeOutcome = OssfScorecardFact['probes'][number]['outcome'];

/** One run of OpenSSF Scorecard over one repository. @public */
export interface ScorecardResult {
  /** As it names it: `github.com/acme/shop`. */
  repository: string;
  /** In milliseconds since 1970. */
  analysedAt: number;
  /** `probe`: findings of probes; `default`: scores of checks, of which few tell what a probe found. */
  format: 'probe' | 'default';
  probes: Map<string, ProbeOutcome>;
}
