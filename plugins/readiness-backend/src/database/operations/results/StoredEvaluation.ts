import {
  EntityEvaluation,
  PreviousEvaluation,
  Weights,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  EntityAreaScoresRow,
  ResultsRow,
  ScoresRow,
  StoredNumber,
} from '../../tables';
import { PackedResult, packResults, unpackResults } from './PackedResult';

/**
 * All that is stored about one entity and one scorecard version, in the units of
 * the program. The rows of `results`, `scores`, `entity_area_scores` and
 * `non_pass_results`, and its part of every counter, follow from it alone.
 */
export interface StoredEvaluation {
  entityId: number;
  definitionId: number;
  inputHash: string;
  /** See `FactVersions`. Null or absent: not noted. */
  factVersions?: string | null;
  /** `results` as text, so that equality is cheap. */
  packed: string;
  results: readonly PackedResult[];
  ownerSetId: number;
  /** 0: no tier. */
  tier: number;
  level: number;
  /** Epoch ms. */
  heldSince: number | null;
  /** Epoch ms. */
  heldUntil: number | null;
  exemptions: number;
  ceiling: number;
  /** By checks of stratum 0 alone, held by nothing: what dependents see. */
  baseLevel: number;
  /** The highest level that these checks offer; 0: none. */
  baseCeiling: number;
  targetLevel: number | null;
  onTarget: boolean | null;
  fixes: number;
  weights: Weights;
  inGrace: boolean;
  /** Epoch ms. */
  nextAt: number | null;
  areas: Readonly<Partial<Record<string, Weights>>>;
}

/** A row of `results` joined with its row of `scores`. */
export type EvaluationRow = ResultsRow &
  Omit<ScoresRow, 'entity_id' | 'definition_id' | keyof OutcomeCountColumns>;

/** Columns of `scores` that follow from its results. */
export type OutcomeCountColumns = Pick<
  ScoresRow,
  | 'pass_count'
  | 'fail_count'
  | 'unknown_count'
  | 'not_applicable_count'
  | 'exempt_count'
  | 'error_count'
>;

/** What the engine does not know of an evaluation. */
export interface EvaluationPlace {
  entityId: number;
  definitionId: number;
  inputHash: string;
  /** See `FactVersions`. Default: not noted. */
  factVersions?: string;
  ownerSetId: number;
  tier: number;
  /** Epoch ms; from then on it is evaluated again. */
  nextAt: number | null;
  checkKeys: ReadonlyMap<string, number>;
}

/**
 * Puts an answer of the engine into the form in which it is stored.
 *
 * @param evaluation - What the engine returned.
 * @param place - Keys, owner, tier and hash.
 * @throws Error for a result of a check without key.
 */
export function toStoredEvaluation(
  evaluation: EntityEvaluation,
  place: EvaluationPlace,
): StoredEvaluation {
  // Most outcomes began together, at the first evaluation or at this one.
  const seconds = new Map<string, number>();
  const secondOf = (iso: string) => {
    const known = seconds.get(iso);
    const second = known ?? Math.floor(Date.parse(iso) / 1000) * 1000;
    if (known === undefined) {
      seconds.set(iso, second);
    }
    return second;
  };
  const results = evaluation.results.map((result): PackedResult => {
    const checkKey = place.checkKeys.get(result.checkId);
    if (checkKey === undefined) {
      throw new Error(`Check '${result.checkId}' has no key`);
    }
    return {
      checkKey,
      outcome: result.outcome,
      since: secondOf(result.since),
      branch: result.branch,
      counts: result.counts,
    };
  });
  return {
    entityId: place.entityId,
    definitionId: place.definitionId,
    inputHash: place.inputHash,
    factVersions: place.factVersions ?? null,
    packed: packResults(results),
    results,
    ownerSetId: place.ownerSetId,
    tier: place.tier,
    level: evaluation.level,
    heldSince: epoch(evaluation.heldSince),
    heldUntil: epoch(evaluation.heldUntil),
    exemptions: evaluation.exemptions,
    ceiling: evaluation.ceiling,
    baseLevel: evaluation.baseLevel,
    baseCeiling: evaluation.baseCeiling,
    targetLevel: evaluation.target?.level ?? null,
    onTarget: evaluation.onTarget,
    fixes: evaluation.fixesToTarget.length,
    weights: evaluation.weights,
    inGrace: evaluation.inGrace,
    nextAt: place.nextAt,
    areas: evaluation.areas,
  };
}

/**
 * Reads a stored evaluation.
 *
 * @param row - `results` joined with `scores`.
 * @param areas - Rows of `entity_area_scores` with the same key.
 */
export function fromRows(
  row: EvaluationRow,
  areas: readonly EntityAreaScoresRow[],
): StoredEvaluation {
  return {
    entityId: row.entity_id,
    definitionId: row.definition_id,
    inputHash: row.input_hash,
    factVersions: row.fact_versions,
    packed: row.packed,
    results: unpackResults(row.packed),
    ownerSetId: row.owner_set_id,
    tier: row.tier,
    level: row.level,
    heldSince: number(row.held_since),
    heldUntil: number(row.held_until),
    exemptions: row.exemptions,
    ceiling: row.ceiling,
    baseLevel: row.base_level,
    baseCeiling: row.base_ceiling,
    targetLevel: row.target_level,
    onTarget: row.on_target === null ? null : Boolean(row.on_target),
    fixes: row.fixes,
    weights: {
      passed: row.passed,
      known: row.known,
      applicable: row.applicable,
    },
    inGrace: Boolean(row.in_grace),
    nextAt: number(row.next_at),
    areas: Object.fromEntries(
      areas.map(({ area, passed, known, applicable }) => [
        area,
        { passed, known, applicable },
      ]),
    ),
  };
}

/**
 * The row of `scores`.
 *
 * @param stored - A stored evaluation.
 */
export function toScoresRow(stored: StoredEvaluation): ScoresRow {
  return {
    entity_id: stored.entityId,
    definition_id: stored.definitionId,
    owner_set_id: stored.ownerSetId,
    tier: stored.tier,
    level: stored.level,
    held_since: stored.heldSince,
    held_until: stored.heldUntil,
    exemptions: stored.exemptions,
    ceiling: stored.ceiling,
    base_level: stored.baseLevel,
    base_ceiling: stored.baseCeiling,
    target_level: stored.targetLevel,
    on_target: stored.onTarget,
    fixes: stored.fixes,
    passed: stored.weights.passed,
    known: stored.weights.known,
    applicable: stored.weights.applicable,
    in_grace: stored.inGrace,
    next_at: stored.nextAt,
    ...countOutcomes(stored.results),
  };
}

const countColumns = {
  pass: 'pass_count',
  fail: 'fail_count',
  unknown: 'unknown_count',
  'not-applicable': 'not_applicable_count',
  exempt: 'exempt_count',
  error: 'error_count',
} as const;

/** How many of the results that count have which outcome. */
function countOutcomes(results: readonly PackedResult[]): OutcomeCountColumns {
  const counts: OutcomeCountColumns = {
    pass_count: 0,
    fail_count: 0,
    unknown_count: 0,
    not_applicable_count: 0,
    exempt_count: 0,
    error_count: 0,
  };
  for (const result of results) {
    if (result.counts) {
      counts[countColumns[result.outcome]] += 1;
    }
  }
  return counts;
}

/**
 * What the engine is told of the evaluation before, also of one under an older
 * version of the scorecard: since when outcomes stand, and the levels that are held.
 *
 * @param stored - The stored evaluation; absent for a first one.
 * @param checkIds - Check ids by key; results of checks that are not in it are dropped.
 */
export function toPreviousEvaluation(
  stored:
    | Pick<StoredEvaluation, 'results' | 'level' | 'baseLevel' | 'heldSince'>
    | undefined,
  checkIds: ReadonlyMap<number, string>,
): PreviousEvaluation | undefined {
  if (!stored) {
    return undefined;
  }
  return {
    results: stored.results.flatMap(result => {
      const checkId = checkIds.get(result.checkKey);
      return checkId === undefined
        ? []
        : [
            {
              checkId,
              outcome: result.outcome,
              since: new Date(result.since).toISOString(),
            },
          ];
    }),
    level: stored.level,
    baseLevel: stored.baseLevel,
    heldSince:
      stored.heldSince === null
        ? null
        : new Date(stored.heldSince).toISOString(),
  };
}

function epoch(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso);
}

function number(value: StoredNumber | null): number | null {
  return value === null ? null : Number(value);
}
