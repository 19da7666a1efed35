/**
 * Movements: a ledger of what changed the sums of owner sets.
 *
 * Each stored evaluation contributes to the sums of its owner set for its scorecard (by name, so
 * that versions follow each other): passed, known and applicable weight, in all and by area, one
 * entity, whether it has a target, and whether it is on it. An entity in grace contributes nothing. A batch books
 * every change of a contribution under its day and a part that says why, in the transaction that
 * writes the evaluations. Hence at every commit, for each scorecard, owner set and area,
 *
 *     sum of all movements = sum of the contributions of all stored evaluations
 *
 * and the sum of those up to a day is what the sums were at its end, however late one asks.
 *
 * # Parts
 *
 * | part | what |
 * |---|---|
 * | `new` | counted for the first time, or its grace ended: all that it contributes; see `entryPart` |
 * | `removed` | gone from the catalog: all that it contributed, taken back |
 * | `moved` | other owners: what it contributed, taken from the old ones and given to the new ones; and all that changes of it for 30 days from then on, since those who inherit a service did not make it what it is |
 * | `standard` | the standard was edited, counts from now on, or is asked of other entities: whatever no transition explains |
 * | `exemption` | one began or ended |
 * | `data` | something became unknown, or known again; a collector came or went |
 * | `improved` | not met became met |
 * | `declined` | met became not met |
 * | `corrected` | what the daily comparison put right |
 *
 * An inherited entity whose grace ends, or that is removed, is `new` or `removed` all the same. The weight of a
 * transition is that of the present standard; where the standard changed too, the difference is part of `standard`.
 *
 * In rows of an area `entities` counts those to which something of the area applies, and both
 * counts of targets are 0. Sums are rounded to nine digits, so that 0.1 + 0.2 - 0.3 is 0.
 */
import { MovementPart } from '@team-readiness/backstage-plugin-readiness-common';
import { inheritanceMs } from '../database/operations/entities';
import {
  EvaluationChange,
  PackedResult,
  StoredEvaluation,
} from '../database/operations/results';
import { MovementsRow } from '../database/tables';
import {
  checkDifference,
  contribution,
  difference,
  noSums,
  settle,
  sumColumns,
  Sums,
} from './contribution';
import { MovementChecks, targetPart, transitionPart } from './movementPart';

/** What is known of the entity of a change. Times in epoch ms. */
export interface MovementContext {
  /** Of the version of the standard that is evaluated now; empty where it asks nothing any more. */
  checks: MovementChecks;
  /** `entities.owner_since`. */
  ownerSince: number | null;
  /** The present. */
  at: number;
  /** What a first evaluation counts as; asked only for one. */
  entry: () => 'new' | 'standard';
}

/** What is booked for one scorecard and owner set, by part and area. */
interface Ledger {
  scorecard: string;
  ownerSetId: number;
  rows: Map<string, MovementsRow>;
}

/** A change of an entity that counts before and after. */
interface CountedChange extends EvaluationChange {
  before: StoredEvaluation;
  after: StoredEvaluation;
}

/**
 * Net movements of a day, gathered over a batch.
 */
export class MovementDeltas {
  readonly #day: string;
  readonly #ledgers = new Map<string, Ledger>();

  /** @param day - `YYYY-MM-DD`, UTC, under which they are booked. */
  constructor(day: string) {
    this.#day = day;
  }

  /** Books what a change does to contributions. */
  add(change: EvaluationChange, context: MovementContext): void {
    const { scorecard, level } = change;
    const before = counted(change.before);
    const after = counted(change.after);
    const isInherited =
      context.ownerSince !== null &&
      context.at - context.ownerSince < inheritanceMs;
    const other = (part: MovementPart) => (isInherited ? 'moved' : part);
    if (before && after) {
      if (before.ownerSetId !== after.ownerSetId) {
        const old = this.#ledger(scorecard, before.ownerSetId);
        const now = this.#ledger(scorecard, after.ownerSetId);
        this.#bookAll(old, 'moved', contribution(before), -1);
        this.#bookAll(now, 'moved', contribution(before));
      }
      const rest = difference(before, after);
      if (rest.size) {
        const ledger = this.#ledger(scorecard, after.ownerSetId);
        if (!isInherited) {
          const counting = { ...change, before, after };
          this.#explain(ledger, rest, counting, context.checks);
        }
        this.#bookAll(ledger, other('standard'), rest);
      }
    } else if (after) {
      const part = change.before ? 'new' : context.entry();
      this.#bookAll(
        this.#ledger(scorecard, after.ownerSetId),
        part === 'new' ? part : other(part),
        contribution(after),
      );
    } else if (before) {
      this.#bookAll(
        this.#ledger(scorecard, before.ownerSetId),
        level?.cause === 'removed' ? 'removed' : other('standard'),
        contribution(before),
        -1,
      );
    }
  }

  /** Rows to add to `movements`: those that are not 0, sorted by key. */
  rows(): MovementsRow[] {
    const rows = [...this.#ledgers.values()].flatMap(ledger => [
      ...ledger.rows.values(),
    ]);
    for (const row of rows) {
      row.passed = settle(row.passed);
      row.known = settle(row.known);
      row.applicable = settle(row.applicable);
    }
    return rows
      .filter(row => sumColumns.some(column => row[column] !== 0))
      .sort(
        (a, b) =>
          compareText(a.scorecard, b.scorecard) ||
          a.owner_set_id - b.owner_set_id ||
          compareText(a.part, b.part) ||
          compareText(a.area, b.area),
      );
  }

  /** Books what transitions explain, and takes it off the rest. */
  #explain(
    ledger: Ledger,
    rest: Map<string, Sums>,
    change: CountedChange,
    checks: MovementChecks,
  ): void {
    const { before, after, transitions } = change;
    const explain = (part: MovementPart, area: string, sums: Sums) => {
      const left = rest.get(area) ?? { ...noSums };
      rest.set(area, left);
      for (const column of sumColumns) {
        left[column] -= sums[column];
      }
      this.#book(ledger, part, area, sums);
    };
    const onTarget = rest.get('')?.on_target;
    if (onTarget) {
      const part = targetPart(change, checks);
      explain(part, '', { ...noSums, on_target: onTarget });
    }
    if (!transitions.length) {
      return;
    }
    const old = byKey(before);
    const now = byKey(after);
    /** What decided last whether anything of an area applies. */
    const decided = new Map<string, MovementPart>();
    for (const transition of transitions) {
      const part = transitionPart(transition);
      const check = checks.get(transition.checkKey);
      const from = old.get(transition.checkKey);
      const to = now.get(transition.checkKey);
      // That a check counts from now on is the standard's doing, whatever its outcome.
      const counts = !from || !to || from.counts === to.counts;
      if (check && counts && part !== 'standard') {
        const sums = checkDifference(from, to, check.weight);
        explain(part, '', sums);
        explain(part, check.area, sums);
        if (sums.applicable) {
          decided.set(check.area, part);
        }
      }
    }
    for (const [area, part] of decided) {
      const left = rest.get(area);
      if (left?.entities && !settle(left.applicable)) {
        explain(part, area, { ...noSums, entities: left.entities });
      }
    }
  }

  #bookAll(
    ledger: Ledger,
    part: MovementPart,
    areas: ReadonlyMap<string, Sums>,
    sign: 1 | -1 = 1,
  ): void {
    for (const [area, sums] of areas) {
      this.#book(ledger, part, area, sums, sign);
    }
  }

  #book(
    ledger: Ledger,
    part: MovementPart,
    area: string,
    sums: Sums,
    sign: 1 | -1 = 1,
  ): void {
    const key = `${part}/${area}`;
    let row = ledger.rows.get(key);
    if (!row) {
      row = {
        scorecard: ledger.scorecard,
        owner_set_id: ledger.ownerSetId,
        day: this.#day,
        part,
        area,
        ...noSums,
      };
      ledger.rows.set(key, row);
    }
    for (const column of sumColumns) {
      row[column] += sign * sums[column];
    }
  }

  #ledger(scorecard: string, ownerSetId: number): Ledger {
    const key = `${ownerSetId}/${scorecard}`;
    let ledger = this.#ledgers.get(key);
    if (!ledger) {
      ledger = { scorecard, ownerSetId, rows: new Map() };
      this.#ledgers.set(key, ledger);
    }
    return ledger;
  }
}

/** Undefined for an entity in grace: it contributes nothing. */
function counted(
  stored: StoredEvaluation | undefined,
): StoredEvaluation | undefined {
  return stored?.inGrace ? undefined : stored;
}

function byKey({ results }: StoredEvaluation): Map<number, PackedResult> {
  return new Map(results.map(result => [result.checkKey, result]));
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
