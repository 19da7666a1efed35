import { ANNOTATION_SOURCE_LOCATION, Entity } from '@backstage/catalog-model';

/**
 * The entity as if its sources were at another address. What may be read there is decided as for any entity:
 * only what is in the same repository, or allowed by `readiness.repository.url.allow`.
 *
 * @param url - http(s) address of a directory
 */
export function entityAt(entity: Entity, url: string): Entity {
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        [ANNOTATION_SOURCE_LOCATION]: `url:${url}`,
      },
    },
  };
}

/** Is it an address that links may lead to? */
export function isHttpUrl(text: string): boolean {
  return (
    text.length <= 1_000 && /^https?:\/\//i.test(text) && URL.canParse(text)
  );
}
