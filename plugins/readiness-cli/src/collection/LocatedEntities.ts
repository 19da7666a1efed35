import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { LocalEntity } from './readEntities';

/** Tells of entities of local catalog files where they are, whatever their annotations say. */
export class LocatedEntities {
  readonly #paths: ReadonlyMap<string, string>;

  constructor(entities: readonly LocalEntity[]) {
    this.#paths = new Map(entities.map(({ ref, path }) => [ref, path]));
  }

  /**
   * @returns the entity with the directory of its file as its only location; undefined for an entity of no file
   */
  find(entity: Entity): Entity | undefined {
    const path = this.#paths.get(stringifyEntityRef(entity));
    if (!path) {
      return undefined;
    }
    const { [ANNOTATION_SOURCE_LOCATION]: _, ...annotations } =
      entity.metadata.annotations ?? {};
    return {
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: { ...annotations, [ANNOTATION_LOCATION]: `file:${path}` },
      },
    };
  }
}
