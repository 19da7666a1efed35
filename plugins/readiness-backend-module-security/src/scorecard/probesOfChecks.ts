/**
 * What the scores of Scorecard's default format tell of its probes.
 *
 * A score sums up several probes, so that mostly nothing follows from it for one of them. Only what follows in each version
 * since 4 is taken (`checks/evaluation/branch_protection.go` and `signed_releases.go` of https://github.com/ossf/scorecard):
 *
 * - Branch-Protection 10: each branch has all points, so it is protected and its pull requests need approval;
 * - Branch-Protection with a detail "branch protection not enabled for branch": that finding of branchesAreProtected, word for word;
 * - Signed-Releases 10, except where packages of registries are meant: each release has provenance;
 * - Signed-Releases 0, except after a failed verification: no release has a signature or provenance;
 * - Signed-Releases −1 because there are no releases: neither applies.
 *
 * Every other score leaves its probes out: nothing is known of them. Token-Permissions is never taken: 10 may stand beside write
 * permissions that cost no points.
 */
import { JsonObject } from '@backstage/types';
import { listOf, textOf } from '../json';
import { ProbeOutcome } from './ScorecardResult';

const unprotected = /branch protection not enabled for branch/i;
const noReleases = /^no (?:github )?releases? found$/i;
const aboutPackages = /package/i;
const failedVerification = /verification fail/i;

function branchProtection(check: JsonObject): Array<[string, ProbeOutcome]> {
  if (check.score === 10) {
    return [
      ['branchesAreProtected', 'true'],
      ['requiresApproversForPullRequests', 'true'],
    ];
  }
  const isUnprotected = listOf(check.details).some(detail =>
    unprotected.test(textOf(detail, 300) ?? ''),
  );
  return isUnprotected ? [['branchesAreProtected', 'false']] : [];
}

function signedReleases(check: JsonObject): Array<[string, ProbeOutcome]> {
  const reason = textOf(check.reason, 300) ?? '';
  const both = (outcome: ProbeOutcome): Array<[string, ProbeOutcome]> => [
    ['releasesAreSigned', outcome],
    ['releasesHaveProvenance', outcome],
  ];
  if (check.score === 10 && !aboutPackages.test(reason)) {
    return [['releasesHaveProvenance', 'true']];
  }
  if (check.score === 0 && !failedVerification.test(reason)) {
    return both('false');
  }
  return check.score === -1 && noReleases.test(reason)
    ? both('not-applicable')
    : [];
}

/** The probes of which the scores of checks tell for certain. */
export function probesOfChecks(
  checks: readonly JsonObject[],
): Map<string, ProbeOutcome> {
  const probes = new Map<string, ProbeOutcome>();
  for (const check of checks) {
    const name = textOf(check.name, 100);
    let found: Array<[string, ProbeOutcome]> = [];
    if (name === 'Branch-Protection') {
      found = branchProtection(check);
    } else if (name === 'Signed-Releases') {
      found = signedReleases(check);
    }
    found.forEach(([probe, outcome]) => probes.set(probe, outcome));
  }
  return probes;
}
