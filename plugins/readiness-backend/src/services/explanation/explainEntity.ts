import { Entity } from '@backstage/catalog-model';
import { ScorecardReadiness } from '@team-readiness/backstage-plugin-readiness-common';
import { EntityRecord } from '../../database/operations/reading';
import { readCollectorTitles } from '../reading/collectorTitles';
import { EntityCollection } from '../reading/EntityCollection';
import { ReadableScorecard } from '../reading/ReadableScorecards';
import {
  toEvaluationInput,
  toFactSnapshots,
  toPrevious,
} from './toEvaluationInput';
import { toScorecardReadiness } from './toScorecardReadiness';

/** One entity against the scorecards that ask something of it. */
export interface EntityExplanation {
  /** The entity as the catalog served it last; null where it was not observed yet. */
  entity: Entity | null;
  /** A scorecard asks something of it, and none was evaluated yet. */
  waiting: boolean;
  scorecards: ScorecardReadiness[];
  /** Data of the fact `readiness/owner`, of the shape `OwnerFact`. */
  owner: unknown;
}

const catalogCollector = 'catalog';
const ownerCollector = 'readiness/owner';

/**
 * Explains one entity from what is stored of it.
 *
 * @param record - all that is stored
 * @param scorecards - those that the reader may see
 * @param options - `hasHiddenSources`: the reader may not see all entities that facts of this one are made of
 */
export function explainEntity(
  record: EntityRecord,
  scorecards: readonly ReadableScorecard[],
  options: {
    collection: EntityCollection;
    now: Date;
    hasHiddenSources: boolean;
  },
): EntityExplanation {
  const facts = toFactSnapshots(record.facts);
  // The collector writes the entity as the catalog serves it.
  const entity = (facts[catalogCollector]?.data.entity ??
    null) as Entity | null;
  const matching = entity
    ? scorecards.filter(({ active }) => active.compiled.matches(entity))
    : [];
  const stored = new Map(
    record.results.map(result => [Number(result.definition_id), result]),
  );
  const waiting =
    entity === null ||
    (matching.length > 0 &&
      !matching.some(({ active }) => stored.has(active.definitionId)));
  const collectorTitles = readCollectorTitles(options.collection);
  return {
    entity,
    waiting,
    owner: facts[ownerCollector]?.data,
    scorecards: waiting
      ? []
      : matching.map(scorecard =>
          toScorecardReadiness(
            scorecard,
            toEvaluationInput({
              entityRef: record.entity.ref,
              createdAt: record.entity.created_at,
              facts,
              connected: options.collection.connected(),
              now: options.now,
              calendar: options.collection.calendar,
              previous: toPrevious(
                scorecard,
                stored.get(scorecard.active.definitionId),
              ),
            }),
            { collectorTitles, hasHiddenSources: options.hasHiddenSources },
          ),
        ),
  };
}
