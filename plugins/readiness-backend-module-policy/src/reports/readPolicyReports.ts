import {
  maxProblemMessageLength,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  readYamlDocuments,
  schemaIssues,
  YamlDocument,
} from '@team-readiness/backstage-plugin-readiness-node';
import { JsonObject, JsonValue } from '@backstage/types';
import {
  constraintGroup,
  readGatekeeperConstraint,
} from './readGatekeeperConstraint';
import {
  ObjectReference,
  reportGroup,
  reportKinds,
  ReportResult,
  reportResultSchema,
  reportSchema,
  reportVersions,
  Severity,
  toSeverity,
} from './reportSchemas';

/**
 * A Kubernetes object that a result is about.
 *
 * @public
 */
export interface ReportedObject {
  kind: string;
  /** Null for objects of the cluster, and where nothing tells. */
  namespace: string | null;
  name: string;
}

/**
 * One result of a policy engine.
 *
 * @public
 */
export interface ReportedResult {
  policy: string;
  rule: string | null;
  /** Null where the report gives none. */
  outcome: 'pass' | 'fail' | 'warn' | 'error' | 'skip' | null;
  severity: Severity;
  source: string;
  /** Milliseconds since 1970, or null. */
  timestamp: number | null;
  /** At least one; of an empty name where only the namespace is known. */
  objects: ReportedObject[];
}

/**
 * One PolicyReport, ClusterPolicyReport, Report, ClusterReport, or constraint of Gatekeeper with
 * the results of its audit.
 *
 * @public
 */
export interface PolicyReport {
  name: string;
  /** Value of the report's label `backstage.io/kubernetes-id`, or null. */
  kubernetesId: string | null;
  /** Value of the report's label `app.kubernetes.io/name`, or null. */
  appName: string | null;
  /** Milliseconds since 1970, or null. */
  createdAt: number | null;
  results: ReportedResult[];
}

/**
 * What one text holds.
 *
 * @public
 */
export interface PolicyReports {
  /** How many reports there are, readable or not. */
  claimed: number;
  /** How many of those could not be read at all. */
  broken: number;
  /** How many single results of readable reports could not be read. */
  brokenResults: number;
  reports: PolicyReport[];
  problems: Problem[];
}

/** JSON is read fast; YAML takes about a second for each megabyte. */
const maxYamlCharacters = 5 * 1_048_576;
const maxJsonCharacters = 20 * 1_048_576;
const maxProblems = 50;

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toObject(
  reference: ObjectReference,
  namespace: string | null,
): ReportedObject {
  const kind = reference.kind ?? '';
  const name = reference.name ?? '';
  return {
    kind,
    name,
    // A Namespace is an object of the cluster, yet what is wrong with it concerns who lives in it.
    namespace:
      reference.namespace || (kind === 'Namespace' && name) || namespace,
  };
}

function toResult(
  result: ReportResult,
  report: {
    namespace: string | null;
    source: string | null;
    scope: ObjectReference | null;
  },
): ReportedResult {
  const listed = [...(result.resources ?? []), ...(result.subjects ?? [])];
  const references = listed.length > 0 ? listed : [report.scope ?? {}];
  return {
    policy: result.policy || 'unnamed',
    rule: result.rule || null,
    outcome: result.result ?? result.status ?? null,
    severity:
      toSeverity(result.severity) ??
      toSeverity(result.properties?.severity) ??
      'medium',
    source: result.source || report.source || 'unknown',
    timestamp: result.timestamp ?? null,
    objects: references.map(it => toObject(it, report.namespace)),
  };
}

/**
 * Reads the policy reports of a YAML or JSON text: single reports, several
 * documents, and lists (`List`, `PolicyReportList` and the like); and the
 * constraints of Gatekeeper that were audited. Whatever is no report is passed
 * over in silence.
 *
 * Never throws. One result that cannot be read does not stop its report.
 *
 * @param text - content of the file: at most 20 MB of JSON, or 5 MB of YAML
 * @param source - its path or address, named in problems
 *
 * @public
 */
export function readPolicyReports(text: string, source: string): PolicyReports {
  const found: PolicyReports = {
    claimed: 0,
    broken: 0,
    brokenResults: 0,
    reports: [],
    problems: [],
  };
  const report = (message: string, place: { line: number; column: number }) => {
    if (found.problems.length < maxProblems) {
      found.problems.push({
        subject: 'file',
        name: source.slice(0, 300),
        reporter: 'policy',
        message: message.slice(0, maxProblemMessageLength),
        source,
        line: place.line,
        column: place.column,
      });
    }
  };
  const refuse = (message: string, place: { line: number; column: number }) => {
    found.claimed += 1;
    found.broken += 1;
    report(message, place);
  };

  const isJson = /^\uFEFF?\s*[{[]/.test(text);
  const { documents, unreadable } = readYamlDocuments(text, {
    characters: isJson ? maxJsonCharacters : maxYamlCharacters,
    documents: 20_000,
    nodes: 20_000_000,
  });
  for (const document of unreadable) {
    if (document.text === '' || reportGroup.test(document.text)) {
      refuse(`The file cannot be read. ${document.message}`, document);
    }
  }

  const readResults = (
    results: unknown[],
    document: YamlDocument,
    base: Array<string | number>,
    around: Parameters<typeof toResult>[1],
  ): ReportedResult[] => {
    const read: ReportedResult[] = [];
    results.forEach((entry, index) => {
      const parsed = reportResultSchema.safeParse(entry);
      if (parsed.success) {
        read.push(toResult(parsed.data, around));
        return;
      }
      found.brokenResults += 1;
      if (found.problems.length < maxProblems) {
        const path = [...base, 'results', index];
        const [issue] = schemaIssues(parsed.error, document, path);
        report(`A result was left out: ${issue.message}.`, issue);
      }
    });
    return read;
  };

  const readReport = (
    data: JsonObject,
    document: YamlDocument,
    base: Array<string | number>,
  ) => {
    const parsed = reportSchema.safeParse(data);
    if (!parsed.success) {
      const [issue] = schemaIssues(parsed.error, document, base);
      refuse(`The report cannot be read: ${issue.message}.`, issue);
      return;
    }
    found.claimed += 1;
    const { metadata, results, scope } = parsed.data;
    const label = (name: string) => {
      const value = metadata?.labels?.[name];
      return typeof value === 'string' && value !== '' ? value : null;
    };
    found.reports.push({
      name: metadata?.name ?? '',
      kubernetesId: label('backstage.io/kubernetes-id'),
      appName: label('app.kubernetes.io/name'),
      createdAt: metadata?.creationTimestamp ?? null,
      results: readResults(results ?? [], document, base, {
        namespace: metadata?.namespace || null,
        source: parsed.data.source ?? null,
        scope: scope ?? null,
      }),
    });
  };

  const readConstraint = (
    data: JsonObject,
    document: YamlDocument,
    base: Array<string | number>,
  ) => {
    const read = readGatekeeperConstraint(data);
    if (read === null) {
      return;
    }
    if ('error' in read) {
      const [issue] = schemaIssues(read.error, document, base);
      refuse(`The constraint cannot be read: ${issue.message}.`, issue);
      return;
    }
    found.claimed += 1;
    found.reports.push(read.report);
    if (read.left > 0) {
      report(
        `Gatekeeper lists ${read.report.results.length} of ${
          read.report.results.length + read.left
        } violations; raise its --constraint-violations-limit to see the others.`,
        document.placeOf([...base, 'status']),
      );
    }
  };

  const readOne = (
    data: JsonValue | undefined,
    document: YamlDocument,
    base: Array<string | number>,
    // Lists that come straight from an API server name version and kind only once.
    inherited: { apiVersion?: string; kind?: string } = {},
  ): void => {
    if (!isObject(data)) {
      return;
    }
    const apiVersion = data.apiVersion ?? inherited.apiVersion;
    const kind = data.kind ?? inherited.kind;
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') {
      return;
    }
    if (kind.endsWith('List') && Array.isArray(data.items)) {
      const itemKind = kind.slice(0, -'List'.length);
      data.items.forEach((item, index) =>
        readOne(
          item,
          document,
          [...base, 'items', index],
          reportKinds.has(itemKind) ? { apiVersion, kind: itemKind } : {},
        ),
      );
      return;
    }
    if (apiVersion.startsWith(constraintGroup)) {
      readConstraint(data, document, base);
      return;
    }
    if (!reportKinds.has(kind) || !reportGroup.test(apiVersion)) {
      return;
    }
    if (!reportVersions.has(apiVersion)) {
      refuse(
        `The version ${apiVersion.slice(0, 100)} is not known; known are ${[
          ...reportVersions,
        ].join(', ')}.`,
        document.placeOf([...base, 'apiVersion']),
      );
      return;
    }
    readReport(data, document, base);
  };

  for (const document of documents) {
    if (Array.isArray(document.data)) {
      document.data.forEach((entry, index) =>
        readOne(entry, document, [index]),
      );
    } else {
      readOne(document.data, document, []);
    }
  }
  return found;
}
