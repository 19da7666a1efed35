/**
 * Schemas of policy reports, written from the custom resource definitions of
 * the Kubernetes policy working group (wgpolicyk8s.io) and of OpenReports.
 *
 * Only what is read is looked at. Reports are often partial (adapters leave out
 * severity, rule, even the result), so that a missing field is never an error;
 * a field of a wrong type is.
 */
import { z } from 'zod';

/** API versions that are read. All have the same fields for what matters here. */
export const reportVersions: ReadonlySet<string> = new Set([
  'wgpolicyk8s.io/v1alpha1',
  'wgpolicyk8s.io/v1alpha2',
  'wgpolicyk8s.io/v1beta1',
  'wgpolicyk8s.io/v1beta2',
  'reports.x-k8s.io/v1alpha1',
  'reports.x-k8s.io/v1alpha2',
  'reports.x-k8s.io/v1beta1',
  'reports.x-k8s.io/v1beta2',
  'openreports.io/v1alpha1',
]);

/** Kinds that are read. */
export const reportKinds: ReadonlySet<string> = new Set([
  'PolicyReport',
  'ClusterPolicyReport',
  'Report',
  'ClusterReport',
]);

/** Something that is, or was meant to be, a report. */
export const reportGroup =
  /\b(wgpolicyk8s\.io|openreports\.io|reports\.x-k8s\.io)\/v/;

/** Longest text that is kept. */
const maxText = 253;
export const text = z
  .string()
  .transform(value => value.slice(0, maxText))
  .nullish();

const objectReference = z.object({ kind: text, namespace: text, name: text });

/**
 * How bad a violation is, from `info` to `critical`.
 *
 * @public
 */
export type Severity = 'info' | 'low' | 'medium' | 'high' | 'critical';

const severities: readonly Severity[] = [
  'info',
  'low',
  'medium',
  'high',
  'critical',
];

/** The rank of a severity: 0 for `info`, 4 for `critical`. */
export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

/** The worst of some severities, of which there is at least one. */
export function worstSeverity(all: readonly Severity[]): Severity {
  return all.reduce((worst, it) =>
    severityRank(it) > severityRank(worst) ? it : worst,
  );
}

/** A severity as written, in any case; null for what is none. */
export function toSeverity(value: unknown): Severity | null {
  const name = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return severities.find(severity => severity === name) ?? null;
}

/** `{ seconds, nanos }` or an ISO text; milliseconds, or null for what is no time. */
export const timestamp = z
  .unknown()
  .transform(value => {
    if (typeof value === 'string') {
      const parsed = Date.parse(value);
      return Number.isFinite(parsed) ? parsed : null;
    }
    const seconds = (value as { seconds?: unknown } | null | undefined)
      ?.seconds;
    // Real adapters write anything into nanos, negative numbers too: whole seconds are enough.
    return typeof seconds === 'number' && seconds > 0 && seconds < 8.64e12
      ? Math.floor(seconds) * 1_000
      : null;
  })
  .optional();

const outcomeNames = ['pass', 'fail', 'warn', 'error', 'skip'] as const;

const outcome = z
  .string()
  .transform(value => value.trim().toLowerCase())
  .pipe(z.enum(outcomeNames))
  .nullish();

/** Schema of one entry of `results`. */
export const reportResultSchema = z.object({
  policy: text,
  rule: text,
  result: outcome,
  /** The name of `result` in v1alpha1. */
  status: outcome,
  severity: text,
  source: text,
  timestamp,
  resources: z.array(objectReference).max(10_000).nullish(),
  /** The name of `resources` in later versions. */
  subjects: z.array(objectReference).max(10_000).nullish(),
  properties: z.record(z.string(), z.unknown()).nullish(),
});

/** Schema of a report around its results. */
export const reportSchema = z.object({
  metadata: z
    .object({
      name: text,
      namespace: text,
      labels: z.record(z.string(), z.unknown()).nullish(),
      creationTimestamp: timestamp,
    })
    .nullish(),
  source: text,
  scope: objectReference.nullish(),
  results: z.array(z.unknown()).nullish(),
});

/** A reference to an object as written. */
export type ObjectReference = z.output<typeof objectReference>;
/** One entry of `results` as written. */
export type ReportResult = z.output<typeof reportResultSchema>;
