import { CurrencyTable } from './CurrencyTable';
import { EntityIndex } from './EntityIndex';
import { SpendAggregate } from './SpendAggregate';
import { addSpend, noSpend, Spend } from './SpendSums';

/**
 * Whose spend is whose.
 */
export interface Attribution {
  byEntity: Map<string, Spend>;
  /** Spend without tags, or with tags that mean no entity or several. */
  unattributed: Spend;
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
 *
 * @param currencies - what is given to an entity is converted by it. Default: nothing is converted
 */
export function attributeSpend(
  aggregate: SpendAggregate,
  index: EntityIndex,
  currencies?: CurrencyTable,
): Attribution {
  const attribution: Attribution = {
    byEntity: new Map(),
    unattributed: noSpend(),
    ambiguous: new Map(),
    ambiguousOf: new Map(),
  };
  for (const tagged of aggregate.tagged()) {
    const entityRef = entityOf(tagged.values, index);
    if (entityRef === undefined) {
      noteAmbiguous(tagged.values, index, attribution.ambiguous);
      addSpend(attribution.unattributed, tagged);
    } else {
      const into = attribution.byEntity.get(entityRef) ?? noSpend();
      attribution.byEntity.set(entityRef, into);
      addSpend(into, tagged);
    }
  }
  if (currencies) {
    for (const [entityRef, spend] of attribution.byEntity) {
      attribution.byEntity.set(entityRef, currencies.convert(spend));
    }
    attribution.unattributed = currencies.convert(attribution.unattributed);
  }
  for (const [value, entityRefs] of attribution.ambiguous) {
    for (const entityRef of entityRefs) {
      const values = attribution.ambiguousOf.get(entityRef) ?? [];
      attribution.ambiguousOf.set(entityRef, [...values, value]);
    }
  }
  return attribution;
}

/**
 * The entity that tag values name.
 *
 * @param values - most telling first
 * @returns undefined where none of them means exactly one
 */
export function entityOf(
  values: readonly string[],
  index: EntityIndex,
): string | undefined {
  for (const value of values) {
    const found = index.find(value);
    if (found.is === 'entity') {
      return found.entityRef;
    }
  }
  return undefined;
}

function noteAmbiguous(
  values: readonly string[],
  index: EntityIndex,
  ambiguous: Map<string, string[]>,
): void {
  for (const value of values) {
    const found = index.find(value);
    if (found.is === 'several') {
      ambiguous.set(value, found.entityRefs);
    }
  }
}
