/**
 * From a `Collector` document of the right form to a recipe: what the schema
 * cannot say is checked here. Its expressions are compiled, not run.
 */
import {
  CollectorDocument,
  FactSchema,
  factSchemas,
  isRecipe,
  PushedCollectorDocument,
} from '@team-readiness/backstage-plugin-readiness-common';
import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { listRecipeProblems } from '../recipe/recipeExpressions';
import { CompiledCollector } from './CompiledCollector';
import { canonicalJson, contentHash } from './contentHash';
import { ScorecardProblem } from './ScorecardProblem';

type Path = Array<string | number>;

/** What tests expect of a recipe. */
function checkTests(
  document: CollectorDocument | PushedCollectorDocument,
  check: (path: Path, data: unknown) => ScorecardProblem[],
): ScorecardProblem[] {
  if (!isRecipe(document)) {
    return [];
  }
  const { request, tests } = document.spec;
  return tests.flatMap(({ expect }, i) => {
    const path = ['spec', 'tests', i, 'expect'];
    if (expect === undefined) {
      return [];
    }
    return request.per === 'bulk'
      ? Object.entries(expect).flatMap(([ref, data]) =>
          check([...path, ref], data),
        )
      : check(path, expect);
  });
}

/** Does data fit the schema of the fact? The documents of tests are held to it as well. */
function checkData(
  document: CollectorDocument | PushedCollectorDocument,
): ScorecardProblem[] {
  const { fact } = document.spec;
  let type: z.ZodType;
  try {
    type = z.fromJSONSchema(fact.schema as z.core.JSONSchema.JSONSchema);
  } catch (error) {
    const message = `cannot be read as JSON Schema: ${
      (error as Error).message
    }`;
    return [{ path: ['spec', 'fact', 'schema'], offset: 0, message }];
  }
  const check = (path: Path, data: unknown): ScorecardProblem[] => {
    const issue = type.safeParse(data).error?.issues[0];
    return issue
      ? [
          {
            path: [...path, ...issue.path.map(key => key as string | number)],
            offset: 0,
            message: `does not fit spec.fact.schema: ${issue.message}`,
          },
        ]
      : [];
  };
  return [
    ...check(['spec', 'fact', 'example'], fact.example),
    ...checkTests(document, check),
  ];
}

function toFact({
  metadata,
  spec,
}: CollectorDocument | PushedCollectorDocument): FactSchema {
  return Object.freeze({
    collector: metadata.name,
    title: metadata.title,
    description: metadata.description,
    schema: spec.fact.schema as JsonObject,
    example: spec.fact.example,
  });
}

/** A schema without what is only said to readers. */
function withoutWords(schema: unknown): unknown {
  if (Array.isArray(schema)) {
    return schema.map(withoutWords);
  }
  return typeof schema === 'object' && schema !== null
    ? Object.fromEntries(
        Object.entries(schema).flatMap(([key, value]) =>
          // A property of that name holds a schema, not a text.
          key === 'description' && typeof value === 'string'
            ? []
            : [[key, withoutWords(value)]],
        ),
      )
    : schema;
}

/**
 * The fact that Readiness describes itself and that the document observes, if it does. The schema
 * has to be the same: checks were written against it.
 */
function findDescribed(
  document: CollectorDocument | PushedCollectorDocument,
  known: readonly FactSchema[],
): FactSchema | undefined {
  const { name } = document.metadata;
  const described = isRecipe(document)
    ? factSchemas.find(({ collector }) => collector === name)
    : undefined;
  const isSame =
    described &&
    canonicalJson(withoutWords(described.schema)) ===
      canonicalJson(withoutWords(document.spec.fact.schema));
  return isSame ? known.find(({ collector }) => collector === name) : undefined;
}

function isDescribed(
  document: CollectorDocument | PushedCollectorDocument,
): boolean {
  const { name } = document.metadata;
  return (
    isRecipe(document) &&
    factSchemas.some(({ collector }) => collector === name)
  );
}

/**
 * Compiles a document that passed the schema.
 *
 * @param known - facts that are there already; a recipe takes the name of one only where Readiness
 *   describes it, and with its schema
 * @returns the recipe, or every problem that was found
 */
export function compileCollector(
  document: CollectorDocument | PushedCollectorDocument,
  known: readonly FactSchema[],
): { collector: CompiledCollector } | { problems: ScorecardProblem[] } {
  const { name } = document.metadata;
  const described = findDescribed(document, known);
  const isTaken =
    !described && known.some(({ collector }) => collector === name);
  const problems = [
    ...(isTaken
      ? [
          {
            path: ['metadata', 'name'],
            offset: 0,
            message: isDescribed(document)
              ? `there already is a fact "${name}" with another schema; leave spec.fact out to observe that one`
              : `there already is a fact "${name}", which another collector observes`,
          },
        ]
      : []),
    ...(isRecipe(document) ? listRecipeProblems(document) : []),
    ...checkData(document),
  ];
  return problems.length > 0
    ? { problems }
    : {
        collector: Object.freeze({
          name,
          document,
          contentHash: contentHash(document),
          fact: described ?? toFact(document),
        }),
      };
}
