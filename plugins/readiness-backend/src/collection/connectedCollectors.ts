import { catalogCollector, ownerCollector } from './catalog';
import { RegisteredCollector } from './registerCollectors';

/** What people are told about a collector. */
export interface CollectorDescription {
  id: string;
  title: string;
  description: string;
}

const ofTheCatalog: readonly CollectorDescription[] = [
  {
    id: catalogCollector,
    title: 'Catalog',
    description: 'All entities of the catalog, with their relations.',
  },
  {
    id: ownerCollector,
    title: 'Owners',
    description:
      'Whether the owners of an entity exist and can be reached, from the catalog.',
  },
];

/**
 * The collectors that are on, those of the catalog first.
 *
 * @param collectors - Of modules.
 */
export function describeCollectors(
  collectors: readonly RegisteredCollector[],
): CollectorDescription[] {
  return [
    ...ofTheCatalog,
    ...collectors.map(({ collector: { id, title, description } }) => ({
      id,
      title,
      description,
    })),
  ];
}

/**
 * Ids of the collectors that are on, with `catalog` and `readiness/owner`.
 *
 * @param collectors - Of modules.
 */
export function connectedCollectors(
  collectors: readonly RegisteredCollector[],
): ReadonlySet<string> {
  return new Set(describeCollectors(collectors).map(({ id }) => id));
}
