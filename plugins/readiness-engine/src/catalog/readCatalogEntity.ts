import { Entity, EntityRelation } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import {
  CatalogFact,
  readinessAnnotations,
} from '@team-readiness/backstage-plugin-readiness-common';
import { TierRules } from './TierRules';
import { boundedEntity } from './boundedEntity';
import { isPlainObject } from './boundedJson';
import { declaredBudget } from './declaredBudget';
import { declaredTier } from './declaredTier';
import {
  EntityIdentity,
  readEntityIdentity,
  readEntityRef,
} from './entityRefs';
import { runbookLinks } from './runbookLinks';

/**
 * What lists and filters know of an entity.
 *
 * @public
 */
export interface EntitySummary extends EntityIdentity {
  title: string | null;
  type: string | null;
  /** Lower case. */
  lifecycle: string | null;
  /** 1 to 3. */
  tier: number | null;
  /** Whole ref in lower case. */
  systemRef: string | null;
  /** Whole ref in lower case. */
  domainRef: string | null;
  /** The Scaffolder template that it was made from; whole ref in lower case. */
  templateRef: string | null;
}

/**
 * What is read from an entity of the catalog.
 *
 * @public
 */
export interface CatalogObservation {
  summary: EntitySummary;
  /** Whole refs in lower case, sorted; at most 20. */
  owners: string[];
  /** Sorted, without repetitions; at most 5,000. */
  relations: Array<{ type: string; targetRef: string }>;
  fact: CatalogFact;
  /** One sentence each: what is wrong with the entity, and was left out. */
  problems: string[];
}

const maxOwners = 20;
/** Owner sets have a unique index, which holds at most 2,700 bytes of text. */
const maxOwnersLength = 2_000;
const maxRelations = 5_000;
const maxFactRelations = 500;
const maxFactRelationsOfType = 100;
const pagerDuty = 'pagerduty.com/service-id';
/** Written by the Scaffolder's templates. */
const sourceTemplate = 'backstage.io/source-template';

/**
 * Reads an entity as the catalog serves it.
 *
 * @param input - Anything; wrong types and sizes are left out and told.
 * @param options - `tier`: how a tier is found; `sha256`: hex digest of a text, for those who have a
 *   faster one than this package.
 * @returns undefined where the entity has no usable kind, namespace and name.
 * @public
 */
export function readCatalogEntity(
  input: unknown,
  options: { tier: TierRules; sha256?: (text: string) => string },
): CatalogObservation | undefined {
  const identity = readEntityIdentity(input);
  if (!identity || !isPlainObject(input)) {
    return undefined;
  }
  const { entity, leftOut } = boundedEntity(input, identity, options);
  const problems = [...leftOut];
  const relations = readRelations(input.relations, problems);
  const refsOf = (type: string) =>
    relations.flatMap(relation =>
      relation.type === type ? [relation.targetRef] : [],
    );
  // A team answers for itself: what is asked of it counts for it.
  const owners =
    identity.kind === 'group'
      ? [identity.ref]
      : readOwners(entity, refsOf('ownedBy'), problems);
  const { tier, declared } = declaredTier(entity, options.tier);
  const lifecycle = text(entity.spec?.lifecycle, 127)?.toLowerCase() ?? null;
  const annotations = entity.metadata.annotations ?? {};
  const budgetDeclared = annotations[readinessAnnotations.budget];
  const budget = budgetDeclared ? declaredBudget(budgetDeclared) : null;
  if (budgetDeclared && !budget) {
    problems.push(
      `${readinessAnnotations.budget} must be an amount, a space and a currency, e.g. 1200 EUR.`,
    );
  }
  const related = (kind: string, specKey: string) =>
    refsOf('partOf').find(ref => ref.startsWith(`${kind}:`)) ??
    readEntityRef(entity.spec?.[specKey], {
      defaultKind: kind,
      defaultNamespace: identity.namespace,
    }) ??
    null;

  return {
    summary: {
      ...identity,
      title:
        text(entity.metadata.title, 300) ??
        text(displayName(entity.spec?.profile), 300),
      type: text(entity.spec?.type, 127),
      lifecycle,
      tier,
      systemRef: related('system', 'system'),
      domainRef: related('domain', 'domain'),
      templateRef:
        readEntityRef(annotations[sourceTemplate], {
          defaultKind: 'template',
          defaultNamespace: 'default',
        }) ?? null,
    },
    owners,
    relations: relations.slice(0, maxRelations),
    problems,
    fact: {
      entity: {
        ...(entity as unknown as JsonObject),
        relations: factRelations(relations),
      },
      tier,
      tierDeclared: declared,
      lifecycle,
      dependencies: [
        ...new Set(
          refsOf('dependsOn').map(ref => ref.slice(ref.indexOf('/') + 1)),
        ),
      ]
        .sort()
        .slice(0, maxFactRelations),
      runbookLinks: runbookLinks(entity),
      budget,
      onCall: Boolean(annotations[pagerDuty]?.trim()),
    },
  };
}

function readRelations(
  input: unknown,
  problems: string[],
): CatalogObservation['relations'] {
  if (input === undefined || input === null) {
    return [];
  }
  if (!Array.isArray(input)) {
    problems.push('relations is not a list.');
    return [];
  }
  const found = new Map<string, CatalogObservation['relations'][number]>();
  for (const relation of input) {
    const type = isPlainObject(relation) ? relation.type : undefined;
    const targetRef = isPlainObject(relation)
      ? readEntityRef(relation.targetRef)
      : undefined;
    if (
      typeof type === 'string' &&
      /^[A-Za-z][A-Za-z0-9_-]{0,62}$/.test(type) &&
      targetRef
    ) {
      found.set(`${type} ${targetRef}`, { type, targetRef });
    }
  }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  if (sorted.length > maxRelations) {
    problems.push(
      `The entity has ${sorted.length} relations; ${maxRelations} are kept.`,
    );
  }
  return sorted.map(([, relation]) => relation);
}

// The fact keeps some of each type: a check asks whether there is one, not for all of thousands.
function factRelations(
  relations: CatalogObservation['relations'],
): Array<EntityRelation & JsonObject> {
  const counts = new Map<string, number>();
  return relations
    .filter(({ type }) => {
      const count = (counts.get(type) ?? 0) + 1;
      counts.set(type, count);
      return count <= maxFactRelationsOfType;
    })
    .slice(0, maxFactRelations)
    .map(({ type, targetRef }) => ({ type, targetRef }));
}

function readOwners(
  entity: Entity,
  related: string[],
  problems: string[],
): string[] {
  let owners = [...new Set(related)].sort();
  if (!owners.length) {
    const owner = readEntityRef(entity.spec?.owner, {
      defaultKind: 'group',
      defaultNamespace: entity.metadata.namespace,
    });
    owners = owner ? [owner] : [];
  }
  const kept: string[] = [];
  let length = 0;
  for (const owner of owners) {
    length += owner.length + 1;
    if (kept.length < maxOwners && length <= maxOwnersLength) {
      kept.push(owner);
    }
  }
  if (kept.length < owners.length) {
    problems.push(
      `The entity has ${owners.length} owners; the first ${kept.length} count.`,
    );
  }
  return kept;
}

/** Groups and Users carry the name that people know them by in their profile. */
function displayName(profile: unknown): unknown {
  return isPlainObject(profile) ? profile.displayName : undefined;
}

function text(value: unknown, length: number): string | null {
  return typeof value === 'string' && value.trim()
    ? value.trim().slice(0, length)
    : null;
}
