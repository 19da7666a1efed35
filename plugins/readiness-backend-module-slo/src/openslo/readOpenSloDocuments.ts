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
  AlertConditionSpec,
  AlertPolicySpec,
  NotificationTargetSpec,
} from './alertSchemas';
import { DataSourceSpec, IndicatorSpec } from './indicatorSchemas';
import { missingParts, OpenSloSpec } from './missingParts';
import {
  openSloKinds,
  openSloSchemas,
  openSloVersion,
  SloSpec,
} from './openSloSchemas';

/**
 * One OpenSLO document that was read.
 *
 * @public
 */
export interface OpenSloDocument<TSpec> {
  /** `metadata.name`. */
  name: string;
  /** As written; not checked. */
  metadata: { annotations?: unknown; labels?: unknown };
  spec: TSpec;
  /** The file, as it was given to {@link readOpenSloDocuments}. */
  source: string;
  line: number;
  column: number;
}

/**
 * What one text holds.
 *
 * @public
 */
export interface OpenSloDocuments {
  /** How many documents say that they are `openslo/v1`, readable or not. */
  claimed: number;
  /** How many of those could not be read. */
  broken: number;
  slos: OpenSloDocument<SloSpec>[];
  indicators: OpenSloDocument<IndicatorSpec>[];
  alertPolicies: OpenSloDocument<AlertPolicySpec>[];
  alertConditions: OpenSloDocument<AlertConditionSpec>[];
  notificationTargets: OpenSloDocument<NotificationTargetSpec>[];
  dataSources: OpenSloDocument<DataSourceSpec>[];
  services: OpenSloDocument<object>[];
  /**
   * One for each broken document, and one for each document that lacks
   * something the specification asks for; the latter is read all the same.
   */
  problems: Problem[];
}

/** Most entries of a list at the root of a document. */
const maxListed = 1_000;

const claimPattern = /\bopenslo\/v1(?![0-9A-Za-z.-])/;

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the OpenSLO v1 documents of a YAML or JSON text: one or several
 * documents, or a list of them. Whatever does not say `apiVersion: openslo/v1`
 * (other versions, Sloth, Pyrra, Kubernetes) is passed over in silence.
 *
 * Never throws.
 *
 * @param text - content of the file
 * @param source - its path or address, named in problems
 *
 * @public
 */
export function readOpenSloDocuments(
  text: string,
  source: string,
): OpenSloDocuments {
  const found: OpenSloDocuments = {
    claimed: 0,
    broken: 0,
    slos: [],
    indicators: [],
    alertPolicies: [],
    alertConditions: [],
    notificationTargets: [],
    dataSources: [],
    services: [],
    problems: [],
  };
  const report = (
    message: string,
    place: { line: number; column: number },
  ): void => {
    found.problems.push({
      subject: 'file',
      name: source.slice(0, 300),
      reporter: 'slo',
      message: message.slice(0, maxProblemMessageLength),
      source,
      line: place.line,
      column: place.column,
    });
  };
  const refuse = (
    message: string,
    place: { line: number; column: number },
  ): void => {
    found.claimed += 1;
    found.broken += 1;
    report(message, place);
  };

  const { documents, unreadable } = readYamlDocuments(text);
  for (const document of unreadable) {
    if (document.text === '' || claimPattern.test(document.text)) {
      refuse(`The file cannot be read. ${document.message}`, document);
    }
  }

  const readOne = (
    document: YamlDocument,
    data: JsonValue | undefined,
    base: number[],
  ) => {
    if (!isObject(data) || data.apiVersion !== openSloVersion) {
      return;
    }
    const kind = openSloKinds.find(known => known === data.kind);
    if (!kind) {
      refuse(
        `An OpenSLO document needs a kind: one of ${openSloKinds.join(', ')}.`,
        document.placeOf([...base, 'kind']),
      );
      return;
    }
    const parsed = openSloSchemas[kind].safeParse(data);
    if (!parsed.success) {
      const issues = schemaIssues(parsed.error, document, base);
      refuse(
        `The ${kind} is not valid OpenSLO v1: ${issues
          .map(issue => `${issue.message} (line ${issue.line})`)
          .join('; ')}.`,
        issues[0],
      );
      return;
    }
    found.claimed += 1;
    const { metadata } = parsed.data;
    // The schema was chosen by the kind.
    const specified = { kind, spec: parsed.data.spec ?? {} } as OpenSloSpec;
    addDocument(found, specified, {
      name: metadata.name,
      metadata,
      source,
      ...document.placeOf(base),
    });
    const missing = missingParts(specified);
    if (missing.length > 0) {
      report(
        `The ${kind} ${
          metadata.name
        } lacks what OpenSLO v1 asks for: ${missing.join(', ')}.`,
        document.placeOf([...base, 'spec']),
      );
    }
  };

  for (const document of documents) {
    if (Array.isArray(document.data)) {
      document.data
        .slice(0, maxListed)
        .forEach((entry, index) => readOne(document, entry, [index]));
      if (document.data.length > maxListed) {
        report(
          `The list has ${document.data.length} entries; only the first ${maxListed} were read.`,
          document.placeOf([maxListed]),
        );
      }
    } else {
      readOne(document, document.data, []);
    }
  }
  found.problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return found;
}

function addDocument(
  found: OpenSloDocuments,
  { kind, spec }: OpenSloSpec,
  place: Omit<OpenSloDocument<never>, 'spec'>,
): void {
  switch (kind) {
    case 'SLO':
      found.slos.push({ ...place, spec });
      break;
    case 'SLI':
      found.indicators.push({ ...place, spec });
      break;
    case 'AlertPolicy':
      found.alertPolicies.push({ ...place, spec });
      break;
    case 'AlertCondition':
      found.alertConditions.push({ ...place, spec });
      break;
    case 'AlertNotificationTarget':
      found.notificationTargets.push({ ...place, spec });
      break;
    case 'DataSource':
      found.dataSources.push({ ...place, spec });
      break;
    default:
      found.services.push({ ...place, spec });
  }
}
