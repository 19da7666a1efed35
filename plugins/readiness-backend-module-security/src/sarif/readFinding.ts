import { JsonObject } from '@backstage/types';
import { createHash } from 'node:crypto';
import { indexOf, objectOf, objectsOf, textOf, timeOf } from '../json';
import { ArtifactPaths } from './ArtifactPaths';
import { readSeverity } from './readSeverity';
import { RuleIndex } from './RuleIndex';
import { ArtifactPlace, ScannedFinding } from './ScannedRun';

const maxRuleLength = 200;
const maxPathLength = 300;

/** What results of a run are read with. */
export interface RunContext {
  rules: RuleIndex;
  paths: ArtifactPaths;
  /** Configurations of rules, by invocation. */
  overrides: Array<Map<JsonObject, JsonObject>>;
}

/**
 * Is a result suppressed, and is it said why? A suppression counts that is accepted, which one without a status is
 * (SARIF 2.1.0, 3.35.3), and that has a justification; one that is under review or rejected does not, and takes nothing from
 * another one.
 */
export function isSuppressed(result: JsonObject): boolean {
  return objectsOf(result.suppressions).some(
    ({ status, justification }) =>
      (status === undefined || status === null || status === 'accepted') &&
      textOf(justification, 1_000) !== undefined,
  );
}

/** The first place that a result names, as a file or else as a part of the program. */
function readPlace(
  result: JsonObject,
  paths: ArtifactPaths,
): { place: ArtifactPlace | null; path: string | null } {
  const [location] = objectsOf(result.locations);
  const physical = objectOf(location?.physicalLocation);
  const place = paths.resolve(physical?.artifactLocation);
  const file = textOf(place?.path, maxPathLength);
  if (place && file !== undefined) {
    return { place, path: file };
  }
  const [logical] = objectsOf(location?.logicalLocations);
  const component =
    textOf(logical?.fullyQualifiedName, maxPathLength) ??
    textOf(logical?.name, maxPathLength);
  if (component !== undefined) {
    return { place: place ?? null, path: component };
  }
  const target = paths.resolve(result.analysisTarget);
  const path = textOf(target?.path, maxPathLength) ?? null;
  return { place: target ?? place ?? null, path };
}

/** Names with texts, in the order of the names. */
function texts(value: JsonObject | undefined): Array<[string, string]> {
  return Object.entries(value ?? {})
    .flatMap(
      ([name, text]): Array<[string, string]> =>
        typeof text === 'string' && text !== ''
          ? [[name.slice(0, 200), text.slice(0, 1_000)]]
          : [],
    )
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .slice(0, 20);
}

/**
 * What is the same in each run for the same finding: the tool's `fingerprints`, else its `correlationGuid`, else its
 * `partialFingerprints` with rule and path, else rule and path. Lines are no part of it, since they move.
 */
function fingerprintOf(
  result: JsonObject,
  rule: string,
  path: string | null,
): string {
  const whole = texts(objectOf(result.fingerprints));
  const guid = textOf(result.correlationGuid, 100);
  const partial = texts(objectOf(result.partialFingerprints));
  let identity: unknown[] = ['place', rule, path];
  if (whole.length > 0) {
    identity = ['whole', rule, whole];
  } else if (guid !== undefined) {
    identity = ['guid', rule, guid];
  } else if (partial.length > 0) {
    identity = ['partial', rule, path, partial];
  }
  return createHash('sha256')
    .update(JSON.stringify(identity))
    .digest('hex')
    .slice(0, 24);
}

/** The configuration of a rule in the invocation that a result came of; of the only one where the result does not say. */
function overrideOf(
  result: JsonObject,
  rule: JsonObject | undefined,
  overrides: RunContext['overrides'],
): JsonObject | undefined {
  const index =
    indexOf(objectOf(result.provenance)?.invocationIndex) ??
    (overrides.length === 1 ? 0 : -1);
  return rule && overrides[index]?.get(rule);
}

/**
 * Reads a result.
 *
 * @returns undefined for one that is nothing open: of another kind than `fail`, or gone since the baseline
 */
export function readFinding(
  result: JsonObject,
  context: RunContext,
): ScannedFinding | undefined {
  const { kind, baselineState } = result;
  const isOpen =
    (kind === undefined || kind === null || kind === 'fail') &&
    baselineState !== 'absent';
  if (!isOpen) {
    return undefined;
  }
  const descriptor = context.rules.ofResult(result);
  const rule =
    textOf(result.ruleId, maxRuleLength) ??
    textOf(objectOf(result.rule)?.id, maxRuleLength) ??
    textOf(descriptor?.id, maxRuleLength) ??
    '(no rule)';
  const { place, path } = readPlace(result, context.paths);
  return {
    rule,
    severity: readSeverity(
      result,
      descriptor,
      overrideOf(result, descriptor, context.overrides),
    ),
    path,
    place,
    fingerprint: fingerprintOf(result, rule, path),
    firstDetectedAt:
      timeOf(objectOf(result.provenance)?.firstDetectionTimeUtc) ?? null,
    suppressed: isSuppressed(result),
  };
}
