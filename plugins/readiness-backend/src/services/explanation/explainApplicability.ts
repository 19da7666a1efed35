import {
  EntityApplicability,
  ScorecardApplicability,
} from '@team-readiness/backstage-plugin-readiness-common';
import { EvaluationInput } from '@team-readiness/backstage-plugin-readiness-engine';
import { EntityRecord } from '../../database/operations/reading';
import { EntityCollection } from '../reading/EntityCollection';
import { ReadableScorecard } from '../reading/ReadableScorecards';
import { toEvaluationInput, toFactSnapshots } from './toEvaluationInput';

/**
 * Why scorecards do or do not ask something of an entity, from what is stored of it.
 *
 * @param record - all that is stored
 * @param scorecards - those that the reader may see
 */
export function explainApplicability(
  record: EntityRecord,
  scorecards: readonly ReadableScorecard[],
  options: { collection: EntityCollection; now: Date },
): EntityApplicability {
  const input = toEvaluationInput({
    entityRef: record.entity.ref,
    createdAt: record.entity.created_at,
    facts: toFactSnapshots(record.facts),
    connected: options.collection.connected(),
    calendar: options.collection.calendar,
    now: options.now,
    previous: undefined,
  });
  return {
    ref: record.entity.ref,
    scorecards: scorecards.map(scorecard => explain(scorecard, input)),
  };
}

function explain(
  { active, ref }: ReadableScorecard,
  input: EvaluationInput,
): ScorecardApplicability {
  const { applies, message, conditions } = active.compiled.explainTarget(input);
  return {
    scorecard: ref,
    applies,
    message,
    conditions,
    target: applies ? explainLevel(active.compiled, input) : null,
  };
}

function explainLevel(
  compiled: ReadableScorecard['active']['compiled'],
  input: EvaluationInput,
): ScorecardApplicability['target'] {
  const { target, position, message, conditions } =
    compiled.explainTargetLevel(input);
  return {
    level: target?.level ?? null,
    only: target?.only ?? null,
    line: position === null ? null : position + 1,
    message,
    conditions,
  };
}
