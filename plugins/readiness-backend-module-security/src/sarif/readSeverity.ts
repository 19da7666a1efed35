import { JsonObject, JsonValue } from '@backstage/types';
import { objectOf } from '../json';
import { Severity } from './ScannedRun';

const levels: Record<string, Severity> = {
  error: 'high',
  warning: 'medium',
  note: 'low',
  none: 'info',
};

/**
 * The severity of a score from 0.0 to 10.0, by the thresholds of CVSS v3 and of GitHub code scanning.
 *
 * @param score - a number, or a text that is one
 * @returns undefined for what is none
 */
export function severityOfScore(
  score: JsonValue | undefined,
): Severity | undefined {
  const isNumber =
    typeof score === 'number' ||
    (typeof score === 'string' && /^\s*\d{1,2}(\.\d{1,10})?\s*$/.test(score));
  const number = isNumber ? Number(score) : NaN;
  if (!(number >= 0 && number <= 10)) {
    return undefined;
  }
  if (number >= 9) {
    return 'critical';
  }
  if (number >= 7) {
    return 'high';
  }
  if (number >= 4) {
    return 'medium';
  }
  return number > 0 ? 'low' : 'info';
}

/**
 * The severity of a result: `security-severity` of the result or else of its rule; else its level, which is that of the
 * result, of the override that the invocation was run with, of the rule, or `warning` (SARIF 2.1.0, 3.27.10).
 *
 * @param override - the configuration of the rule in the result's invocation
 */
export function readSeverity(
  result: JsonObject,
  rule: JsonObject | undefined,
  override: JsonObject | undefined,
): Severity {
  const scored =
    severityOfScore(objectOf(result.properties)?.['security-severity']) ??
    severityOfScore(objectOf(rule?.properties)?.['security-severity']);
  if (scored) {
    return scored;
  }
  const configured = objectOf(rule?.defaultConfiguration);
  for (const level of [result.level, override?.level, configured?.level]) {
    if (typeof level === 'string' && Object.hasOwn(levels, level)) {
      return levels[level];
    }
  }
  return levels.warning;
}
