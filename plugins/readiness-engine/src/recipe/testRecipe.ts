/**
 * Runs the tests of a recipe: what the service answers stands in the document, and the fact that
 * comes out is compared with the one that is expected. Nothing is asked of anybody.
 */
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { RecipeTest } from '@team-readiness/backstage-plugin-readiness-common';
import { JsonObject, JsonValue } from '@backstage/types';
import { canonicalJson } from '../definition/contentHash';
import { observeByRecipe, readRecipeRows } from './observeRecipe';
import { Recipe } from './Recipe';
import { RecipeError } from './RecipeError';
import { RecipeCoverage, RecipeFixture, testHost } from './RecipeFixture';

/**
 * What became of one test.
 *
 * @public
 */
export interface RecipeTestResult {
  name: string;
  /** Position in `spec.tests`. */
  index: number;
  passed: boolean;
  /** One sentence each; empty where it passed. */
  problems: string[];
}

/**
 * What became of the tests of a recipe.
 *
 * @public
 */
export interface RecipeTestReport {
  /** Name of the recipe. */
  collector: string;
  tests: RecipeTestResult[];
  failed: number;
  /** What no test looks at, one sentence each; empty where all of the recipe is tested. */
  missed: string[];
}

const maxProblems = 10;

/** An entity of a test: what is left out is filled in. */
function toEntity(given: JsonObject | undefined, recipe: Recipe): Entity {
  const { metadata, ...rest } = given ?? {};
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kindOf(recipe),
    spec: {},
    ...rest,
    metadata: {
      name: 'example',
      namespace: 'default',
      ...(metadata as object),
    },
  } as Entity;
}

function kindOf(recipe: Recipe): string {
  const { target } = recipe.document.spec;
  const kind =
    typeof target === 'object' && 'kind' in target ? target.kind : undefined;
  return typeof kind === 'string' ? kind : 'Component';
}

/** Runs the recipe over the answers of a test. */
async function runTest(
  recipe: Recipe,
  test: RecipeTest,
  fixture: RecipeFixture,
): Promise<JsonObject | null> {
  const run = { ask: fixture.ask, base: testHost, now: new Date(test.now) };
  if (!recipe.isBulk) {
    const entity = toEntity(test.entity, recipe);
    const observation = await observeByRecipe(recipe, entity, run);
    return observation.status === 'observed' ? observation.data : null;
  }
  const rows = await readRecipeRows(recipe, run);
  const entities = recipe.entityKey
    ? (test.entities ?? []).map(entity => toEntity(entity, recipe))
    : rows.keys.map(toNamedEntity);
  const facts: JsonObject = {};
  for (const entity of entities) {
    const observation = rows.observe(entity, run.now);
    if (observation.status === 'observed') {
      facts[stringifyEntityRef(entity)] = observation.data;
    }
  }
  return facts;
}

function toNamedEntity(ref: string): Entity {
  const [, kind, namespace, name] =
    /^([^:/]+):([^:/]+)\/([^:/]+)$/.exec(ref) ?? [];
  if (name === undefined) {
    throw new RecipeError(
      `mapping.entityRef: "${ref}" is no entity ref, such as component:default/shop`,
      ['spec', 'mapping', 'entityRef'],
    );
  }
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace },
  };
}

function write(value: JsonValue | undefined): string {
  const text = value === undefined ? 'nothing' : canonicalJson(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** Where two values differ, the path first. */
function differences(
  actual: JsonValue | undefined,
  expected: JsonValue | undefined,
  path: string,
): string[] {
  if (canonicalJson(actual ?? null) === canonicalJson(expected ?? null)) {
    return [];
  }
  const isMap = (value: unknown): value is JsonObject =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isMap(actual) && isMap(expected)) {
    return [
      ...new Set([...Object.keys(expected), ...Object.keys(actual)]),
    ].flatMap(key => differences(actual[key], expected[key], `${path}.${key}`));
  }
  return [`${path} is ${write(actual)}, but ${write(expected)} is expected`];
}

/** What differs between a test and what came out of it. */
async function judge(
  recipe: Recipe,
  test: RecipeTest,
  coverage: RecipeCoverage,
): Promise<string[]> {
  const fixture = new RecipeFixture(recipe, test, coverage);
  let data: JsonObject | null;
  try {
    data = await runTest(recipe, test, fixture);
  } catch (error) {
    if (!(error instanceof RecipeError)) {
      throw error;
    }
    const { message } = error;
    if (test.expectError === undefined) {
      return [message];
    }
    return message.includes(test.expectError)
      ? []
      : [`it fails with "${message}", but "${test.expectError}" is expected`];
  }
  const { name } = recipe.document.metadata;
  if (test.expectError !== undefined) {
    return [`it does not fail, but "${test.expectError}" is expected`];
  }
  if (data === null || test.expectAbsent) {
    const isExpected = data === null && test.expectAbsent;
    return [
      ...(isExpected
        ? []
        : [
            data === null
              ? 'the entity is absent, but a fact is expected'
              : 'there is a fact, but the entity is expected to be absent',
          ]),
      ...fixture.unasked,
    ];
  }
  for (const fact of recipe.isBulk ? Object.values(data) : [data]) {
    coverage.seeFact(fact as JsonObject);
  }
  return [
    ...differences(
      data,
      test.expect,
      recipe.isBulk ? 'facts' : `facts.${name}`,
    ),
    ...fixture.unasked,
  ];
}

/**
 * Runs all tests of a recipe. Never throws for what a test says.
 *
 * @public
 */
export async function testRecipe(recipe: Recipe): Promise<RecipeTestReport> {
  const coverage = new RecipeCoverage(recipe);
  const tests: RecipeTestResult[] = [];
  for (const [index, test] of recipe.document.spec.tests.entries()) {
    const problems = await judge(recipe, test, coverage);
    tests.push({
      name: test.name,
      index,
      passed: problems.length === 0,
      problems: problems.slice(0, maxProblems),
    });
  }
  return {
    collector: recipe.document.metadata.name,
    tests,
    failed: tests.filter(({ passed }) => !passed).length,
    missed: coverage.missed,
  };
}
