import { BusinessCalendar } from '@team-readiness/backstage-plugin-readiness-engine';

/**
 * What the use cases need of collection.
 */
export interface EntityCollection {
  /** Observes one entity with every matching collector, and evaluates it. */
  refreshEntity(entityRef: string): Promise<'refreshed' | 'not-found'>;
  /** All collectors of this installation, that of the catalog included. */
  collectors(): ReadonlyArray<{
    id: string;
    title: string;
    description: string;
  }>;
  /** Ids of the collectors that are connected. */
  connected(): ReadonlySet<string>;
  /** Of the evaluations. Undefined: the default one. */
  readonly calendar?: BusinessCalendar;
}
