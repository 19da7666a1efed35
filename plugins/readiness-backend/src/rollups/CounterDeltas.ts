/**
 * Counters as sums of contributions.
 *
 * Each stored evaluation contributes to `level_counts` once, and to `rollup_counts` once per
 * result; an entity in grace contributes nothing. A batch adds what its evaluations contribute
 * now and takes back what they contributed before; what comes out at zero is not written. Since
 * evaluations and deltas are committed together, at every commit
 *
 *     counter = sum of the contributions of all stored evaluations
 *
 * holds, which `recountCounters` checks. Keys are sorted, so that two workers that touch the same
 * counters lock them in the same order.
 */
import { LevelCountsRow, RollupCountsRow } from '../database/tables';
import { StoredEvaluation } from '../database/operations/results';

/** Below this share of known weight there is not enough data for a score. */
export const enoughCoverage = 0.6;

/**
 * Is enough known of an entity to show a score? True where nothing applies: then
 * nothing is missing.
 *
 * @param weights - Known and applicable weight.
 */
export function hasEnoughData(weights: {
  known: number;
  applicable: number;
}): boolean {
  return weights.known >= enoughCoverage * weights.applicable;
}

/** By key of the check. */
type RowsByCheck = Map<number, RollupCountsRow>;

/**
 * Net changes of counters, gathered over a batch.
 */
export class CounterDeltas {
  /** By definition and owner set, then outcome: a text for each result would take three times as long. */
  readonly #rollups = new Map<string, Map<string, RowsByCheck>>();
  readonly #levels = new Map<string, LevelCountsRow>();

  /** Adds what an evaluation contributes. */
  add(stored: StoredEvaluation): void {
    this.#apply(stored, 1);
  }

  /** Takes back what an evaluation contributed. */
  subtract(stored: StoredEvaluation): void {
    this.#apply(stored, -1);
  }

  /** Rows of `rollup_counts` that change, by how much; sorted by key. */
  rollupRows(): RollupCountsRow[] {
    return [...this.#rollups.values()]
      .flatMap(byOutcome => [...byOutcome.values()])
      .flatMap(byCheck => [...byCheck.values()])
      .filter(row => row.count !== 0)
      .sort(
        (a, b) =>
          a.definition_id - b.definition_id ||
          a.check_key - b.check_key ||
          a.owner_set_id - b.owner_set_id ||
          compareText(a.outcome, b.outcome),
      );
  }

  /** Rows of `level_counts` that change, by how much; sorted by key. */
  levelRows(): LevelCountsRow[] {
    return [...this.#levels.values()]
      .filter(row => row.count !== 0)
      .sort(
        (a, b) =>
          a.definition_id - b.definition_id ||
          a.owner_set_id - b.owner_set_id ||
          a.tier - b.tier ||
          a.level - b.level ||
          a.target_level - b.target_level ||
          Number(a.on_target) - Number(b.on_target) ||
          Number(a.enough_data) - Number(b.enough_data),
      );
  }

  #apply(stored: StoredEvaluation, sign: 1 | -1): void {
    if (stored.inGrace) {
      return;
    }
    const { definitionId, ownerSetId } = stored;
    const byOutcome = entryOf(
      this.#rollups,
      `${definitionId}/${ownerSetId}`,
      () => new Map<string, RowsByCheck>(),
    );
    for (const { checkKey, outcome } of stored.results) {
      const byCheck = entryOf(byOutcome, outcome, () => new Map());
      const row = byCheck.get(checkKey);
      if (row) {
        row.count += sign;
      } else {
        byCheck.set(checkKey, {
          definition_id: definitionId,
          check_key: checkKey,
          owner_set_id: ownerSetId,
          outcome,
          count: sign,
        });
      }
    }
    const level: LevelCountsRow = {
      definition_id: definitionId,
      owner_set_id: ownerSetId,
      tier: stored.tier,
      level: stored.level,
      target_level: stored.targetLevel ?? 0,
      on_target: stored.onTarget ?? false,
      enough_data: hasEnoughData(stored.weights),
      count: sign,
    };
    const key = Object.values({ ...level, count: '' }).join('/');
    const row = this.#levels.get(key);
    if (row) {
      row.count += sign;
    } else {
      this.#levels.set(key, level);
    }
  }
}

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
