import { Entity } from '@backstage/catalog-model';
import { readinessAnnotations } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CatalogObservation,
  readEntityRef,
} from '@team-readiness/backstage-plugin-readiness-engine';

/** What an entity says of the name that it had. */
export interface PreviousRefClaim {
  /** Whole, in lower case. Undefined: it cannot be used, see `problem`. */
  previousRef?: string;
  /** One sentence: why not. */
  problem?: string;
}

/**
 * Reads the annotation by which an entity says what it was called before.
 *
 * @param observation - What was read of the entity. Kind and namespace that the annotation leaves out are
 *   those of the entity.
 * @returns undefined where it has no such annotation.
 */
export function readPreviousRef({
  summary,
  fact,
}: CatalogObservation): PreviousRefClaim | undefined {
  const { annotations } = (fact.entity as unknown as Entity).metadata;
  const text = annotations?.[readinessAnnotations.previousRef]?.trim();
  if (!text) {
    return undefined;
  }
  const previousRef = readEntityRef(text, {
    defaultKind: summary.kind,
    defaultNamespace: summary.namespace,
  });
  if (!previousRef) {
    return { problem: refusal('it is no entity ref') };
  }
  if (!previousRef.startsWith(`${summary.kind}:`)) {
    return { problem: refusal(`${previousRef} is of another kind`) };
  }
  return previousRef === summary.ref ? undefined : { previousRef };
}

/**
 * Puts a refusal into a sentence.
 *
 * @param reason - Without full stop.
 */
export function refusal(reason: string): string {
  return `${readinessAnnotations.previousRef} is not followed: ${reason}.`;
}
