/**
 * From a `Collector` document of the right form to a recipe: what the schema
 * cannot say is checked here. Its expressions are compiled, not run.
 */
import {
  CollectorDocument,
  FactSchema,
  isRecipe,
  PushedCollectorDocument,
} from '@team-readiness/backstage-plugin-readiness-common';
import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { CelCompileError, CelReturns } from '../cel/CelEngine';
import { recipeEngine } from '../cel/recipeEngine';
import { MessageTemplate } from '../explanation/MessageTemplate';
import { CompiledCollector } from './CompiledCollector';
import { contentHash } from './contentHash';
import { ScorecardProblem, toScorecardProblem } from './ScorecardProblem';

type Path = Array<string | number>;

/** An expression of a recipe: where it stands, what it has to answer and what it may read. */
interface RecipeExpression {
  path: Path;
  source: string | undefined;
  returns: CelReturns;
  reads: readonly string[];
}

function listExpressions({ spec }: CollectorDocument): RecipeExpression[] {
  const { request, pagination, mapping } = spec;
  const isBulk = request.per === 'bulk';
  const ofEntity = isBulk ? [] : ['entity'];
  const ofRow = isBulk ? ['row'] : ['entity'];
  return [
    {
      path: ['request', 'body'],
      source: request.body,
      returns: 'dyn' as const,
      reads: ofEntity,
    },
    ...(['items', 'cursor'] as const).map(key => ({
      path: ['pagination', key],
      source: (pagination as { items?: string; cursor?: string })[key],
      returns: 'dyn' as const,
      reads: ['response'],
    })),
    {
      path: ['mapping', 'rows'],
      source: mapping.rows,
      returns: 'dyn' as const,
      reads: ['response'],
    },
    {
      path: ['mapping', 'entityRef'],
      source: mapping.entityRef,
      returns: 'string' as const,
      reads: ['row', 'response'],
    },
    ...Object.entries(mapping.properties).map(([name, source]) => ({
      path: ['mapping', 'properties', name],
      source,
      returns: 'dyn' as const,
      reads: [...ofRow, 'response', 'now'],
    })),
  ].map(expression => ({ ...expression, path: ['spec', ...expression.path] }));
}

/** What an expression or a text reads and must not. */
function checkReads(
  path: Path,
  reads: Iterable<string>,
  allowed: readonly string[],
): ScorecardProblem[] {
  const other = [...reads].find(name => !allowed.includes(name));
  const known = allowed.map(name => `"${name}"`).join(' and ') || 'no values';
  return other === undefined
    ? []
    : [
        {
          path,
          offset: 0,
          message: `"${other}" is not there; it may read ${known}`,
        },
      ];
}

function checkExpression(expression: RecipeExpression): ScorecardProblem[] {
  const { path, source, returns, reads } = expression;
  if (source === undefined) {
    return [];
  }
  try {
    const compiled = recipeEngine.compile(source, returns);
    return checkReads(path, compiled.reads, reads);
  } catch (error) {
    if (!(error instanceof CelCompileError)) {
      throw error;
    }
    return [toScorecardProblem(path, error.problem)];
  }
}

function checkUrl({ spec }: CollectorDocument): ScorecardProblem[] {
  const path = ['spec', 'request', 'url'];
  const compiled = MessageTemplate.compile(recipeEngine, spec.request.url);
  return 'problem' in compiled
    ? [toScorecardProblem(path, compiled.problem)]
    : checkReads(
        path,
        compiled.template.reads,
        spec.request.per === 'bulk' ? [] : ['entity'],
      );
}

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

/**
 * Compiles a document that passed the schema.
 *
 * @param known - facts that are there already; a recipe cannot take the name of one
 * @returns the recipe, or every problem that was found
 */
export function compileCollector(
  document: CollectorDocument | PushedCollectorDocument,
  known: readonly FactSchema[],
): { collector: CompiledCollector } | { problems: ScorecardProblem[] } {
  const { name } = document.metadata;
  const isTaken = known.some(({ collector }) => collector === name);
  const problems = [
    ...(isTaken
      ? [
          {
            path: ['metadata', 'name'],
            offset: 0,
            message: `there already is a fact "${name}", which another collector observes`,
          },
        ]
      : []),
    ...(isRecipe(document)
      ? [
          ...checkUrl(document),
          ...listExpressions(document).flatMap(checkExpression),
        ]
      : []),
    ...checkData(document),
  ];
  return problems.length > 0
    ? { problems }
    : {
        collector: Object.freeze({
          name,
          document,
          contentHash: contentHash(document),
          fact: toFact(document),
        }),
      };
}
