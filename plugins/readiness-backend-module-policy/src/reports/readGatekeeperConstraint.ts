/**
 * Reads a constraint of Gatekeeper with the results of its audit
 * (`kubectl get constraints -o json`).
 *
 * @see https://open-policy-agent.github.io/gatekeeper/website/docs/audit
 */
import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { PolicyReport } from './readPolicyReports';
import { text, timestamp, toSeverity } from './reportSchemas';

/** How the API version of a constraint begins. */
export const constraintGroup = 'constraints.gatekeeper.sh/';

const maxViolations = 100_000;

const schema = z.object({
  kind: z.string().max(253),
  metadata: z.object({
    name: z.string().max(253),
    labels: z.record(z.string(), z.unknown()).nullish(),
    annotations: z.record(z.string(), z.unknown()).nullish(),
  }),
  status: z
    .object({
      auditTimestamp: timestamp,
      totalViolations: z.number().nullish(),
      violations: z
        .array(z.object({ kind: text, namespace: text, name: text }))
        .max(maxViolations)
        .nullish(),
    })
    .nullish(),
});

/** A severity in a label or annotation `severity` or `<anything>/severity`. */
function severityOf(metadata: z.output<typeof schema>['metadata']) {
  return Object.entries({ ...metadata.labels, ...metadata.annotations })
    .filter(([key]) => key === 'severity' || key.endsWith('/severity'))
    .map(([, value]) => toSeverity(value))
    .find(it => it !== null);
}

/**
 * @param data - an object whose API version begins with {@link constraintGroup}
 * @returns null for a constraint that was not audited yet; else its violations,
 *   and how many more there are that Gatekeeper does not list
 */
export function readGatekeeperConstraint(
  data: JsonObject,
): { report: PolicyReport; left: number } | { error: z.ZodError } | null {
  const parsed = schema.safeParse(data);
  if (!parsed.success) {
    return { error: parsed.error };
  }
  const { kind, metadata, status } = parsed.data;
  const auditedAt = status?.auditTimestamp ?? null;
  if (!status || (auditedAt === null && !status.violations)) {
    return null;
  }
  const violations = status.violations ?? [];
  return {
    left: Math.max(0, (status.totalViolations ?? 0) - violations.length),
    report: {
      name: metadata.name,
      kubernetesId: null,
      appName: null,
      createdAt: auditedAt,
      results: violations.map(it => ({
        policy: kind,
        rule: metadata.name,
        outcome: 'fail',
        severity: severityOf(metadata) ?? 'medium',
        source: 'gatekeeper',
        // The audit is renewed every minute: it tells nothing of the beginning.
        timestamp: null,
        objects: [
          {
            kind: it.kind ?? '',
            namespace:
              it.namespace || (it.kind === 'Namespace' && it.name) || null,
            name: it.name ?? '',
          },
        ],
      })),
    },
  };
}
