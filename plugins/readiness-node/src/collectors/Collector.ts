import { Entity } from '@backstage/catalog-model';
import { FilterPredicate } from '@backstage/filter-predicates';
import {
  CatalogFact,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import { HumanDuration, JsonObject } from '@backstage/types';
import { RequestBudget } from '../requests';

/**
 * What a collector has to say about one entity.
 *
 * - `observed`: this is what is there now. An empty observation (no runbook) is an observation.
 * - `unchanged`: what was last observed still holds, as the source itself says (the same commit, the
 *   same ETag). The fact stays and is as fresh as if it had been read; without one it is a failure.
 * - `absent`: the source has nothing to say about this entity; an earlier fact is removed.
 * - `failed`: the source could not be read. The earlier fact stays until it is stale, and the
 *   error is shown on the entity's page.
 * - `deferred`: it was not looked at, since the source has to be left alone until then. The run
 *   stops, and goes on with the first such entity at that time. Nothing changes meanwhile. After three
 *   times in a row it counts as failed, so that nobody waits behind it for ever.
 *
 * `problems` are shown whatever the status is.
 *
 * @public
 */
export type Observation = {
  entityRef: string;
  problems?: Problem[];
} & (
  | {
      status: 'observed';
      data: JsonObject;
      /**
       * Mark of all that the data was made of, at most 200 characters: the commit, an ETag, a digest.
       * Comes back as `CollectionTarget.revision`.
       */
      revision?: string;
    }
  | { status: 'unchanged' }
  | { status: 'absent' }
  | { status: 'failed'; error: Error }
  | { status: 'deferred'; until: Date }
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
  /**
   * The mark that was given with the previous data. Undefined where there is none, or where another
   * version of the collector made it.
   */
  revision?: string;
}

/**
 * A run of a collector over many entities.
 *
 * @public
 */
export interface CollectionRun {
  /**
   * Looks at a batch (at most 100 entities) and says one thing about each, in any order.
   * An entity that it says nothing about counts as failed. Throws only if the whole source is gone;
   * a RetryLaterError makes the run go on with this batch at that time.
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
   * Changes when the same source would be read differently: revisions of earlier versions are not
   * handed out any more. Default: `1`.
   */
  readonly version?: string;
  /**
   * What it reads, where others read the same, e.g. `files`: their runs go through the entities
   * together, so that a repository is read once for all of them. Default: it runs alone.
   */
  readonly source?: string;
  /**
   * Ids of the collectors whose facts it is made of: an entity is looked at again soon after one of
   * these has changed, and so are the Groups that own it, if it looks at Groups. Default: none.
   */
  readonly follows?: readonly string[];
  /**
   * Opens the source, reading at most once whatever serves all entities.
   * Throws if the source cannot be reached: then no fact changes.
   *
   * @param options.budget - counts requests of hosts. Undefined: nothing is counted.
   */
  open(options: {
    now: Date;
    signal: AbortSignal;
    budget?: RequestBudget;
  }): Promise<CollectionRun>;
  /**
   * Watches the source for changes. Called once in each replica, after the start.
   *
   * @param options.refresh - to be called with what changed: the entities, or the URL of a
   *   repository (anything in it) whose entities are looked at again soon
   * @param options.signal - fires when the backend stops
   */
  watch?(options: {
    refresh: (changed: {
      entityRefs?: readonly string[];
      repositoryUrls?: readonly string[];
    }) => void;
    signal: AbortSignal;
  }): Promise<void>;
}
