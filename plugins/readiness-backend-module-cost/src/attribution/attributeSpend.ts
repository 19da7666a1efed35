import { EntityIndex } from './EntityIndex';
import { addSum, SpendAggregate, SpendSums } from './SpendAggregate';

/**
 * Whose spend is whose.
 */
export interface Attribution {
  byEntity: Map<string, SpendSums>;
  /** Spend without tags, or with tags that mean no entity or several. */
  unattributed: SpendSums;
  /** Tag values that fit several entities and so none, with the entities that they fit. */
  ambiguous: Map<string, string[]>;
  /** The same from the other side: per entity, the tag values that fit it and others. */
  ambiguousOf: Map<string, string[]>;
}

/**
 * Gives each sum to the entity that its tags name: the first of the configured keys whose value
 * means exactly one entity decides.
 *
 * Nothing is lost: the sums of all entities and the rest add up to the aggregate.
 */
export function attributeSpend(
  aggregate: SpendAggregate,
  index: EntityIndex,
): Attribution {
  const attribution: Attribution = {
    byEntity: new Map(),
    unattributed: new Map(),
    ambiguous: new Map(),
    ambiguousOf: new Map(),
  };
  for (const { values, sums } of aggregate.tagged()) {
    const meanings = values.map(value => ({ value, ...index.find(value) }));
    const entityRef = meanings.find(found => found.is === 'entity')?.entityRef;
    if (entityRef === undefined) {
      for (const found of meanings) {
        if (found.is === 'several') {
          attribution.ambiguous.set(found.value, found.entityRefs);
        }
      }
    }
    const into =
      entityRef === undefined
        ? attribution.unattributed
        : attribution.byEntity.get(entityRef) ?? new Map();
    if (entityRef !== undefined) {
      attribution.byEntity.set(entityRef, into);
    }
    for (const sum of sums.values()) {
      addSum(into, sum);
    }
  }
  for (const [value, entityRefs] of attribution.ambiguous) {
    for (const entityRef of entityRefs) {
      const values = attribution.ambiguousOf.get(entityRef) ?? [];
      attribution.ambiguousOf.set(entityRef, [...values, value]);
    }
  }
  return attribution;
}
