/** The expressions of a recipe: where they stand, what they answer and what they may read. */
import {
  CollectorDocument,
  RecipeLookup,
  RecipePagination,
} from '@team-readiness/backstage-plugin-readiness-common';
import { CelCompileError, CelProblem, CelReturns } from '../cel/CelEngine';
import { recipeEngine } from '../cel/recipeEngine';
import { checkTypes, TypeEnvironment } from '../cel/types';
import {
  CelType,
  dynType,
  listOf,
  objectOf,
  timestampType,
} from '../cel/types/CelType';
import { entityType } from '../cel/types/entityType';
import {
  ScorecardProblem,
  toScorecardProblem,
} from '../definition/ScorecardProblem';
import { UrlTemplate } from './UrlTemplate';

/** Keys that lead to a place in a document. */
export type Path = Array<string | number>;

/** Variables of a part of a recipe. */
interface Scope {
  reads: readonly string[];
  /** Names below `lookups`. */
  lookups: readonly string[];
  /** Is `response` the list of the items of all pages? */
  isPaged?: boolean;
}

interface RecipeExpression extends Scope {
  path: Path;
  source: string | undefined;
  returns: CelReturns;
}

type AbsentWhen = RecipeLookup['absentWhen'];

function absentExpressions(path: Path, absent: AbsentWhen): RecipeExpression[] {
  return absent.map((each, i) => ({
    path: [...path, 'absentWhen', i, 'when'],
    source: typeof each === 'number' ? undefined : each.when,
    returns: 'bool',
    reads: ['response'],
    lookups: [],
  }));
}

function pageExpressions(
  path: Path,
  pagination: RecipePagination,
): RecipeExpression[] {
  const returns = { items: 'dyn', cursor: 'dyn', more: 'bool' } as const;
  return (['items', 'cursor', 'more'] as const).map(key => ({
    path: [...path, 'pagination', key],
    source: (pagination as Partial<Record<typeof key, string>>)[key],
    returns: returns[key],
    reads: ['response'],
    lookups: [],
  }));
}

/** Are the pages of the first answer put together? */
function isPaged({ spec }: CollectorDocument): boolean {
  return spec.pagination.type !== 'none';
}

/** What the address and the body of a lookup may read. */
function lookupScope(document: CollectorDocument, index: number): Scope {
  const lookups = document.spec.lookups.slice(0, index).map(each => each.name);
  return {
    reads: [
      'entity',
      'response',
      'now',
      ...(lookups.length > 0 ? ['lookups'] : []),
    ],
    lookups,
    isPaged: isPaged(document),
  };
}

function lookupExpressions(
  document: CollectorDocument,
  index: number,
): RecipeExpression[] {
  const { forEach, body, absentWhen, pagination } =
    document.spec.lookups[index];
  const path = ['lookups', index];
  const scope = lookupScope(document, index);
  return [
    {
      ...scope,
      path: [...path, 'forEach'],
      source: forEach,
      returns: 'dyn',
    },
    {
      ...withEach(scope, forEach),
      path: [...path, 'body'],
      source: body,
      returns: 'dyn',
    },
    ...absentExpressions(path, absentWhen),
    ...pageExpressions(path, pagination),
  ];
}

function withEach(scope: Scope, forEach: string | undefined): Scope {
  return forEach === undefined
    ? scope
    : { ...scope, reads: [...scope.reads, 'each'] };
}

function mappingExpressions(document: CollectorDocument): RecipeExpression[] {
  const { spec } = document;
  const { request, mapping } = spec;
  const lookups = spec.lookups.map(({ name }) => name);
  const isBulk = request.per === 'bulk';
  const one = (
    key: 'rows' | 'entityRef' | 'rowKey' | 'entityKey',
    returns: CelReturns,
    reads: string[],
  ): RecipeExpression => ({
    path: ['mapping', key],
    source: mapping[key],
    returns,
    reads,
    lookups: [],
  });
  return [
    one('rows', 'dyn', ['response', 'now']),
    one('entityRef', 'string', ['row', 'response']),
    one('rowKey', 'dyn', ['row', 'response']),
    one('entityKey', 'dyn', ['entity']),
    ...Object.entries(mapping.properties).map(
      ([name, source]): RecipeExpression => ({
        path: ['mapping', 'properties', name],
        source,
        returns: 'dyn',
        reads: [
          ...(isBulk ? ['row', 'rows'] : []),
          'entity',
          'response',
          'now',
          ...(lookups.length > 0 ? ['lookups'] : []),
        ],
        lookups,
      }),
    ),
  ].map(expression => ({ ...expression, isPaged: isPaged(document) }));
}

function listExpressions(document: CollectorDocument): RecipeExpression[] {
  const { request, pagination, lookups } = document.spec;
  return [
    {
      path: ['request', 'body'],
      source: request.body,
      returns: 'dyn',
      ...requestScope(document),
    },
    ...absentExpressions(['request'], request.absentWhen),
    ...pageExpressions([], pagination),
    ...lookups.flatMap((_, index) => lookupExpressions(document, index)),
    ...mappingExpressions(document),
  ].map(
    (expression): RecipeExpression => ({
      ...expression,
      returns: expression.returns as CelReturns,
      path: ['spec', ...expression.path],
    }),
  );
}

function requestScope({ spec }: CollectorDocument): Scope {
  return {
    reads: spec.request.per === 'bulk' ? ['now'] : ['entity', 'now'],
    lookups: [],
  };
}

const typeOf: Readonly<Record<string, CelType>> = {
  entity: entityType,
  now: timestampType,
};

function environmentOf(scope: Scope): TypeEnvironment {
  const { reads, lookups } = scope;
  const lookupsType = objectOf(
    Object.fromEntries(lookups.map(name => [name, dynType])),
  );
  const types: Readonly<Record<string, CelType>> = {
    ...typeOf,
    lookups: lookupsType,
    response: scope.isPaged ? listOf(dynType) : dynType,
  };
  return new Map(reads.map(name => [name, types[name] ?? dynType]));
}

/** What an expression reads and must not; then everything else that is wrong with it. */
function findProblems(
  source: string,
  returns: CelReturns,
  scope: Scope,
): CelProblem[] {
  const outside = readsOutside(source, scope);
  if (outside) {
    return [outside];
  }
  const environment = environmentOf(scope);
  return checkTypes(source, {
    engine: recipeEngine,
    environment,
    returns,
    allowsMissing: true,
  }).problems.map(withHint);
}

/**
 * What helps who sees it the first time: pages are put together before the mapping, and the
 * language wants one type of both branches, which null beside a value is not.
 */
function withHint(problem: CelProblem): CelProblem {
  const [, step] =
    /^response is a list, which has no properties such as "([^"]*)"/.exec(
      problem.message,
    ) ?? [];
  if (step !== undefined) {
    const message = `"response" is the list of the items of all pages here (pagination.items), and has no "${step}"`;
    return { ...problem, message };
  }
  const hint =
    /^Ternary branches must have the same type/.test(problem.message) ||
    /orValue\(value\) argument must be compatible/.test(problem.message)
      ? '; write dyn(null) where one of them is null'
      : '';
  return { ...problem, message: `${problem.message}${hint}` };
}

function readsOutside(source: string, { reads }: Scope): CelProblem | null {
  try {
    const compiled = recipeEngine.compile(source, 'dyn');
    const other = [...compiled.reads].find(name => !reads.includes(name));
    const known = reads.map(name => `"${name}"`).join(' and ');
    return other === undefined
      ? null
      : {
          kind: 'variable',
          message: `"${other}" is not there; it may read ${known}`,
          start: 0,
          end: source.length,
        };
  } catch (error) {
    if (error instanceof CelCompileError) {
      return null;
    }
    throw error;
  }
}

function checkUrl(path: Path, url: string, scope: Scope): ScorecardProblem[] {
  const compiled = UrlTemplate.compile(recipeEngine, url, source =>
    findProblems(source, 'dyn', scope),
  );
  return 'problem' in compiled
    ? [toScorecardProblem(['spec', ...path, 'url'], compiled.problem)]
    : [];
}

/**
 * Everything that is wrong with the expressions of a recipe; empty where it compiles. Never throws.
 */
export function listRecipeProblems(
  document: CollectorDocument,
): ScorecardProblem[] {
  const { request, lookups } = document.spec;
  return [
    ...checkUrl(['request'], request.url, requestScope(document)),
    ...lookups.flatMap(({ url, forEach }, i) =>
      checkUrl(
        ['lookups', i],
        url,
        withEach(lookupScope(document, i), forEach),
      ),
    ),
    ...listExpressions(document).flatMap(
      ({ path, source, returns, ...scope }) =>
        source === undefined
          ? []
          : findProblems(source, returns, scope).map(problem =>
              toScorecardProblem(path, problem),
            ),
    ),
  ];
}
