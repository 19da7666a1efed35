import { FilterPredicate } from '@backstage/filter-predicates';
import { HumanDuration, JsonValue } from '@backstage/types';
import { BusinessCalendar } from '@team-readiness/backstage-plugin-readiness-engine';
import { DeliveryConfig } from './readDeliveryConfig';
import { ReactionsConfig } from './readReactionsConfig';
import { RequestsConfig } from './readRequestsConfig';
import { RetentionConfig } from './readRetentionConfig';
import { TierRules } from '@team-readiness/backstage-plugin-readiness-engine';

/** Settings of one collector; what is undefined is the collector's own. */
export interface CollectorConfig {
  readonly frequency?: HumanDuration;
  readonly timeToLive?: HumanDuration;
  /** For one batch. */
  readonly timeout: HumanDuration;
  /** In [0, 1]: share of the known facts that must survive a run. */
  readonly minimumShare: number;
  readonly disabled: boolean;
}

/** How the catalog is read. */
export interface CatalogConfig {
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  /** In [0, 1]: share of the known entities that a stream must hold. */
  readonly minimumShare: number;
  readonly pageSize: number;
}

/** Where documents come from. */
export interface DefinitionsConfig {
  readonly builtIn: readonly string[];
  /** Names of the built-in recipes that are on. */
  readonly recipes: readonly string[];
  /** Documents as objects. */
  readonly documents: readonly JsonValue[];
  /** Paths or globs. */
  readonly files: readonly string[];
  /** Absolute http(s) URLs, at most fifty. */
  readonly urls: readonly string[];
  readonly frequency: HumanDuration;
  /** Whole ref, in lower case, of who answers for scorecards whose document names no owner; undefined: nobody. */
  readonly owner?: string;
  /** Days for which new and stricter checks are at `warn`; 0: not at all. */
  readonly warnDays: number;
}

/** What one service may push. */
export interface PushGrant {
  /** Of the credentials of the service. */
  readonly subject: string;
  /** Ids of facts. */
  readonly collectors: readonly string[];
  /** Entities that it may write of; undefined: all. */
  readonly entities?: FilterPredicate;
}

/** Everything under `readiness` that the backend reads, with defaults. Frozen. */
export interface ReadinessConfig {
  readonly definitions: DefinitionsConfig;
  readonly tier: TierRules;
  readonly catalog: CatalogConfig;
  readonly calendar: BusinessCalendar;
  readonly evaluation: {
    /** Undefined: what suits the database. */
    readonly batchSize?: number;
  };
  /** At most one grant a subject. */
  readonly push: readonly PushGrant[];
  readonly requests: RequestsConfig;
  readonly delivery: DeliveryConfig;
  readonly reactions: ReactionsConfig;
  readonly retention: RetentionConfig;
  /** Settings of a collector, also of one that the configuration does not name. */
  readonly collector: (id: string) => CollectorConfig;
}
