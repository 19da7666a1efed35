import { Standing } from '@team-readiness/backstage-plugin-readiness-common';
import {
  GroupArea,
  GroupKey,
  GroupLevel,
} from '../../database/operations/reading';
import { nameLevel, ReadableScorecard } from '../reading/ReadableScorecards';
import { MissingCheck, findMissingCheck } from './missingChecks';
import { ShareWeights, toShare } from './toShare';

/** How many results of a check of a group have an outcome. */
interface CheckOutcome {
  key: GroupKey;
  checkKey: number | null;
  outcome: string;
  count: number;
}

/**
 * Where entities stand, by group: the one form into which the counters and
 * the filtered rows are brought, so that all sums are made by the same code.
 */
export class Standings {
  readonly #scorecard: ReadableScorecard;
  readonly #areas = new Map<GroupKey, GroupArea[]>();
  readonly #levels = new Map<GroupKey, GroupLevel[]>();
  readonly #outcomes = new Map<GroupKey, CheckOutcome[]>();

  constructor(
    scorecard: ReadableScorecard,
    rows: {
      areas: readonly GroupArea[];
      levels: readonly GroupLevel[];
      outcomes: readonly CheckOutcome[];
    },
  ) {
    this.#scorecard = scorecard;
    group(rows.areas, this.#areas);
    group(rows.levels, this.#levels);
    group(rows.outcomes, this.#outcomes);
  }

  /** Groups with at least one entity, hidden ones and those in grace included. */
  keys(): GroupKey[] {
    return [...this.#levels.keys()];
  }

  /**
   * Sums the standing of some groups.
   *
   * @param groups - each counts once, however often it is given
   */
  sum(groups: Iterable<GroupKey>): Standing {
    const keys = [...new Set(groups)];
    const levels = keys.flatMap(key => this.#levels.get(key) ?? []);
    const counted = levels.filter(row => row.standing === 'counted');
    const count = (
      rows: GroupLevel[],
      matches: (row: GroupLevel) => boolean = () => true,
    ) => rows.filter(matches).reduce((sum, row) => sum + row.count, 0);

    const overall = emptyWeights();
    const byArea = new Map<string, ShareWeights>();
    for (const row of keys.flatMap(key => this.#areas.get(key) ?? [])) {
      add(overall, row);
      const weights = byArea.get(row.area) ?? emptyWeights();
      byArea.set(row.area, weights);
      add(weights, row);
    }
    return {
      entities: count(counted),
      withTarget: count(counted, row => row.targetLevel > 0),
      onTarget: count(counted, row => row.targetLevel > 0 && row.onTarget),
      tier1BelowTarget: count(
        counted,
        row => row.tier === 1 && row.targetLevel > 0 && !row.onTarget,
      ),
      notEnoughData: count(counted, row => !row.enoughData),
      inGrace: count(levels, row => row.standing === 'in-grace'),
      hidden: count(levels, row => row.standing === 'hidden'),
      levels: [
        0,
        ...this.#scorecard.active.compiled.document.spec.levels.map(
          rung => rung.level,
        ),
      ].map(level => ({
        level,
        name: nameLevel(this.#scorecard, level),
        entities: count(counted, row => row.level === level),
      })),
      overall: toShare(overall),
      areas: this.#scorecard.areas.map(area => ({
        area,
        share: toShare(byArea.get(area) ?? emptyWeights()),
      })),
      missing: {
        runbooks: this.#countFailing('runbooks', keys),
        slos: this.#countFailing('slos', keys),
      },
    };
  }

  #countFailing(missing: MissingCheck, keys: GroupKey[]): number | null {
    const check = findMissingCheck(this.#scorecard, missing);
    return check
      ? keys
          .flatMap(key => this.#outcomes.get(key) ?? [])
          .filter(row => row.checkKey === check.key && row.outcome === 'fail')
          .reduce((sum, row) => sum + row.count, 0)
      : null;
  }
}

function group<T extends { key: GroupKey }>(
  rows: readonly T[],
  groups: Map<GroupKey, T[]>,
): void {
  for (const row of rows) {
    const list = groups.get(row.key);
    if (list) {
      list.push(row);
    } else {
      groups.set(row.key, [row]);
    }
  }
}

function emptyWeights(): ShareWeights {
  return { passed: 0, known: 0, applicable: 0 };
}

function add(sum: ShareWeights, weights: ShareWeights): void {
  sum.passed += weights.passed;
  sum.known += weights.known;
  sum.applicable += weights.applicable;
}
