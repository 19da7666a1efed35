import { KubernetesKeys } from '@team-readiness/backstage-plugin-readiness-node';
import { PolicyReport, ReportedObject } from './readPolicyReports';
import { Severity, severityRank } from './reportSchemas';
import { workloadKinds, workloadNames } from './workloadNames';

/** A failed result about one object. */
export interface ReportedViolation {
  policy: string;
  rule: string | null;
  severity: Severity;
  /** `Kind/namespace/name`, without what is not known. */
  object: string;
  /** Milliseconds since 1970, or null. */
  timestamp: number | null;
  source: string;
}

/** What is known of one object over all reports. */
interface ObjectResults {
  namespace: string | null;
  kubernetesId: string | null;
  appName: string | null;
  kind: string;
  results: number;
  reportedAt: number | null;
  violations: Map<string, ReportedViolation>;
}

/** What belongs to an entity. */
export interface FoundResults {
  results: number;
  /** Milliseconds since 1970, or null. */
  reportedAt: number | null;
  violations: Array<ReportedViolation & { mappedBy: string }>;
  /**
   * Namespaces in which there is something of the entity's name, where there
   * are several: which of them is the entity's, nobody said. Then nothing else
   * is given.
   */
  ambiguous?: string[];
}

const nothingFound: FoundResults = {
  results: 0,
  reportedAt: null,
  violations: [],
};

/** Everything that was found, worst violations first, then in a stable order. */
export function mergeResults(all: readonly FoundResults[]): FoundResults {
  const merged: FoundResults = { ...nothingFound, violations: [] };
  for (const found of all) {
    merged.results += found.results;
    merged.reportedAt = later(merged.reportedAt, found.reportedAt);
    found.violations.forEach(it => merged.violations.push(it));
  }
  merged.violations.sort(
    (a, b) =>
      severityRank(b.severity) - severityRank(a.severity) ||
      compare(violationKey(a), violationKey(b)),
  );
  return merged;
}

/**
 * What makes two reports of a violation the same.
 */
export function violationKey(violation: {
  policy: string;
  rule: string | null;
  object: string;
  source: string;
}): string {
  const { policy, rule, object, source } = violation;
  return JSON.stringify([policy, rule, object, source]);
}

function later(a: number | null, b: number | null): number | null {
  return a === null || b === null ? a ?? b : Math.max(a, b);
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? a ?? b : Math.min(a, b);
}

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) {
    list.push(value);
  } else {
    map.set(key, [value]);
  }
}

/**
 * All reports of a run, to be asked for what belongs to an entity. Holds the
 * results per object: counts for all, details only for those that failed.
 */
export class ReportIndex {
  readonly #objects = new Map<string, ObjectResults>();
  readonly #byNamespace = new Map<string, ObjectResults[]>();
  readonly #byName = new Map<string, ObjectResults[]>();
  readonly #byId = new Map<string, ObjectResults[]>();
  readonly #byAppName = new Map<string, ObjectResults[]>();
  #reports = 0;

  /** How many reports were added. */
  get reports(): number {
    return this.#reports;
  }

  /** Adds one report. Only `fail` is a violation: `warn`, `error` and `skip` are counted alone. */
  add(report: PolicyReport): void {
    this.#reports += 1;
    for (const result of report.results) {
      const reportedAt = later(result.timestamp, report.createdAt);
      for (const reported of result.objects) {
        const object = this.#object(reported, report);
        object.results += 1;
        object.reportedAt = later(object.reportedAt, reportedAt);
        if (result.outcome !== 'fail') {
          continue;
        }
        const violation: ReportedViolation = {
          policy: result.policy,
          rule: result.rule,
          severity: result.severity,
          object: [reported.kind, reported.namespace, reported.name]
            .filter(Boolean)
            .join('/'),
          timestamp: result.timestamp,
          source: result.source,
        };
        const key = violationKey(violation);
        const known = object.violations.get(key);
        object.violations.set(key, known ? merge(known, violation) : violation);
      }
    }
  }

  /** What belongs to an entity. */
  find(keys: KubernetesKeys): FoundResults {
    const found = new Map<ObjectResults, string>();
    const take = (objects: ObjectResults[] | undefined, mappedBy: string) => {
      for (const object of objects ?? []) {
        if (!found.has(object)) {
          found.set(object, mappedBy);
        }
      }
    };
    keys.namespaces.forEach(it => take(this.#byNamespace.get(it), 'namespace'));
    if (keys.kubernetesId !== null) {
      const inside = (objects: ObjectResults[] | undefined) =>
        objects?.filter(
          ({ namespace }) =>
            keys.idNamespace === null || namespace === keys.idNamespace,
        );
      take(inside(this.#byId.get(keys.kubernetesId)), 'label');
      take(inside(this.#byAppName.get(keys.kubernetesId)), 'label');
      take(inside(this.#byName.get(keys.kubernetesId)), 'annotation');
    }
    if (keys.name !== null) {
      take(this.#byAppName.get(keys.name), 'label');
      take(this.#byName.get(keys.name), 'name');
      const namespaces = new Set(
        [...found.keys()].map(({ namespace }) => namespace ?? ''),
      );
      if (namespaces.size > 1) {
        return {
          ...nothingFound,
          ambiguous: [...namespaces].filter(Boolean).sort(),
        };
      }
    }

    const answer: FoundResults = { ...nothingFound, violations: [] };
    for (const [object, mappedBy] of found) {
      answer.results += object.results;
      answer.reportedAt = later(answer.reportedAt, object.reportedAt);
      for (const violation of object.violations.values()) {
        answer.violations.push({ ...violation, mappedBy });
      }
    }
    return answer;
  }

  #object(
    reported: ReportedObject,
    { kubernetesId, appName }: PolicyReport,
  ): ObjectResults {
    const { kind, namespace, name } = reported;
    const key = JSON.stringify([kind, namespace, name, kubernetesId, appName]);
    const known = this.#objects.get(key);
    if (known) {
      return known;
    }
    const object: ObjectResults = {
      namespace,
      kubernetesId,
      appName,
      kind,
      results: 0,
      reportedAt: null,
      violations: new Map(),
    };
    this.#objects.set(key, object);
    if (namespace !== null) {
      addTo(this.#byNamespace, namespace, object);
    }
    if (kubernetesId !== null) {
      addTo(this.#byId, kubernetesId, object);
    }
    if (appName !== null) {
      addTo(this.#byAppName, appName, object);
    }
    if (name !== '' && workloadKinds.has(kind)) {
      workloadNames(kind, name).forEach(it => addTo(this.#byName, it, object));
    }
    return object;
  }
}

function merge(a: ReportedViolation, b: ReportedViolation): ReportedViolation {
  const worse = severityRank(a.severity) >= severityRank(b.severity) ? a : b;
  return { ...worse, timestamp: earlier(a.timestamp, b.timestamp) };
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
