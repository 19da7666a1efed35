import { Scorecard } from '@team-readiness/backstage-plugin-readiness-common';
import {
  compareScorecards,
  planEnforcement,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  Enforcement,
  noEnforcement,
  readEnforcement,
  Refutation,
} from './Enforcement';
import { readStoredScorecard } from './readStoredScorecard';

const dayMs = 86_400_000;

/** A version of a scorecard that is about to become active. */
export interface VersionChange {
  after: Scorecard;
  /** The version that is active, or was last; null: none ever was. */
  before: { id: number; document: string; enforcement: string | null } | null;
  /** The new version was active earlier, until this time (epoch ms) and on these terms. */
  earlier: { until: number; enforcement: string | null } | null;
}

/** Checks that say that they are relaxed, to be compared over the stored facts. */
export interface RelaxationClaim {
  /** Key of the version before in `definitions`. */
  beforeId: number;
  before: Scorecard;
  after: Scorecard;
  checkIds: readonly string[];
}

/**
 * From which days the checks of a version count, once it becomes active.
 *
 * Going back to a version that was active within the last `warnDays` takes its days back with it,
 * since its readers know it: a step back is one step. Any other change is a publication.
 *
 * @param options - `refutations`: the answer to a claim, by check id; undefined: not known yet
 * @returns the days, or the claim that has to be looked at first
 */
export function planVersion(
  change: VersionChange,
  options: {
    at: Date;
    warnDays: number;
    refutations: (
      claim: RelaxationClaim,
    ) => ReadonlyMap<string, Refutation> | undefined;
  },
): { enforcement: Enforcement } | { claim: RelaxationClaim } {
  const { after, earlier } = change;
  const { at, warnDays } = options;
  if (earlier && at.getTime() - earlier.until < warnDays * dayMs) {
    return { enforcement: readEnforcement(earlier.enforcement) };
  }
  const before = change.before && readStoredScorecard(change.before.document);
  if (!change.before || !before) {
    return { enforcement: noEnforcement };
  }
  const known = readEnforcement(change.before.enforcement);
  const checkIds = compareScorecards(before, after)
    .checks.filter(
      check => check.effect === 'relaxed' && check.change === 'changed',
    )
    .map(({ checkId }) => checkId);
  let refutations: ReadonlyMap<string, Refutation> | undefined = new Map();
  if (checkIds.length > 0 && warnDays > 0) {
    const claim = { beforeId: change.before.id, before, after, checkIds };
    refutations = options.refutations(claim);
    if (!refutations) {
      return { claim };
    }
  }
  const days = planEnforcement({
    before: { document: before, enforcement: known.days },
    after,
    refuted: new Set(refutations.keys()),
    publishedAt: at,
    warnDays,
  });
  // What was said of a check goes on as long as its day does.
  const isCarried = (id: string) => days.get(id) === known.days.get(id);
  const refuted = [
    ...[...known.refuted].filter(([id]) => days.has(id) && isCarried(id)),
    ...refutations,
  ];
  return { enforcement: { days, refuted: new Map(refuted) } };
}
