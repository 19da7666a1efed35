import {
  dependenciesFact,
  relationsFact,
  rollupFact,
} from '@team-readiness/backstage-plugin-readiness-common';
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
  {
    id: relationsFact.collector,
    title: 'Relations',
    description:
      'What an entity depends on, what depends on it, and what it names that is not in the catalog.',
  },
  {
    id: dependenciesFact.collector,
    title: 'Dependencies',
    description: 'The levels of what an entity depends on.',
  },
  {
    id: rollupFact.collector,
    title: 'Sums',
    description:
      'Results summed up for teams, and for the services made from a template.',
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
 * Ids of the collectors that are on, with `catalog` and the facts that are derived wherever the
 * catalog is read.
 *
 * @param collectors - Of modules.
 */
export function connectedCollectors(
  collectors: readonly RegisteredCollector[],
): ReadonlySet<string> {
  return new Set(describeCollectors(collectors).map(({ id }) => id));
}
