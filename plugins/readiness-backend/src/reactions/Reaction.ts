import {
  ClaimedDelivery,
  OutboxEntry,
  ReactionTopic,
} from '../database/operations/reactions';

/** What tells others of changes. */
export type ReactionId = 'signals' | 'events' | 'notifications' | 'digest';

/** Whom or what a delivery is about. Entries with the same address become one delivery. */
export interface DeliveryAddress {
  /** Ref, key of an owner set, or ''. */
  subject: string;
  /** '' where it is about no single one. */
  scorecard: string;
  /** 0: of no single version. */
  version: number;
  /** Lines that are kept for the delivery. */
  changes: string;
  changeCount: number;
}

/**
 * One way of telling others. It knows one service of Backstage, and nothing of retries.
 */
export interface Reaction {
  readonly id: ReactionId;
  /** What it wants to hear of. */
  readonly topics: readonly ReactionTopic[];
  /** How long deliveries wait for more of the same address, in milliseconds. Default: not at all. */
  readonly gatherMs?: number;
  /** Whom an entry is to be told; empty: nobody. */
  address(entry: OutboxEntry): DeliveryAddress[];
  /**
   * Tells it. The same delivery may come twice, with the same key.
   *
   * @throws what the service throws: it is tried again later
   */
  deliver(delivery: ClaimedDelivery): Promise<void>;
}
