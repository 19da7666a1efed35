import { Standing } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  OwnerSetArea,
  OwnerSetLevel,
  OwnerSetOutcome,
  readOwnerSetAreas,
  readOwnerSetCounts,
  ScoreSelection,
} from '../../database/operations/reading';
import { nameLevel, ReadableScorecard } from '../reading/ReadableScorecards';
import { ShareWeights, toShare } from './toShare';

/** The checks behind "missing runbooks" and "missing SLOs". */
const missingChecks = { runbooks: 'runbook', slos: 'slo-defined' } as const;

/**
 * Where entities stand, by owner set: the one form into which the counters and
 * the filtered rows are brought, so that all sums are made by the same code.
 */
export class Standings {
  readonly #scorecard: ReadableScorecard;
  readonly #areas = new Map<number, OwnerSetArea[]>();
  readonly #levels = new Map<number, OwnerSetLevel[]>();
  readonly #outcomes = new Map<number, OwnerSetOutcome[]>();

  constructor(
    scorecard: ReadableScorecard,
    rows: {
      areas: OwnerSetArea[];
      levels: OwnerSetLevel[];
      outcomes: OwnerSetOutcome[];
    },
  ) {
    this.#scorecard = scorecard;
    group(rows.areas, this.#areas);
    group(rows.levels, this.#levels);
    group(rows.outcomes, this.#outcomes);
  }

  /** Owner sets of at least one entity, hidden ones and those in grace included. */
  ownerSets(): number[] {
    return [...this.#levels.keys()];
  }

  /**
   * Sums the standing of some owner sets.
   *
   * @param ownerSetIds - each counts once, however often it is given
   */
  sum(ownerSetIds: Iterable<number>): Standing {
    const sets = [...new Set(ownerSetIds)];
    const levels = sets.flatMap(id => this.#levels.get(id) ?? []);
    const counted = levels.filter(row => row.standing === 'counted');
    const count = (
      rows: OwnerSetLevel[],
      matches: (row: OwnerSetLevel) => boolean = () => true,
    ) => rows.filter(matches).reduce((sum, row) => sum + row.count, 0);

    const overall = emptyWeights();
    const byArea = new Map<string, ShareWeights>();
    for (const row of sets.flatMap(id => this.#areas.get(id) ?? [])) {
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
        runbooks: this.#countFailing(missingChecks.runbooks, sets),
        slos: this.#countFailing(missingChecks.slos, sets),
      },
    };
  }

  #countFailing(checkId: string, sets: number[]): number | null {
    const check = findMissingCheck(this.#scorecard, checkId);
    return check
      ? sets
          .flatMap(id => this.#outcomes.get(id) ?? [])
          .filter(row => row.checkKey === check.key && row.outcome === 'fail')
          .reduce((sum, row) => sum + row.count, 0)
      : null;
  }
}

/**
 * Reads where entities stand: two statements, whatever their number.
 *
 * @param selection - without the scorecard version
 */
export async function readStandings(
  knex: Knex,
  scorecard: ReadableScorecard,
  selection: Omit<ScoreSelection, 'definitionId'>,
): Promise<Standings> {
  const options = {
    ...selection,
    definitionId: scorecard.active.definitionId,
  };
  const [areas, counts] = await Promise.all([
    readOwnerSetAreas(knex, {
      ...options,
      checks: scorecard.checks
        .filter(check => check.stage === 'enforced' && check.connected)
        .map(check => ({
          checkKey: check.key,
          area: check.definition.area,
          weight: check.definition.weight,
        })),
    }),
    readOwnerSetCounts(knex, {
      ...options,
      checkKeys: Object.values(missingChecks).flatMap(
        id => findMissingCheck(scorecard, id)?.key ?? [],
      ),
    }),
  ]);
  return new Standings(scorecard, { areas, ...counts });
}

function findMissingCheck(scorecard: ReadableScorecard, id: string) {
  return scorecard.checks.find(
    check => check.definition.id === id && check.connected,
  );
}

function group<T extends { ownerSetId: number }>(
  rows: T[],
  groups: Map<number, T[]>,
): void {
  for (const row of rows) {
    const list = groups.get(row.ownerSetId);
    if (list) {
      list.push(row);
    } else {
      groups.set(row.ownerSetId, [row]);
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
