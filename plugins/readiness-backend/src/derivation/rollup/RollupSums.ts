import { RollupFact } from '@team-readiness/backstage-plugin-readiness-common';
import { LevelSum, OutcomeSum } from '../../database/operations/derivation';

/** Of an owner set, or of a template. */
type Scope = number | string;

/** What is summed up of one scorecard. */
export interface ScorecardSums {
  name: string;
  /** Ids of the checks that count now, by key. */
  checks: ReadonlyMap<number, string>;
  levels: readonly LevelSum[];
  outcomes: readonly OutcomeSum[];
}

/** Sums of one scorecard by scope. */
interface ScopedSums {
  name: string;
  checks: ReadonlyArray<readonly [key: number, id: string]>;
  levels: ReadonlyMap<Scope, readonly LevelSum[]>;
  outcomes: ReadonlyMap<Scope, readonly OutcomeSum[]>;
}

/** As the schema of the fact says. */
const maxChecks = 3_000;
const maxLevels = 1_000;
/** More than any tier or level, so that two numbers make one key. */
const tiersPerKey = 1_000;

/** Sums over scopes, from which the sums over any set of scopes are put together. */
export class RollupSums {
  readonly #scorecards: readonly ScopedSums[];
  readonly #entities: ReadonlyMap<
    Scope,
    ReadonlyArray<{ tier: number; entities: number }>
  >;

  /**
   * @param scorecards - In any order.
   * @param entities - Entities that count for any of them, each once.
   */
  constructor(
    scorecards: readonly ScorecardSums[],
    entities: ReadonlyArray<{ scope: Scope; tier: number; entities: number }>,
  ) {
    this.#scorecards = [...scorecards]
      .sort((a, b) => compareText(a.name, b.name))
      .map(({ name, checks, levels, outcomes }) => ({
        name,
        checks: [...checks].sort(([, a], [, b]) => compareText(a, b)),
        levels: byScope(levels),
        outcomes: byScope(outcomes),
      }));
    this.#entities = byScope(entities);
  }

  /** The fact of whoever the scopes belong to; each scope at most once. */
  toFact(scopes: readonly Scope[]): RollupFact {
    const tiers = new Map<number, number>();
    for (const scope of scopes) {
      for (const { tier, entities } of this.#entities.get(scope) ?? []) {
        add(tiers, tier, entities);
      }
    }
    const checks: RollupFact['checks'] = [];
    const levels: RollupFact['levels'] = [];
    for (const scorecard of this.#scorecards) {
      addScorecard(scorecard, scopes, { checks, levels });
    }
    const byTier = [...tiers].sort(([a], [b]) => compareTiers(a, b));
    return {
      entities: byTier.reduce((sum, [, entities]) => sum + entities, 0),
      byTier: byTier.map(([tier, entities]) => ({
        tier: toTier(tier),
        entities,
      })),
      checks: checks.slice(0, maxChecks),
      levels: levels.slice(0, maxLevels),
    };
  }
}

function addScorecard(
  { name: scorecard, ...sums }: ScopedSums,
  scopes: readonly Scope[],
  fact: Pick<RollupFact, 'checks' | 'levels'>,
): void {
  const asked = new Map<number, number>();
  const atLevel = new Map<number, number>();
  const outcomes = new Map<number, Omit<OutcomeSum, 'scope'>>();
  for (const scope of scopes) {
    for (const { tier, level, entities } of sums.levels.get(scope) ?? []) {
      add(asked, tier, entities);
      add(atLevel, level * tiersPerKey + tier, entities);
    }
    for (const row of sums.outcomes.get(scope) ?? []) {
      const key = row.checkKey * tiersPerKey + row.tier;
      const sum = outcomes.get(key);
      if (sum) {
        sum.failed += row.failed;
        sum.unanswered += row.unanswered;
        sum.exempt += row.exempt;
        sum.others += row.others;
      } else {
        outcomes.set(key, { ...row });
      }
    }
  }
  const tiers = [...asked].sort(([a], [b]) => compareTiers(a, b));
  for (const [key, check] of sums.checks) {
    for (const [tier, entities] of tiers) {
      const sum = outcomes.get(key * tiersPerKey + tier);
      const pass = entities - (sum?.others ?? 0);
      const known = pass + (sum?.failed ?? 0);
      const applicable = known + (sum?.unanswered ?? 0);
      const exempt = sum?.exempt ?? 0;
      if (applicable + exempt > 0) {
        const row = { pass, exempt, known, applicable };
        fact.checks.push({ scorecard, check, tier: toTier(tier), ...row });
      }
    }
  }
  const rows = [...atLevel].map(([key, entities]) => ({
    tier: key % tiersPerKey,
    level: Math.floor(key / tiersPerKey),
    entities,
  }));
  rows.sort((a, b) => compareTiers(a.tier, b.tier) || a.level - b.level);
  for (const { tier, level, entities } of rows) {
    fact.levels.push({ scorecard, tier: toTier(tier), level, entities });
  }
}

function byScope<Row extends { scope: Scope }>(
  rows: readonly Row[],
): Map<Scope, Row[]> {
  const scopes = new Map<Scope, Row[]>();
  for (const row of rows) {
    const list = scopes.get(row.scope);
    if (list) {
      list.push(row);
    } else {
      scopes.set(row.scope, [row]);
    }
  }
  return scopes;
}

function add(sums: Map<number, number>, key: number, count: number): void {
  sums.set(key, (sums.get(key) ?? 0) + count);
}

/** No tier is stored as 0, and comes last. */
function compareTiers(a: number, b: number): number {
  return (a || Infinity) === (b || Infinity)
    ? 0
    : (a || Infinity) - (b || Infinity);
}

function toTier(stored: number): number | null {
  return stored === 0 ? null : stored;
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
