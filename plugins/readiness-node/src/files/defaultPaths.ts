import { PathGlob } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * The files that are asked for one by one where a host lists no directories: of each pattern with
 * wildcards, those of this list that it matches.
 */
export const defaultPaths: readonly string[] = Object.freeze([
  'README.md',
  'RUNBOOK.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'ONBOARDING.md',
  'CODEOWNERS',
  'docs/README.md',
  'docs/index.md',
  'docs/runbook.md',
  'docs/architecture.md',
  'docs/onboarding.md',
  'docs/impact.md',
  'docs/runbooks/README.md',
  'docs/runbooks/index.md',
  'docs/runbooks/runbook.md',
  'docs/adr/README.md',
  'docs/adr/index.md',
  'docs/reviews/README.md',
  'slo/slo.yaml',
  'slo/slos.yaml',
  'openslo/slo.yaml',
  'openslo/slos.yaml',
  'alerts/alerts.yaml',
  'monitoring/alerts.yaml',
  'prometheus/rules.yaml',
  'deploy/deployment.yaml',
  'k8s/deployment.yaml',
  'manifests/deployment.yaml',
  'package.json',
  'go.mod',
  'pom.xml',
  'pyproject.toml',
  'requirements.txt',
  'Dockerfile',
]);

/** Most files that are asked for one by one in a listing. */
const maxPaths = 60;

/**
 * What can be asked for by name of what some patterns match.
 *
 * @returns at most 60 paths, those that a pattern names exactly first, each once
 */
export function pathsByName(globs: readonly PathGlob[]): string[] {
  const exact = globs.flatMap(glob => glob.literal ?? []);
  const byDefault = defaultPaths.filter(path =>
    globs.some(glob => glob.literal === undefined && glob.matches(path)),
  );
  return [...new Set([...exact, ...byDefault])].slice(0, maxPaths);
}
