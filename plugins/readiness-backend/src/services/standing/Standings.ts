import {
  Area,
  Standing,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  GroupArea,
  GroupKey,
  GroupLevel,
} from '../../database/operations/reading';
import { nameLevel, ReadableScorecard } from '../reading/ReadableScorecards';
import { findMissingCheck } from './missingChecks';
import { toShare } from './toShare';

/** How many results of a check of a group have an outcome. */
interface CheckOutcome {
  key: GroupKey;
  checkKey: number | null;
  outcome: string;
  count: number;
}

/** Where the numbers of a group stand in its list; behind them those of levels, and of areas. */
const at = {
  entities: 0,
  withTarget: 1,
  onTarget: 2,
  tier1BelowTarget: 3,
  notEnoughData: 4,
  inGrace: 5,
  hidden: 6,
  runbooks: 7,
  slos: 8,
  /** Three of all areas together: passed, known, applicable. */
  overall: 9,
  levels: 12,
} as const;
const weightsOfArea = 3;

/**
 * Where entities stand, by group: the one form into which the counters and
 * the filtered rows are brought, so that all sums are made by the same code.
 * Rows are added up once; a sum of groups, of which a page has hundreds, adds lists of numbers.
 */
export class Standings {
  readonly #ladder: Array<{ level: number; name: string; place: number }>;
  readonly #areas: Array<{ area: Area; place: number }>;
  readonly #placeOfLevel: ReadonlyMap<number, number>;
  readonly #placeOfArea: ReadonlyMap<string, number>;
  readonly #size: number;
  readonly #numbers = new Map<GroupKey, Float64Array>();
  readonly #keys = new Set<GroupKey>();
  readonly #missing: { runbooks?: number; slos?: number };

  constructor(
    scorecard: ReadableScorecard,
    rows: {
      areas: readonly GroupArea[];
      levels: readonly GroupLevel[];
      outcomes: readonly CheckOutcome[];
    },
  ) {
    this.#ladder = [
      0,
      ...scorecard.active.compiled.document.spec.levels.map(rung => rung.level),
    ].map((level, index) => ({
      level,
      name: nameLevel(scorecard, level),
      place: at.levels + index,
    }));
    this.#placeOfLevel = new Map(
      this.#ladder.map(({ level, place }) => [level, place]),
    );
    const firstArea = at.levels + this.#ladder.length;
    this.#areas = scorecard.areas.map((area, index) => ({
      area,
      place: firstArea + weightsOfArea * index,
    }));
    this.#placeOfArea = new Map(
      this.#areas.map(({ area, place }) => [area, place]),
    );
    this.#size = firstArea + weightsOfArea * scorecard.areas.length;
    this.#missing = {
      runbooks: findMissingCheck(scorecard, 'runbooks')?.key,
      slos: findMissingCheck(scorecard, 'slos')?.key,
    };
    rows.levels.forEach(row => this.#addLevel(row));
    rows.areas.forEach(row => this.#addArea(row));
    rows.outcomes.forEach(row => this.#addOutcome(row));
  }

  /** Groups with at least one entity, hidden ones and those in grace included. */
  keys(): GroupKey[] {
    return [...this.#keys];
  }

  /**
   * Sums the standing of some groups.
   *
   * @param groups - each counts once, however often it is given
   */
  sum(groups: Iterable<GroupKey>): Standing {
    const sum = new Float64Array(this.#size);
    for (const key of new Set(groups)) {
      const numbers = this.#numbers.get(key);
      if (numbers) {
        for (let place = 0; place < sum.length; place += 1) {
          sum[place] += numbers[place];
        }
      }
    }
    const shareAt = (place: number) =>
      toShare({
        passed: sum[place],
        known: sum[place + 1],
        applicable: sum[place + 2],
      });
    return {
      entities: sum[at.entities],
      withTarget: sum[at.withTarget],
      onTarget: sum[at.onTarget],
      tier1BelowTarget: sum[at.tier1BelowTarget],
      notEnoughData: sum[at.notEnoughData],
      inGrace: sum[at.inGrace],
      hidden: sum[at.hidden],
      levels: this.#ladder.map(rung => ({
        level: rung.level,
        name: rung.name,
        entities: sum[rung.place],
      })),
      overall: shareAt(at.overall),
      areas: this.#areas.map(({ area, place }) => ({
        area,
        share: shareAt(place),
      })),
      missing: {
        runbooks:
          this.#missing.runbooks === undefined ? null : sum[at.runbooks],
        slos: this.#missing.slos === undefined ? null : sum[at.slos],
      },
    };
  }

  #numbersOf(key: GroupKey): Float64Array {
    let numbers = this.#numbers.get(key);
    if (!numbers) {
      numbers = new Float64Array(this.#size);
      this.#numbers.set(key, numbers);
    }
    return numbers;
  }

  #addLevel(row: GroupLevel): void {
    this.#keys.add(row.key);
    const numbers = this.#numbersOf(row.key);
    if (row.standing !== 'counted') {
      numbers[row.standing === 'hidden' ? at.hidden : at.inGrace] += row.count;
      return;
    }
    const hasTarget = row.targetLevel > 0;
    numbers[at.entities] += row.count;
    numbers[at.withTarget] += hasTarget ? row.count : 0;
    numbers[at.onTarget] += hasTarget && row.onTarget ? row.count : 0;
    numbers[at.tier1BelowTarget] +=
      row.tier === 1 && hasTarget && !row.onTarget ? row.count : 0;
    numbers[at.notEnoughData] += row.enoughData ? 0 : row.count;
    const place = this.#placeOfLevel.get(row.level);
    if (place !== undefined) {
      numbers[place] += row.count;
    }
  }

  #addArea(row: GroupArea): void {
    const numbers = this.#numbersOf(row.key);
    addWeights(numbers, at.overall, row);
    const place = this.#placeOfArea.get(row.area);
    if (place !== undefined) {
      addWeights(numbers, place, row);
    }
  }

  #addOutcome({ key, checkKey, outcome, count }: CheckOutcome): void {
    if (outcome !== 'fail' || checkKey === null) {
      return;
    }
    for (const missing of ['runbooks', 'slos'] as const) {
      if (checkKey === this.#missing[missing]) {
        this.#numbersOf(key)[at[missing]] += count;
      }
    }
  }
}

function addWeights(
  numbers: Float64Array,
  place: number,
  row: GroupArea,
): void {
  numbers[place] += row.passed;
  numbers[place + 1] += row.known;
  numbers[place + 2] += row.applicable;
}
