/**
 * What policy engines reported of the demo organisation's services, in the formats of several of them.
 */
import { DAY, dayFromNow } from './templates.mjs';

const workload = item => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  name: item.name,
  namespace: item.name,
});

/** Reports of Kyverno: one for each service whose manifests reached the cluster. */
export function policyReports(services, now) {
  const seconds = days => Math.floor((now.getTime() - days * DAY) / 1000);
  return services
    .filter(({ manifests }) =>
      ['resilient', 'safe', 'unsafe'].includes(manifests),
    )
    .map(item => ({
      apiVersion: 'wgpolicyk8s.io/v1alpha2',
      kind: 'PolicyReport',
      metadata: { name: `report-${item.name}`, namespace: item.name },
      summary: {
        pass: 3,
        fail: item.violations?.length ?? 0,
        warn: 0,
        error: 0,
        skip: 0,
      },
      results: [
        {
          policy: 'require-labels',
          rule: 'check-for-labels',
          result: 'pass',
          source: 'kyverno',
          scored: true,
          timestamp: { seconds: seconds(1), nanos: 0 },
          resources: [workload(item)],
        },
        ...(item.violations ?? []).map((violation, index) => ({
          policy: ['restrict-host-path', 'disallow-privilege-escalation'][
            index % 2
          ],
          rule: 'validate',
          result: 'fail',
          severity: violation.severity,
          source: 'kyverno',
          scored: true,
          message:
            'validation error: the field is set to a value that is not allowed',
          timestamp: { seconds: seconds(violation.age), nanos: 0 },
          resources: [workload(item)],
        })),
      ],
    }));
}

/** A constraint of Gatekeeper with what its audit found: services whose manifests are unsafe carry no team label. */
export function gatekeeperConstraint(services, now) {
  const violations = services
    .filter(({ manifests }) => manifests === 'unsafe')
    .map(item => ({
      enforcementAction: 'warn',
      group: 'apps',
      version: 'v1',
      kind: 'Deployment',
      namespace: item.name,
      name: item.name,
      message: 'you must provide labels: {"team"}',
    }));
  return {
    apiVersion: 'constraints.gatekeeper.sh/v1beta1',
    kind: 'K8sRequiredLabels',
    metadata: { name: 'need-team' },
    spec: { enforcementAction: 'warn' },
    status: {
      auditTimestamp: `${dayFromNow(now, -1)}T03:00:00Z`,
      totalViolations: violations.length,
      violations,
    },
  };
}

/** A report of OpenReports: a scan of one service's image. */
export function openReport(item, now) {
  return {
    apiVersion: 'openreports.io/v1alpha1',
    kind: 'Report',
    metadata: { name: `scan-${item.name}`, namespace: item.name },
    source: 'image-scan',
    scope: workload(item),
    results: [
      {
        policy: 'no-expired-base-image',
        rule: 'base-image-age',
        result: 'fail',
        severity: 'low',
        source: 'image-scan',
        timestamp: {
          seconds: Math.floor((now.getTime() - 9 * DAY) / 1000),
          nanos: 0,
        },
      },
    ],
  };
}

/** A report of Conftest over the manifests of services, by their directories. */
export function conftestReport(items) {
  return items.map(([item, directory]) => ({
    filename: `${directory}/deploy/workload.yaml`,
    namespace: 'main',
    successes: 4,
    ...(item.manifests === 'unsafe'
      ? {
          failures: [
            {
              msg: 'The container has no readiness probe.',
              metadata: { query: 'data.main.deny', severity: 'medium' },
            },
          ],
        }
      : {}),
  }));
}
