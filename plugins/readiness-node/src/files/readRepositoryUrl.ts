import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { toRepositoryUrl } from './toRepositoryUrl';

/**
 * The repository that holds an entity's source, or else its document.
 *
 * @returns as toRepositoryUrl; undefined for an entity that comes from no `url:` location
 *
 * @public
 */
export function readRepositoryUrl(entity: Entity): string | undefined {
  const annotations = entity.metadata.annotations ?? {};
  for (const annotation of [ANNOTATION_SOURCE_LOCATION, ANNOTATION_LOCATION]) {
    const text: unknown = annotations[annotation];
    if (typeof text === 'string' && text.startsWith('url:')) {
      const url = toRepositoryUrl(text.slice('url:'.length));
      if (url) {
        return url;
      }
    }
  }
  return undefined;
}
