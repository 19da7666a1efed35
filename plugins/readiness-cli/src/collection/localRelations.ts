/**
 * The relations that the catalog would make of an entity's own `spec`, as far as
 * they begin at the entity (https://backstage.io/docs/features/software-catalog/well-known-relations).
 * What other entities say of it is added by `readEntities`.
 */
import { Entity, EntityRelation } from '@backstage/catalog-model';
import {
  isPlainObject,
  readEntityRef,
} from '@team-readiness/backstage-plugin-readiness-engine';

interface RelationRule {
  /** Key of `spec`: a ref or a list of refs. */
  key: string;
  type: string;
  /** Relation of the target to the entity. */
  reverse: string;
  /** Kind of a ref that names none; without, such a ref is none. */
  kind?: string;
}

const everywhere: readonly RelationRule[] = [
  { key: 'owner', type: 'ownedBy', reverse: 'ownerOf', kind: 'group' },
  { key: 'system', type: 'partOf', reverse: 'hasPart', kind: 'system' },
  { key: 'domain', type: 'partOf', reverse: 'hasPart', kind: 'domain' },
  {
    key: 'subcomponentOf',
    type: 'partOf',
    reverse: 'hasPart',
    kind: 'component',
  },
  { key: 'subdomainOf', type: 'partOf', reverse: 'hasPart', kind: 'domain' },
  { key: 'dependsOn', type: 'dependsOn', reverse: 'dependencyOf' },
  { key: 'dependencyOf', type: 'dependencyOf', reverse: 'dependsOn' },
  {
    key: 'providesApis',
    type: 'providesApi',
    reverse: 'apiProvidedBy',
    kind: 'api',
  },
  {
    key: 'consumesApis',
    type: 'consumesApi',
    reverse: 'apiConsumedBy',
    kind: 'api',
  },
];

const ofGroups: readonly RelationRule[] = [
  { key: 'parent', type: 'childOf', reverse: 'parentOf', kind: 'group' },
  { key: 'children', type: 'parentOf', reverse: 'childOf', kind: 'group' },
  { key: 'members', type: 'hasMember', reverse: 'memberOf', kind: 'user' },
];

const ofUsers: readonly RelationRule[] = [
  { key: 'memberOf', type: 'memberOf', reverse: 'hasMember', kind: 'group' },
];

const maxRefs = 1_000;

function rulesOf(kind: string): readonly RelationRule[] {
  switch (kind.toLowerCase()) {
    case 'group':
      return ofGroups;
    case 'user':
      return ofUsers;
    default:
      return everywhere;
  }
}

/**
 * @returns `own`: relations of the entity; `others`: what its relations make of their targets, by ref
 */
export function localRelations(
  entity: Entity,
  ref: string,
): {
  own: EntityRelation[];
  others: Array<{ ref: string; relation: EntityRelation }>;
} {
  const own: EntityRelation[] = [];
  const others: Array<{ ref: string; relation: EntityRelation }> = [];
  const spec: unknown = entity.spec;
  if (!isPlainObject(spec)) {
    return { own, others };
  }
  for (const { key, type, reverse, kind } of rulesOf(entity.kind)) {
    const value = Object.hasOwn(spec, key) ? spec[key] : undefined;
    const refs: unknown[] = Array.isArray(value) ? value : [value];
    for (const each of refs.slice(0, maxRefs)) {
      const targetRef = readEntityRef(each, {
        ...(kind ? { defaultKind: kind } : {}),
        defaultNamespace: entity.metadata.namespace ?? 'default',
      });
      if (targetRef) {
        own.push({ type, targetRef });
        others.push({
          ref: targetRef,
          relation: { type: reverse, targetRef: ref },
        });
      }
    }
  }
  return { own, others };
}
