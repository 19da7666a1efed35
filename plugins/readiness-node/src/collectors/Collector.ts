import { Entity } from '@backstage/catalog-model';
import { FilterPredicate } from '@backstage/filter-predicates';
import {
  CatalogFact,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import { HumanDuration, JsonObject } from '@backstage/types';

/**
 * What a collector has to say about one entity.
 *
 * - `observed`: this is what is there now. An empty observation (no runbook) is an observation.
 * - `absent`: the source has nothing to say about this entity; an earlier fact is removed.
 * - `failed`: the source could not be read. The earlier fact stays until it is stale, and the
 *   error is shown on the entity's page.
 *
 * `problems` are shown whatever the status is.
 *
 * @public
 */
export type Observation = {
  entityRef: string;
  problems?: Problem[];
} & (
  | { status: 'observed'; data: JsonObject }
  | { status: 'absent' }
  | { status: 'failed'; error: Error }
);

/**
 * One entity to look at.
 *
 * @public
 */
export interface CollectionTarget {
  entityRef: string;
  entity: Entity;
  /** What the catalog collector made of the entity: tier, dependencies, budget. */
  catalog: CatalogFact;
  /** The data that this collector last observed of the entity, if any. */
  previous?: JsonObject;
}

/**
 * A run of a collector over many entities.
 *
 * @public
 */
export interface CollectionRun {
  /**
   * Looks at a batch (at most 100 entities) and says one thing about each, in any order.
   * An entity that it says nothing about counts as failed. Throws only if the whole source is gone.
   */
  collect(
    targets: CollectionTarget[],
    options: { signal: AbortSignal },
  ): Promise<Observation[]>;
  /** Problems that belong to no entity, e.g. a broken row of a cost file. Called once, at the end. */
  problems?(): Problem[];
  /** Frees what the run holds. Called once, also after an error. */
  close?(): Promise<void>;
}

/**
 * Observes facts about entities. The host owns everything that is hard:
 * schedule, batches, timeout, retries, storage, staleness and health.
 *
 * @public
 */
export interface Collector {
  /**
   * Name under which checks read the fact: words of letters, digits and underscores, joined by
   * dashes, at most 63 characters. `facts.repository`, or `facts["model-cards"]` where it has a dash.
   */
  readonly id: string;
  /** For people, e.g. `Repository documents`. */
  readonly title: string;
  /** One sentence: what is read, and from where. */
  readonly description: string;
  /** The entities that it looks at. Default: Components and Resources. */
  readonly target?: FilterPredicate;
  /** JSON Schema of the data. `x-precision: n` on a number rounds it to n decimals before hashing. */
  readonly schema: JsonObject;
  /** How often all entities are looked at. */
  readonly frequency: HumanDuration;
  /** How long an observation is good for. Longer than `frequency`. */
  readonly timeToLive: HumanDuration;
  /**
   * Opens the source, reading at most once whatever serves all entities.
   * Throws if the source cannot be reached: then no fact changes.
   */
  open(options: { now: Date; signal: AbortSignal }): Promise<CollectionRun>;
}
