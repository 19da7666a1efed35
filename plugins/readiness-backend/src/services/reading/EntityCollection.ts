import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
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
    kind: CollectorHealth['kind'];
    /** What it reads together with others; null: it runs alone, or not at all. */
    source: string | null;
  }>;
  /**
   * Makes a collector look at all entities soon, in some replica.
   *
   * @throws NotFoundError for one that never runs
   */
  requestRun(collector: string): Promise<void>;
  /** Ids of the collectors that are connected. */
  connected(): ReadonlySet<string>;
  /** Of the evaluations. Undefined: the default one. */
  readonly calendar?: BusinessCalendar;
}
