/**
 * The language of the conditions of checks.
 *
 * Variables: `entity` (as the catalog serves it), `facts` (by collector id),
 * `owner` (the fact `readiness/owner`), `params` (of the scorecard), `results`
 * (outcomes of checks of a lower stratum, by id) and `now` (the beginning of the
 * current day, UTC). Numbers in them are CEL doubles.
 *
 * Functions beside the standard ones and those on texts: `checkFunctions`.
 */
import { CelEngine } from './CelEngine';
import { CelLimits } from './expressionGuard';
import {
  findLiteralProblem,
  registerCheckFunctions,
} from './functions/checkFunctions';
import { GuardedCelEngine } from './GuardedCelEngine';

/** What a condition may cost. */
export const checkLimits: CelLimits = {
  maxLength: 4_000,
  maxNodes: 500,
  maxDepth: 40,
  maxLoops: 2,
  maxBinds: 3,
};

/** Creates the engine for the conditions of checks. */
export function createCheckEngine(): CelEngine {
  return new GuardedCelEngine({
    limits: checkLimits,
    variables: {
      entity: 'map',
      facts: 'map',
      owner: 'map',
      params: 'map',
      results: 'map',
      now: 'google.protobuf.Timestamp',
    },
    optionalTypes: false,
    shadowing: false,
    register(environment) {
      registerCheckFunctions(environment);
    },
    findLiteralProblem,
  });
}

/** The engine for the conditions of checks; it holds no state between runs. */
export const checkEngine = createCheckEngine();
