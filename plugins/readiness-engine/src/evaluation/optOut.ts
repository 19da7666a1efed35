/**
 * Opting out by annotation: an entity says that a check is not meant for it,
 * and why. The annotation is text of somebody else; it counts only where the
 * check says `optOut: true`.
 */
import {
  Check,
  optOutPrefix,
} from '@team-readiness/backstage-plugin-readiness-common';
import { JsonObject, JsonValue } from '@backstage/types';
import { plainText } from '../explanation/plainText';

const maxLength = 500;
/** What is looked at of a longer one. */
const maxRead = 5_000;

/** What an entity says by its annotation. */
export interface OptOut {
  /** As written, in one line, at most 500 characters; '' where nothing is said. */
  reason: string;
  /** The check allows it. */
  allowed: boolean;
  /** It has effect: the check allows it, and there is a reason. */
  accepted: boolean;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readAnnotations(entity: JsonObject): JsonObject {
  const metadata = isObject(entity.metadata) ? entity.metadata : {};
  return isObject(metadata.annotations) ? metadata.annotations : {};
}

function cleanReason(text: string): string {
  const plain = plainText(text.slice(0, maxRead));
  return plain.length > maxLength ? `${plain.slice(0, maxLength - 1)}…` : plain;
}

/** The annotations by which an entity opts out of a check; the first one counts more. */
export function optOutAnnotations(
  scorecard: string,
  check: Pick<Check, 'id'>,
): string[] {
  return [`${scorecard}.${check.id}`, check.id].map(
    name => `${optOutPrefix}/${name}`,
  );
}

/**
 * Looks for the annotation of a check. The one that names the scorecard wins,
 * unless it gives no reason.
 *
 * @param entity - as the catalog serves it
 * @param scorecard - name of the scorecard
 * @returns null where the entity says nothing
 */
export function findOptOut(
  entity: JsonObject,
  scorecard: string,
  check: Pick<Check, 'id' | 'optOut'>,
): OptOut | null {
  const annotations = readAnnotations(entity);
  const reasons = optOutAnnotations(scorecard, check)
    .filter(key => Object.hasOwn(annotations, key))
    .map(key => annotations[key])
    .filter(value => typeof value === 'string')
    .map(cleanReason);
  if (reasons.length === 0) {
    return null;
  }
  const reason = reasons.find(text => text !== '') ?? '';
  return {
    reason,
    allowed: check.optOut,
    accepted: check.optOut && reason !== '',
  };
}
