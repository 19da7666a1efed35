/** From answers to facts: what a recipe says of one entity. */
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { JsonObject, JsonValue } from '@backstage/types';
import { factViolations } from '../testing/factViolations';
import { askPages, RecipeRun } from './askPages';
import { Recipe, RecipeStep, RecipeVariables } from './Recipe';
import { RecipeError } from './RecipeError';
import { toUrlText } from './recipeValues';

/**
 * What a recipe says of an entity.
 *
 * @public
 */
export type RecipeObservation =
  | { status: 'absent' }
  | { status: 'observed'; data: JsonObject };

/** Requests of one lookup about one entity. */
const maxEach = 50;

/**
 * Asks about one entity, and makes the fact.
 *
 * @throws RecipeError where the answer is not as the recipe expects it; what `run.ask` throws
 * @public
 */
export async function observeByRecipe(
  recipe: Recipe,
  entity: Entity,
  run: RecipeRun & { now: Date },
): Promise<RecipeObservation> {
  const { now } = run;
  const first = await askPages(recipe, recipe.request, { entity, now }, run);
  if (!first) {
    return { status: 'absent' };
  }
  const response = first.value;
  const lookups: Record<string, unknown> = {};
  for (const step of recipe.lookups) {
    lookups[step.name] = await askLookup(
      recipe,
      step,
      { entity, now, response, lookups: { ...lookups } },
      run,
    );
  }
  const data = mapFact(recipe, { entity, now, response, lookups });
  return { status: 'observed', data };
}

async function askLookup(
  recipe: Recipe,
  step: RecipeStep,
  variables: RecipeVariables,
  run: RecipeRun,
): Promise<unknown> {
  const { forEach } = step;
  if (!forEach) {
    return (await askPages(recipe, step, variables, run))?.value ?? null;
  }
  const list = forEach.runList(variables);
  if (list.length > maxEach) {
    throw forEach.error(`the list holds more than ${maxEach} values`);
  }
  return Promise.all(
    list.map(
      async each =>
        (await askPages(recipe, step, { ...variables, each }, run))?.value ??
        null,
    ),
  );
}

function mapFact(recipe: Recipe, variables: RecipeVariables): JsonObject {
  const data: JsonObject = {};
  for (const [name, part] of recipe.properties) {
    data[name] = part.runJson(variables);
  }
  const [violation] = factViolations(recipe.fact, data);
  if (violation !== undefined) {
    const name = /^facts\.[^.[]+\.([A-Za-z]\w*)/.exec(violation)?.[1];
    const path = ['spec', 'mapping', 'properties'];
    const isMapped = name !== undefined && Object.hasOwn(data, name);
    throw new RecipeError(
      `The mapping does not fit the fact: ${violation}`,
      isMapped ? [...path, name] : path,
    );
  }
  return data;
}

/**
 * The rows of a request for all entities.
 *
 * @public
 */
export class RecipeRows {
  readonly #recipe: Recipe;
  readonly #response: JsonValue | unknown[];
  readonly #rows: ReadonlyMap<string, unknown[]>;

  /** @internal */
  constructor(
    recipe: Recipe,
    response: JsonValue | unknown[],
    rows: ReadonlyMap<string, unknown[]>,
  ) {
    this.#recipe = recipe;
    this.#response = response;
    this.#rows = rows;
  }

  /** Refs, or keys, of what there are rows of. */
  get keys(): string[] {
    return [...this.#rows.keys()];
  }

  /**
   * The rows of an entity; none: it is absent.
   *
   * @throws RecipeError where its key cannot be read
   */
  of(entity: Entity): unknown[] {
    const { entityKey } = this.#recipe;
    if (!entityKey) {
      return this.#rows.get(stringifyEntityRef(entity)) ?? [];
    }
    const value = entityKey.run({ entity });
    const keys = (Array.isArray(value) ? value : [value]).map(toUrlText);
    return [...new Set(keys)].flatMap(key =>
      key === null ? [] : this.#rows.get(key) ?? [],
    );
  }

  /**
   * Makes the fact of an entity.
   *
   * @throws RecipeError where its rows are not as the recipe expects them
   */
  observe(entity: Entity, now: Date): RecipeObservation {
    const rows = this.of(entity);
    if (rows.length === 0) {
      return { status: 'absent' };
    }
    const readsRow = this.#recipe.properties.find(([, { reads }]) =>
      reads.has('row'),
    );
    if (rows.length > 1 && readsRow) {
      throw readsRow[1].error(
        `${rows.length} rows are about this entity, and "row" is one; read "rows"`,
      );
    }
    const data = mapFact(this.#recipe, {
      entity,
      now,
      response: this.#response,
      rows,
      ...(rows.length === 1 ? { row: rows[0] } : {}),
    });
    return { status: 'observed', data };
  }

  /** Does the mapping read more of the answer than the rows of the entity? */
  get readsAll(): boolean {
    return this.#recipe.properties.some(([, { reads }]) =>
      reads.has('response'),
    );
  }

  /** The whole answer. */
  get response(): JsonValue | unknown[] {
    return this.#response;
  }
}

/**
 * Asks once for all entities, all pages of it.
 *
 * @throws RecipeError where the answer is not as the recipe expects it; what `run.ask` throws
 * @public
 */
export async function readRecipeRows(
  recipe: Recipe,
  run: RecipeRun & { now: Date },
): Promise<RecipeRows> {
  const { now } = run;
  const { rows, rowKey, request } = recipe;
  const answer = await askPages(recipe, request, { now }, run);
  if (!answer || !rows || !rowKey) {
    throw new RecipeError('request: there is no answer', request.path);
  }
  const response = answer.value;
  const byKey = new Map<string, unknown[]>();
  for (const row of rows.runList({ response, now })) {
    // A row that names nothing is about no entity. One that cannot be read fails the run: left
    // out, its entity would look like one that the service does not know.
    const key = toUrlText(rowKey.run({ row, response }));
    if (key === null) {
      continue;
    }
    const name = recipe.entityKey ? key : key.toLocaleLowerCase('en-US');
    const known = byKey.get(name);
    if (known) {
      known.push(row);
    } else {
      byKey.set(name, [row]);
    }
  }
  return new RecipeRows(recipe, response, byKey);
}
