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
 * @param collectors - Those that are run.
 * @param pushed - Those whose facts are pushed by others: connected, and never run. Default: none.
 */
export function describeCollectors(
  collectors: readonly RegisteredCollector[],
  pushed: readonly CollectorDescription[] = [],
): CollectorDescription[] {
  const describe = ({ id, title, description }: CollectorDescription) => ({
    id,
    title,
    description,
  });
  return [
    ...ofTheCatalog,
    ...collectors.map(({ collector }) => describe(collector)),
    ...pushed.map(describe),
  ];
}

/**
 * Ids of the collectors that are on, with `catalog` and the facts that are derived wherever the
 * catalog is read.
 *
 * @param collectors - Those that are run.
 * @param pushed - See {@link describeCollectors}.
 */
export function connectedCollectors(
  collectors: readonly RegisteredCollector[],
  pushed: readonly CollectorDescription[] = [],
): ReadonlySet<string> {
  return new Set(describeCollectors(collectors, pushed).map(({ id }) => id));
}
