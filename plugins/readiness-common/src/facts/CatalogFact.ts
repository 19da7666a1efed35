import { JsonObject } from '@backstage/types';

/**
 * Fact of the collector `catalog`: the entity itself, and what is read from it
 * by configurable rules. In CEL the entity is the variable `entity`.
 *
 * @public
 */
export type CatalogFact = {
  /** The entity as the catalog serves it, with relations; large spec values are cut to a digest. */
  entity: JsonObject;
  /** 1 to 3, or null where none or an unknown one is declared. */
  tier: number | null;
  /** The declared tier as written, cut to 63 characters. */
  tierDeclared: string | null;
  /** `spec.lifecycle` in lower case. */
  lifecycle: string | null;
  /** Names (without kind and namespace) of what the entity depends on, sorted. */
  dependencies: string[];
  /** Links and annotations that name a runbook; http(s) only. */
  runbookLinks: Array<{ title: string; url: string }>;
  /** Monthly budget, or null where none is declared or it cannot be read. */
  budget: { amount: number; currency: string } | null;
  /** Is there a `pagerduty.com/service-id` on the entity? */
  onCall: boolean;
};

/**
 * Derived fact `readiness/owner`, the variable `owner` in CEL. For a Group it
 * describes the group itself.
 *
 * @public
 */
export type OwnerFact = {
  owners: Array<{
    ref: string;
    kind: string;
    exists: boolean;
    type: string | null;
    /** Number of direct members, or null where the catalog holds no users at all. */
    members: number | null;
    email: string | null;
    /** http(s) link to a chat channel. */
    chat: string | null;
    onCall: boolean;
  }>;
  /** There is at least one owner and each exists. */
  exists: boolean;
  /** There is at least one owner and each is an existing Group. */
  isTeam: boolean;
  /** Fewest members of any owner; null where not known. */
  members: number | null;
  /** Each owner has an e-mail or a chat link. */
  reachable: boolean;
  /** Some owner carries `pagerduty.com/service-id`. */
  onCall: boolean;
};
