import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  defaultTierRules,
  readCatalogEntity,
} from '@team-readiness/backstage-plugin-readiness-engine';
import { CollectionTarget } from '../collectors';

/**
 * Makes the target that the host would make of an entity of the catalog.
 *
 * @param entity - with a kind and a name
 * @throws Error for an entity that the host would pass over
 *
 * @public
 */
export function collectionTarget(entity: Entity): CollectionTarget {
  const read = readCatalogEntity(entity, { tier: defaultTierRules });
  if (!read) {
    throw new Error('The entity has no usable kind, namespace and name.');
  }
  return {
    entityRef: stringifyEntityRef(entity),
    entity,
    catalog: read.fact,
  };
}
