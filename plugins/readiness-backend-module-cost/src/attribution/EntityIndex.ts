import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { readinessAnnotations } from '@team-readiness/backstage-plugin-readiness-common';

/**
 * Which entity a tag value means.
 *
 * `several`: it fits more than one, so that its spend is attributed to none.
 */
export type TagMeaning =
  | { is: 'entity'; entityRef: string }
  | { is: 'several'; entityRefs: string[] }
  | { is: 'nothing' };

type Names = Map<string, Set<string>>;

/**
 * Finds entities by the value of a cost allocation tag.
 *
 * In this order: the annotation `team-readiness.dev/cost-tag`, the entity ref with its
 * kind, the entity's name. An entity with the annotation is not found by its bare name: the annotation
 * says that its tag is another one. Case does not matter anywhere.
 */
export class EntityIndex {
  readonly #byTag: Names = new Map();
  readonly #byName: Names = new Map();
  readonly #claims = new Map<string, { names: Names; value: string }>();
  #version = 0;

  /** Grows with each change of what a value may mean. */
  get version(): number {
    return this.#version;
  }

  /** Adds an entity, or what has become of it. */
  put(entity: Entity): void {
    const entityRef = stringifyEntityRef(entity);
    const annotation: unknown =
      entity.metadata.annotations?.[readinessAnnotations.costTag];
    const tag =
      typeof annotation === 'string' ? annotation.trim().toLowerCase() : '';
    const names = tag ? this.#byTag : this.#byName;
    const value = tag || entity.metadata.name.toLowerCase();

    const previous = this.#claims.get(entityRef);
    if (previous?.names === names && previous.value === value) {
      return;
    }
    previous?.names.get(previous.value)?.delete(entityRef);
    const claimants = names.get(value) ?? new Set();
    claimants.add(entityRef);
    names.set(value, claimants);
    this.#claims.set(entityRef, { names, value });
    this.#version += 1;
  }

  /** What a tag value means. */
  find(value: string): TagMeaning {
    const wanted = value.toLowerCase();
    const tagged = this.#byTag.get(wanted);
    if (tagged?.size) {
      return meaning(tagged);
    }
    const entityRef = fullRef(wanted);
    if (entityRef && this.#claims.has(entityRef)) {
      return { is: 'entity', entityRef };
    }
    return meaning(this.#byName.get(wanted) ?? new Set());
  }
}

function meaning(entityRefs: Set<string>): TagMeaning {
  const [entityRef, ...others] = entityRefs;
  if (entityRef === undefined) {
    return { is: 'nothing' };
  }
  return others.length
    ? { is: 'several', entityRefs: [...entityRefs].sort() }
    : { is: 'entity', entityRef };
}

function fullRef(value: string): string | undefined {
  if (!value.includes(':')) {
    return undefined;
  }
  try {
    return stringifyEntityRef(parseEntityRef(value));
  } catch {
    return undefined;
  }
}
