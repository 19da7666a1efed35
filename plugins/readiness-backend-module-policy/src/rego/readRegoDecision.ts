/**
 * Reads what Rego rules answer, in the ways in which people write them:
 *
 * - `deny`, `violation` and rules that begin so (`deny_root`): a set of texts or
 *   objects, each a failure; or a boolean, true being a failure;
 * - `warn` and rules that begin so: the same, but no failure;
 * - `allow`: a boolean, false being a failure;
 * - a whole package: an object of such rules; others in it are passed over.
 *
 * The text of an object is its `msg` or `message` (`violation[{"msg": …}]` of
 * Gatekeeper, `deny` of Conftest); severity and rule are looked for in the
 * object itself, its `metadata` and its `details`.
 */
import { JsonObject, JsonValue } from '@backstage/types';
import { Severity, toSeverity } from '../reports/reportSchemas';
import { NoRegoAnswer } from './RegoEvaluator';

/** One thing that a rule objects to. */
export interface RegoFailure {
  /** At most 1,000 characters. */
  message: string;
  /** Null where the policy gives none. */
  severity: Severity | null;
  /** Name of the rule that the policy gives, or null. */
  rule: string | null;
}

/** What a rule says, or why that cannot be told. */
export type RegoDecision =
  | { failures: RegoFailure[]; warnings: number }
  | NoRegoAnswer;

const maxFailures = 1_000;
const maxMessage = 1_000;
const maxRule = 253;

type RuleKind = 'deny' | 'warn' | 'allow';

/** What kind of rule has this name; null for one that is something else. */
function kindOf(name: string): RuleKind | null {
  if (name === 'allow' || name === 'allowed') {
    return 'allow';
  }
  if (/^(deny|violation|violations|failures)(_|$)/.test(name)) {
    return 'deny';
  }
  return /^(warn|warnings)(_|$)/.test(name) ? 'warn' : null;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: JsonValue | undefined, most: number): string | null {
  return typeof value === 'string' && value.trim() !== ''
    ? value.trim().slice(0, most)
    : null;
}

function readFailure(item: JsonValue): RegoFailure | null {
  if (typeof item === 'string') {
    const message = textOf(item, maxMessage) ?? 'No reason is given.';
    return { message, severity: null, rule: null };
  }
  if (!isObject(item)) {
    return null;
  }
  const places = [item, item.metadata, item.details].filter(isObject);
  const first = <T>(read: (place: JsonObject) => T | null): T | null =>
    places.map(read).find(it => it !== null) ?? null;
  return {
    message:
      textOf(item.msg, maxMessage) ??
      textOf(item.message, maxMessage) ??
      'No reason is given.',
    severity: first(place => toSeverity(place.severity)),
    rule: first(
      place =>
        textOf(place.rule, maxRule) ??
        textOf(place.code, maxRule) ??
        textOf(place.id, maxRule),
    ),
  };
}

function readRule(kind: RuleKind, value: JsonValue): RegoDecision {
  if (typeof value === 'boolean') {
    const failing = kind === 'allow' ? !value : value;
    const message =
      kind === 'allow' ? 'It is not allowed.' : 'The rule is true for it.';
    return kind === 'warn'
      ? { failures: [], warnings: Number(failing) }
      : {
          failures: failing ? [{ message, severity: null, rule: null }] : [],
          warnings: 0,
        };
  }
  if (!Array.isArray(value) || kind === 'allow') {
    return {
      reason: `A rule answers with something that is no ${
        kind === 'allow' ? 'boolean' : 'set or boolean'
      }.`,
    };
  }
  if (kind === 'warn') {
    return { failures: [], warnings: value.length };
  }
  const failures = value.slice(0, maxFailures).map(readFailure);
  const read = failures.filter(it => it !== null);
  return read.length === failures.length
    ? { failures: read, warnings: 0 }
    : { reason: 'A rule answers with a set of neither texts nor objects.' };
}

/**
 * @param value - of the rule or package
 * @param entrypoint - its path, e.g. `readiness/deny`
 */
export function readRegoDecision(
  value: JsonValue,
  entrypoint: string,
): RegoDecision {
  const name = entrypoint.slice(entrypoint.lastIndexOf('/') + 1);
  const kind = kindOf(name);
  if (kind) {
    return readRule(kind, value);
  }
  if (!isObject(value)) {
    // A rule of another name that gives a set can only mean what it objects to.
    return Array.isArray(value)
      ? readRule('deny', value)
      : {
          reason: `Nobody can tell what the answer of ${name.slice(
            0,
            100,
          )} means: it is no set, and no object of the rules deny, violation, warn or allow.`,
        };
  }
  const decisions = Object.entries(value).flatMap(([key, answer]) => {
    const ruleKind = kindOf(key);
    return ruleKind && answer !== undefined ? [readRule(ruleKind, answer)] : [];
  });
  if (decisions.length === 0) {
    return {
      reason: 'The package has no rule deny, violation, warn or allow.',
    };
  }
  const undecided = decisions.find(it => 'reason' in it);
  return (
    undecided ?? {
      failures: decisions
        .flatMap(it => ('failures' in it ? it.failures : []))
        .slice(0, maxFailures),
      warnings: decisions.reduce(
        (sum, it) => sum + ('warnings' in it ? it.warnings : 0),
        0,
      ),
    }
  );
}
