import {
  Area,
  ExplainedResult,
  ReviewDraftLens,
  ScorecardReadiness,
} from '@team-readiness/backstage-plugin-readiness-common';

/**
 * Through which lens of a readiness review each area is looked at; each stands in exactly one.
 *
 * - Reliability: what breaks, what users notice, and how it comes back. SLOs and incidents; how changes reach production,
 *   since most failures are changes; the architecture that decides what fails together; runbooks, which are read when it
 *   fails; models, whose drift and rollback are failures of their own kind.
 * - Security: what may be done to it, and with its data.
 * - Governance: who answers for it, and which rules of the organisation it keeps. Owners, policies, and the golden path
 *   with its shared pipeline and approved modules.
 * - Cost: what it costs, and what for.
 */
export const lensAreas: Readonly<Record<ReviewDraftLens, readonly Area[]>> = {
  reliability: [
    'slos',
    'incidents',
    'delivery',
    'architecture',
    'documentation',
    'ml',
  ],
  security: ['security'],
  governance: ['ownership', 'policy', 'platform'],
  cost: ['cost'],
};

/** The lenses in the order in which a review goes through them. */
export const lenses = Object.keys(lensAreas) as ReviewDraftLens[];

/** A result with the scorecard that asks for it. */
export interface LensResult extends ExplainedResult {
  /** Id of the scorecard. */
  scorecard: string;
}

/** What is seen of a service through one lens. */
export interface LensView {
  notMet: LensResult[];
  notKnown: LensResult[];
  exempt: LensResult[];
  met: LensResult[];
  /** How many checks do not apply. */
  notApplicable: number;
}

/**
 * What is seen of a service through a lens, over all its scorecards; what counts stands first, and of that what is needed for a
 * lower level.
 */
export function viewThrough(
  lens: ReviewDraftLens,
  scorecards: readonly ScorecardReadiness[],
): LensView {
  const seen: LensResult[] = scorecards
    .flatMap(({ scorecard, results }) =>
      results
        .filter(({ area }) => lensAreas[lens].includes(area))
        .map(result => ({ ...result, scorecard: scorecard.id })),
    )
    .sort(
      (one, other) =>
        Number(other.counts) - Number(one.counts) ||
        Number(other.gate) - Number(one.gate) ||
        one.level - other.level,
    );
  const of = (...outcomes: Array<ExplainedResult['outcome']>) =>
    seen.filter(({ outcome }) => outcomes.includes(outcome));
  return {
    notMet: of('fail'),
    notKnown: of('unknown', 'error'),
    exempt: of('exempt'),
    met: of('pass'),
    notApplicable: of('not-applicable').length,
  };
}
