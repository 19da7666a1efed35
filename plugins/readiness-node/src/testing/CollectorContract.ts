import { FactSchema } from '@team-readiness/backstage-plugin-readiness-common';
import { CollectionTarget, Collector } from '../collectors';

/**
 * Something that can be done to a source, and undone.
 *
 * @public
 */
export interface SourceChange {
  /** For people, e.g. `the server answers 500`. */
  name: string;
  /** Does it. @returns what undoes it */
  apply: () => Promise<() => Promise<void>>;
}

/**
 * What {@link describeCollector} has to know of a collector.
 *
 * @public
 */
export interface CollectorContract {
  /**
   * Makes a new collector that remembers nothing, of one and the same source each time. Called often.
   */
  create: () => Collector | Promise<Collector>;
  /** At most 50 entities that the source knows, of which at least one is observed. */
  targets: () => CollectionTarget[] | Promise<CollectionTarget[]>;
  /** The moment at which is collected. Default: when the first law is held. */
  now?: Date;
  /** Of the fact that is collected, where it is declared: its example and schema have to fit. */
  fact?: FactSchema;
  /** Entities of which the source holds nonsense: each fails, or is observed with a problem. */
  brokenTargets?: () => CollectionTarget[] | Promise<CollectionTarget[]>;
  /**
   * Ways in which the source can be gone: nobody listens, 500, a hang, a page of HTML, no files. The
   * observation of at least one target has to be lost by it.
   */
  breakages?: SourceChange[];
  /** Ways in which the source can change so that something else is observed of at least one target. */
  changes?: SourceChange[];
  /** Texts that must be told nowhere: tokens, passwords, keys. */
  secrets?: string[];
}

/**
 * A law that a collector broke.
 *
 * @public
 */
export interface CollectorViolation {
  /** What holds of every collector. */
  law: string;
  /** What this one did, in one sentence. */
  message: string;
}

/** Something that holds of every collector. */
export interface CollectorLaw {
  /** As the name of a test, following `the collector`. */
  name: string;
  /**
   * Holds it against a collector.
   *
   * @returns one sentence for each violation
   * @throws whatever the collector throws, which is a violation, too
   */
  check: (contract: CollectorContract & { now: Date }) => Promise<string[]>;
}
