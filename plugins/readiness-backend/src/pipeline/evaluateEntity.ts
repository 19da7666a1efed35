import { ActiveScorecard } from '../definitions/ActiveScorecards';
import { EntityInputRow } from '../database/operations/inputs';
import {
  ChangeOrigin,
  EvaluationChange,
  NamedEvaluation,
  packFactVersions,
  ResultTransition,
  StoredEvaluation,
  toPreviousEvaluation,
  toStoredEvaluation,
  unpackFactVersions,
} from '../database/operations/results';
import { FactsRow, StoredNumber } from '../database/tables';
import { BatchScorecard } from './BatchScorecard';
import { EntitySnapshots } from './EntitySnapshots';
import { hashInput } from './InputHash';
import { levelTransition } from './levelTransition';
import { noteChangedFacts } from './noteChangedFacts';
import { lastTransitions, resultTransitions } from './resultTransitions';
import { ScorecardFacts } from './scorecardFacts';

const hourMs = 3_600_000;

/**
 * All that is known of one entity.
 */
export interface EntityInput {
  /** Absent: the entity is not in the database any more. */
  entity?: EntityInputRow;
  /** Sorted by collector. */
  facts: readonly FactsRow[];
  /** What is stored, of whichever scorecard and version. */
  stored: readonly NamedEvaluation[];
}

/**
 * Evaluates one entity against each active scorecard. Reads nothing but its
 * arguments and writes nothing.
 *
 * @param input - The entity, its facts and what is stored of it.
 * @param scorecards - All active scorecards.
 * @param connected - Ids of connected collectors.
 * @param hour - Start of the UTC hour in which it is evaluated.
 * @param held - Names of active scorecards that only other replicas can read: what is stored of
 *   them is left to those.
 * @returns What changes; empty when every input is as it was and no answer can have flipped.
 * @throws Error when what is stored of the entity cannot be read.
 */
export function evaluateEntity(
  input: EntityInput,
  scorecards: readonly BatchScorecard[],
  connected: ReadonlySet<string>,
  hour: Date,
  held: ReadonlySet<string> = new Set(),
): EvaluationChange[] {
  const { entity, stored } = input;
  const gone = !entity || entity.removed_at !== null;
  const left = new Set(stored);
  const changes: EvaluationChange[] = [];
  const snapshots = gone ? undefined : new EntitySnapshots(input.facts);
  const origin = originOf(input);
  for (const scorecard of scorecards) {
    const before = newestOf(stored, scorecard.active);
    if (before) {
      left.delete(before);
    }
    const change =
      entity && snapshots
        ? evaluateScorecard(
            { entity, snapshots, facts: input.facts, origin },
            scorecard,
            before?.stored,
            connected,
            hour,
          )
        : before && takenBack(before, origin, 'removed');
    if (change) {
      changes.push(change);
    }
  }
  const names = new Set(scorecards.map(({ active }) => active.compiled.name));
  for (const evaluation of left) {
    const { scorecard, stored: before } = evaluation;
    if (held.has(scorecard)) {
      continue;
    }
    if (names.has(scorecard)) {
      // An older version beside a newer one: its results went on there.
      changes.push({ scorecard, origin, before, transitions: [] });
    } else {
      const cause = gone ? 'removed' : 'standard';
      changes.push(takenBack(evaluation, origin, cause));
    }
  }
  return changes;
}

function evaluateScorecard(
  subject: {
    entity: EntityInputRow;
    snapshots: EntitySnapshots;
    facts: readonly FactsRow[];
    origin: ChangeOrigin;
  },
  { active, hash, calendar, checkIds, gates, dependent, facts }: BatchScorecard,
  before: StoredEvaluation | undefined,
  connected: ReadonlySet<string>,
  hour: Date,
): EvaluationChange | undefined {
  const { entity, snapshots, origin } = subject;
  const scorecard = active.compiled.name;
  const input = hashInput(hash, entity, subject.facts, hour);
  const tier = entity.tier ?? 0;
  if (
    before?.definitionId === active.definitionId &&
    before.inputHash === input.hash &&
    before.ownerSetId === entity.owner_set_id &&
    before.tier === tier &&
    (before.nextAt === null || before.nextAt > hour.getTime())
  ) {
    return undefined;
  }
  const described = snapshots.entity();
  if (!described || !active.compiled.matches(described)) {
    if (!before) {
      return undefined;
    }
    const named = { scorecard, stored: before };
    const change = takenBack(named, origin, 'applicability');
    return {
      ...change,
      transitions: withFacts(change.transitions, facts, before, snapshots),
    };
  }
  const evaluation = active.compiled.evaluate({
    entityRef: entity.ref,
    createdAt:
      entity.created_at === null
        ? null
        : new Date(Number(entity.created_at)).toISOString(),
    facts: snapshots.all(),
    connected,
    now: hour,
    calendar,
    previous: toPreviousEvaluation(before, checkIds),
  });
  const after = toStoredEvaluation(evaluation, {
    entityId: entity.id,
    definitionId: active.definitionId,
    inputHash: input.hash,
    factVersions: packFactVersions(facts.places, snapshots.versions()),
    ownerSetId: entity.owner_set_id,
    tier,
    nextAt: nextTime(evaluation.validUntil, input.freshUntil, hour),
    checkKeys: active.checkKeys,
  });
  const transitions = resultTransitions(before, after, dependent);
  const level = levelTransition(before, after, { transitions, gates });
  return {
    scorecard,
    origin,
    before,
    after,
    transitions: withFacts(transitions, facts, before, snapshots),
    ...(level ? { level } : {}),
  };
}

/** Notes which facts are other ones than those that the evaluation before was made of. */
function withFacts(
  transitions: readonly ResultTransition[],
  { places, decisive }: ScorecardFacts,
  before: StoredEvaluation | undefined,
  snapshots: EntitySnapshots,
): readonly ResultTransition[] {
  if (!before || !transitions.length) {
    return transitions;
  }
  return noteChangedFacts(
    transitions,
    unpackFactVersions(places, before.factVersions),
    snapshots.versions(),
    checkKey => decisive.get(checkKey) ?? [],
  );
}

/**
 * When it is evaluated next: whatever is in the hash must not change unseen. A time that
 * has passed already would put the entity back into the queue for ever.
 */
function nextTime(
  validUntil: string | null,
  freshUntil: number | null,
  hour: Date,
): number | null {
  const times = [
    ...(validUntil === null ? [] : [Date.parse(validUntil)]),
    ...(freshUntil === null ? [] : [freshUntil]),
  ];
  return times.length
    ? Math.max(Math.min(...times), hour.getTime() + hourMs)
    : null;
}

function takenBack(
  { scorecard, stored: before }: NamedEvaluation,
  origin: ChangeOrigin,
  cause: 'removed' | 'applicability' | 'standard',
): EvaluationChange {
  return {
    scorecard,
    origin,
    before,
    transitions: lastTransitions(before, cause),
    level: { from: before.level, to: null, cause },
  };
}

function originOf({ entity, stored }: EntityInput): ChangeOrigin {
  const time = (value: StoredNumber | null | undefined) =>
    value === null || value === undefined ? null : Number(value);
  return {
    createdAt: time(entity?.created_at),
    ownerSince: time(entity?.owner_since),
    isEvaluated: stored.length > 0,
  };
}

function newestOf(
  stored: readonly NamedEvaluation[],
  { compiled, definitionId }: ActiveScorecard,
): NamedEvaluation | undefined {
  const versions = stored.filter(
    ({ scorecard }) => scorecard === compiled.name,
  );
  return (
    versions.find(version => version.stored.definitionId === definitionId) ??
    versions[versions.length - 1]
  );
}
