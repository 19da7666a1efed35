import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { isPlainObject } from './boundedJson';

// No comma, since owner sets are stored joined; no control characters; lengths as in the tables.
const kindPattern = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/;
const namespacePattern = /^[^\s,:/\p{C}]{1,63}$/u;
const maxRefLength = 300;
const namePattern = /^[^\s,:/\p{C}]{1,127}$/u;

/**
 * What identifies an entity.
 *
 * @public
 */
export interface EntityIdentity {
  /** Whole, in lower case. */
  ref: string;
  /** Lower case. */
  kind: string;
  /** Lower case. */
  namespace: string;
  /** As written. */
  name: string;
}

/**
 * Reads the identity of an entity.
 *
 * @param entity - Anything.
 * @returns undefined where kind, namespace or name is missing, too long or of a wrong type.
 */
export function readEntityIdentity(
  entity: unknown,
): EntityIdentity | undefined {
  if (!isPlainObject(entity) || !isPlainObject(entity.metadata)) {
    return undefined;
  }
  const { kind, metadata } = entity;
  const namespace = metadata.namespace ?? 'default';
  const { name } = metadata;
  if (
    typeof kind !== 'string' ||
    typeof namespace !== 'string' ||
    typeof name !== 'string' ||
    !kindPattern.test(kind) ||
    !namespacePattern.test(namespace) ||
    !namePattern.test(name)
  ) {
    return undefined;
  }
  const identity = {
    ref: stringifyEntityRef({ kind, namespace, name }),
    kind: kind.toLowerCase(),
    namespace: namespace.toLowerCase(),
    name,
  };
  // A few letters become two in lower case.
  return identity.ref.length <= maxRefLength &&
    namespacePattern.test(identity.namespace)
    ? identity
    : undefined;
}

/**
 * Reads an entity ref.
 *
 * @param ref - Anything.
 * @param context - What a short ref is completed with.
 * @returns Whole and in lower case, or undefined where it is no ref.
 * @public
 */
export function readEntityRef(
  ref: unknown,
  context?: { defaultKind?: string; defaultNamespace?: string },
): string | undefined {
  if (typeof ref !== 'string' || ref.length > maxRefLength) {
    return undefined;
  }
  try {
    const parsed = parseEntityRef(ref, context);
    return readEntityIdentity({ kind: parsed.kind, metadata: parsed })?.ref;
  } catch {
    return undefined;
  }
}
