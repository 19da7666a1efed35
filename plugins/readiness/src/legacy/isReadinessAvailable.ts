import { Entity } from '@backstage/catalog-model';

const kinds = ['component', 'resource'];

/**
 * Whether the page of an entity has a place for its readiness; for `if` of `EntityLayout.Route` and `EntitySwitch.Case`.
 *
 * @param entity - of the page
 * @returns true for a component or resource
 * @public
 */
export function isReadinessAvailable(entity: Entity): boolean {
  return kinds.includes(entity.kind.toLocaleLowerCase('en-US'));
}
