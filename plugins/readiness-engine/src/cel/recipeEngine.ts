/**
 * The language of recipes: from the answer of a service to a fact.
 *
 * Variables: `entity` (as the catalog serves it), `response` (the answer as
 * JSON), `lookups` (the answers to further requests, by name), `each` (what one
 * of those is asked for), `row` and `rows` (of an answer for all entities) and
 * `now`. Anything may be in an answer, so those have no type; its numbers are
 * doubles.
 */
import { CelEngine } from './CelEngine';
import {
  findLiteralProblem,
  registerCheckFunctions,
} from './functions/checkFunctions';
import { registerRecipeFunctions } from './functions/recipeFunctions';
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
      lookups: 'map',
      each: 'dyn',
      row: 'dyn',
      rows: 'dyn',
      now: 'google.protobuf.Timestamp',
    },
    optionalTypes: true,
    shadowing: false,
    register(environment) {
      registerCheckFunctions(environment);
      registerRecipeFunctions(environment);
    },
    findLiteralProblem,
  });
}

/** The engine for recipes; it holds no state between runs. */
export const recipeEngine = createRecipeEngine();
