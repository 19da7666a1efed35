import { JsonObject, JsonValue } from '@backstage/types';
import {
  maxProblemMessageLength,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  readYamlDocuments,
  YamlDocument,
} from '@team-readiness/backstage-plugin-readiness-node';

/** One alerting rule as written. */
export interface AlertRule {
  name: string;
  /** Label `severity` in lower case, or null. */
  severity: string | null;
  paging: boolean;
  /** The runbook that its annotations name, as written; null where they name none. */
  runbook: string | null;
  /** Name of the SLO whose burn rate it watches, or null. */
  burnRateOf: string | null;
  /** The file, as it was given to {@link readAlertRules}. */
  path: string;
  /** Is it no rule as written, but one that Sloth or Pyrra makes of an SLO? */
  declared?: boolean;
}

/** What one text holds. */
export interface AlertRules {
  rules: AlertRule[];
  /** Documents and rules that could not be read; each is a problem. */
  broken: number;
  problems: Problem[];
}

/** Severities that call somebody, compared without case, spaces, dashes and underscores. */
export const pagingSeverities: readonly string[] = [
  'page',
  'pager',
  'paging',
  'critical',
  'emergency',
  'p1',
  'sev1',
  'sev0',
];

const severityLabels = ['severity', 'sloth_severity', 'priority'];
const sloLabels = ['sloth_slo', 'slo', 'slo_name'];
/** The SLO that an expression selects the series of, where the rule has no label for it. */
const sloMatcher = /[{,]\s*(?:sloth_slo|slo|slo_name)\s*=\s*"([^"\\]{1,300})"/;
const runbookAnnotations = ['runbook_url', 'runbook', 'runbookUrl'];
/** What burn-rate alerts and their series are called: by Sloth, Pyrra and the Site Reliability Workbook. */
const burnRatePattern = /burn|sli_error|error_?budget|slo_errors_per_request/i;

const maxRules = 1_000;
const maxText = 300;
const maxRunbook = 2_000;
const claimPattern = /(?:^|[\s{,"'-])alert["']?\s*:/;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textAt(map: JsonValue | undefined, keys: string[]): string | null {
  if (!isObject(map)) {
    return null;
  }
  for (const key of keys) {
    const value = Object.hasOwn(map, key) ? map[key] : undefined;
    if (typeof value === 'string' && value.trim() !== '') {
      return value.trim();
    }
  }
  return null;
}

function toRule(data: JsonObject, name: string, path: string): AlertRule {
  const severity =
    textAt(data.labels, severityLabels)?.toLowerCase().slice(0, 63) ?? null;
  const expression = typeof data.expr === 'string' ? data.expr : '';
  const slo =
    textAt(data.labels, sloLabels) ?? sloMatcher.exec(expression)?.[1] ?? null;
  const watches = `${name} ${expression}`;
  return {
    name: name.slice(0, maxText),
    severity,
    paging:
      severity !== null &&
      pagingSeverities.includes(severity.replace(/[\s_-]/g, '')),
    runbook:
      textAt(data.annotations, runbookAnnotations)?.slice(0, maxRunbook) ??
      null,
    burnRateOf:
      slo !== null && burnRatePattern.test(watches)
        ? slo.slice(0, maxText)
        : null,
    path,
  };
}

/** The groups of a rule file, of a PrometheusRule or of a list of them; with the path to each list. */
function groupListsOf(
  data: JsonValue,
): Array<{ groups: JsonValue[]; at: PropertyKey[] }> {
  if (!isObject(data)) {
    return [];
  }
  if (Array.isArray(data.groups)) {
    return [{ groups: data.groups, at: ['groups'] }];
  }
  if (
    data.kind === 'PrometheusRule' &&
    isObject(data.spec) &&
    Array.isArray(data.spec.groups)
  ) {
    return [{ groups: data.spec.groups, at: ['spec', 'groups'] }];
  }
  const isList = typeof data.kind === 'string' && data.kind.endsWith('List');
  return isList && Array.isArray(data.items)
    ? data.items.flatMap((item, index) =>
        isObject(item) && item.kind === 'PrometheusRule'
          ? groupListsOf(item).map(({ groups, at }) => ({
              groups,
              at: ['items', index, ...at],
            }))
          : [],
      )
    : [];
}

/**
 * Reads the alerting rules of a YAML or JSON text: Prometheus rule files
 * (https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/)
 * and PrometheusRule objects of the Prometheus operator. Recording rules and
 * whatever else the text holds are passed over in silence.
 *
 * Never throws.
 *
 * @param text - content of the file
 * @param source - its path, named in problems
 */
export function readAlertRules(text: string, source: string): AlertRules {
  const found: AlertRules = { rules: [], broken: 0, problems: [] };
  const refuse = (message: string, place: { line: number; column: number }) => {
    found.broken += 1;
    found.problems.push({
      subject: 'file',
      name: source.slice(0, 300),
      reporter: 'alerts',
      message: message.slice(0, maxProblemMessageLength),
      source,
      line: place.line,
      column: place.column,
    });
  };
  const readRule = (
    document: YamlDocument,
    rule: JsonValue,
    at: PropertyKey[],
  ) => {
    if (!isObject(rule) || !Object.hasOwn(rule, 'alert')) {
      return;
    }
    if (typeof rule.alert !== 'string' || rule.alert.trim() === '') {
      refuse(
        'An alerting rule needs a name as text.',
        document.placeOf([...at, 'alert']),
      );
    } else if (typeof rule.expr !== 'string' && typeof rule.expr !== 'number') {
      refuse(
        `The alerting rule ${rule.alert} has no expression.`,
        document.placeOf(at),
      );
    } else if (found.rules.length < maxRules) {
      found.rules.push(toRule(rule, rule.alert.trim(), source));
    } else if (found.rules.length === maxRules) {
      refuse(
        `The file has more than ${maxRules} alerting rules; the others are not looked at.`,
        document.placeOf(at),
      );
    }
  };

  const { documents, unreadable } = readYamlDocuments(text);
  for (const document of unreadable) {
    if (document.text === '' || claimPattern.test(document.text)) {
      refuse(`The file cannot be read. ${document.message}`, document);
    }
  }
  for (const document of documents) {
    for (const { groups, at } of groupListsOf(document.data)) {
      groups.forEach((group, index) => {
        if (isObject(group) && Array.isArray(group.rules)) {
          group.rules.forEach((rule, position) =>
            readRule(document, rule, [...at, index, 'rules', position]),
          );
        }
      });
    }
  }
  return found;
}
