import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';

/**
 * What a collector would have said about an entity at a time of the past. It stands until the series
 * says something else of the same entity and collector, or until the present.
 *
 * @public
 */
export interface DatedFact {
  at: Date;
  /** Id of the collector whose fact it is, e.g. `slo`. Facts of `catalog` and `readiness/…` are derived. */
  collector: string;
  /** Whole ref, in any case. */
  entityRef: string;
  /** In the form that the schema of the fact asks for; null: from now on nothing is known. */
  data: JsonObject | null;
}

/**
 * How the catalog described an entity from a time of the past on.
 *
 * @public
 */
export interface DatedEntity {
  at: Date;
  /** Whole ref, in any case; one of `FactSeries.entityRefs`. */
  entityRef: string;
  /**
   * As the catalog served it, with its relations; null: it was not there any more. A function makes it
   * of what the catalog says now; it is not there while the catalog does not hold it.
   */
  entity: Entity | null | ((present: Entity) => Entity);
}

/**
 * Facts of the past, told in the order in which they were observed.
 *
 * @public
 */
export interface FactSeries {
  /** Words joined by dashes, e.g. `harbour-history`. */
  readonly id: string;
  /**
   * Entities that the series describes: not there before their first description. All others are taken
   * as the catalog has them now, and as there from the beginning. Default: none.
   */
  readonly entityRefs?: readonly string[];
  /**
   * Entities that the catalog must hold before the replay begins, e.g. since it is still filling up;
   * they are waited for, two minutes at most. Default: none.
   */
  readonly awaits?: readonly string[];
  /**
   * Tells the series from its beginning. May be asked again after the process was killed, and must then
   * tell the same for the same `until`.
   *
   * @param options - `until`: the present, as it was when the replay began. Nothing later is read.
   * @returns Ascending by `at`; a series that goes back in time is broken off there.
   */
  read(options: {
    until: Date;
  }):
    | AsyncIterable<DatedFact | DatedEntity>
    | Iterable<DatedFact | DatedEntity>;
}
