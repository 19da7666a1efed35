import { ActiveScorecard } from '../definitions/ActiveScorecards';
import { FactPlaces, factPlaces } from '../database/operations/results';

/** The facts that a scorecard reads. */
export interface ScorecardFacts {
  places: FactPlaces;
  /**
   * Those that decide each check, by key: what its expressions and `appliesTo` read, with the same of the
   * checks whose outcomes it reads, and the catalog entry, which says to what the scorecard applies and who
   * opts out. Ids of collectors, sorted.
   */
  decisive: ReadonlyMap<number, readonly string[]>;
}

/** Versions are active for long, and batches are many. */
const known = new WeakMap<ActiveScorecard, ScorecardFacts>();

/** Finds the facts that a scorecard reads, once a version. */
export function scorecardFacts(active: ActiveScorecard): ScorecardFacts {
  let facts = known.get(active);
  if (!facts) {
    facts = {
      places: factPlaces(active.compiled.factPaths.keys()),
      decisive: findDecisive(active),
    };
    known.set(active, facts);
  }
  return facts;
}

function findDecisive({
  compiled,
  checkKeys,
}: ActiveScorecard): Map<number, readonly string[]> {
  const byId = new Map(
    compiled.checks.map(check => [check.definition.id, check]),
  );
  const decisive = new Map<number, readonly string[]>();
  for (const check of compiled.checks) {
    const key = checkKeys.get(check.definition.id);
    if (key !== undefined) {
      const others = check.results.flatMap(id => byId.get(id) ?? []);
      const collectors = [check, ...others].flatMap(({ factPaths }) => [
        ...factPaths.keys(),
      ]);
      decisive.set(key, [...new Set(['catalog', ...collectors])].sort());
    }
  }
  return decisive;
}
