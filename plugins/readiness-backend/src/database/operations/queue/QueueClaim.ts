/**
 * When an entity's turn comes: 0 first; 1 where what changed is what it depends on; 2 Groups and
 * Templates, over which the others are summed up.
 */
export type QueueStratum = 0 | 1 | 2;

/**
 * An entity that a worker has taken from the queue for a while.
 */
export interface QueueClaim {
  stratum: number;
  entityId: number;
  /** As it stood at the claim: once it is another one, the claim is void. */
  ticket: string;
  /** How often it was claimed since its last marking, this time included. */
  attempts: number;
  /** An evaluation of it failed before, so that a problem may be on record. */
  hasFailed: boolean;
}

/**
 * From so many attempts on an entity is claimed alone: what it does to the
 * process (memory, time) then hits no other entity.
 */
export const suspectAttempts = 3;

/**
 * After so many attempts an entity is put into quarantine.
 */
export const maxAttempts = 6;
