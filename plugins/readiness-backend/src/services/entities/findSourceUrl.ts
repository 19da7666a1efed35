import { Entity } from '@backstage/catalog-model';

const annotations = [
  'backstage.io/view-url',
  'backstage.io/source-location',
  'backstage.io/managed-by-location',
];

/**
 * The http(s) address at which people find the source of an entity.
 *
 * @param entity - as the catalog serves it; its annotations are outside text
 * @returns null where there is none
 */
export function findSourceUrl(entity: Entity | null): string | null {
  for (const annotation of annotations) {
    const value: unknown = entity?.metadata?.annotations?.[annotation];
    if (typeof value === 'string') {
      const address = value.startsWith('url:') ? value.slice(4) : value;
      if (isHttpUrl(address)) {
        return address;
      }
    }
  }
  return null;
}

function isHttpUrl(text: string): boolean {
  try {
    const { protocol } = new URL(text);
    return protocol === 'https:' || protocol === 'http:';
  } catch {
    return false;
  }
}
