/**
 * The language of recipes: from the answer of a service to a fact.
 *
 * Variables: `entity` (as the catalog serves it), `response` (the answer as
 * JSON), `row` (one row of it, where a request is for all entities) and `now`.
 * Anything may be in an answer, so `response` and `row` have no type.
 */
import { CelEngine } from './CelEngine';
import {
  findLiteralProblem,
  registerCheckFunctions,
} from './functions/checkFunctions';
import { GuardedCelEngine } from './GuardedCelEngine';

/** Creates the engine for the expressions of `Collector` documents. */
function createRecipeEngine(): CelEngine {
  return new GuardedCelEngine({
    limits: {
      maxLength: 4_000,
      maxNodes: 500,
      maxDepth: 40,
      maxLoops: 2,
      maxBinds: 3,
    },
    variables: {
      entity: 'map',
      response: 'dyn',
      row: 'dyn',
      now: 'google.protobuf.Timestamp',
    },
    optionalTypes: true,
    shadowing: false,
    register(environment) {
      registerCheckFunctions(environment);
    },
    findLiteralProblem,
  });
}

/** The engine for recipes; it holds no state between runs. */
export const recipeEngine = createRecipeEngine();
