/**
 * A compiled recipe: addresses, bodies and expressions that can be run.
 *
 * Running an expression never throws what CEL says but a RecipeError that names the part of the
 * document; every run is bounded in time and memory (`../cel/runBudget.ts`).
 */
import {
  CollectorDocument,
  FactSchema,
  RecipeLookup,
  RecipePagination,
} from '@team-readiness/backstage-plugin-readiness-common';
import { InputError } from '@backstage/errors';
import { JsonObject, JsonValue } from '@backstage/types';
import { CelExpression, CelFailure, CelReturns } from '../cel/CelEngine';
import { recipeEngine } from '../cel/recipeEngine';
import { RecipeError } from './RecipeError';
import { listRecipeProblems, Path } from './recipeExpressions';
import { toRecipeJson } from './recipeValues';
import { UrlTemplate } from './UrlTemplate';

/** Values by variable name. */
export type RecipeVariables = Readonly<Record<string, unknown>>;

/** What helps whoever meets a failure of CEL over JSON the first time. */
function hintAt(message: string): string {
  if (message.startsWith('No such key: ')) {
    return '; what may be missing is read by .?name.orValue(…)';
  }
  return /^no such overload: .*\bdouble\b.*\bint\b|^no such overload: .*\bint\b.*\bdouble\b/.test(
    message,
  )
    ? '; numbers of JSON are doubles: write 1.0 in place of 1, and double(…) around an int'
    : '';
}

/** An expression with its place in the document. */
export class RecipePart {
  readonly #expression: CelExpression;

  constructor(
    readonly path: Path,
    source: string,
    returns: CelReturns = 'dyn',
  ) {
    this.#expression = recipeEngine.compile(source, returns);
  }

  /** Root variables that it reads. */
  get reads(): ReadonlySet<string> {
    return this.#expression.reads;
  }

  /**
   * @returns a value of CEL: ints are bigint, times Dates
   * @throws RecipeError where it has none
   */
  run(variables: RecipeVariables): unknown {
    const value = recipeEngine.run(this.#expression, variables);
    if (value instanceof CelFailure) {
      throw this.error(
        `${value.message}${hintAt(value.message)}`,
        value.position ?? undefined,
      );
    }
    return value;
  }

  /**
   * @returns the value as JSON
   * @throws RecipeError where it has none, or what is no JSON
   */
  runJson(variables: RecipeVariables): JsonValue {
    const read = toRecipeJson(this.run(variables));
    if ('problem' in read) {
      throw this.error(read.problem);
    }
    return read.value;
  }

  /**
   * @returns the items of the list that it answers, as they are
   * @throws RecipeError where it is none
   */
  runList(variables: RecipeVariables): unknown[] {
    const value = this.run(variables);
    if (!Array.isArray(value)) {
      throw this.error('it is no list');
    }
    return value;
  }

  /** An error at its place. */
  error(message: string, offset?: number): RecipeError {
    const where = this.path.slice(1).join('.');
    return new RecipeError(`${where}: ${message}`, this.path, offset);
  }
}

/** How a compiled request goes on over pages. */
export interface RecipePages {
  readonly definition: RecipePagination;
  readonly items?: RecipePart;
  readonly cursor?: RecipePart;
  readonly more?: RecipePart;
}

/** A compiled request: that of the recipe, or one of its lookups. */
export interface RecipeStep {
  /** `request`, or the name of the lookup. */
  readonly name: string;
  readonly path: Path;
  readonly method: 'GET' | 'POST';
  readonly url: UrlTemplate;
  readonly body?: RecipePart;
  readonly absentWhen: ReadonlyArray<{ status: number; when?: RecipePart }>;
  readonly pages: RecipePages;
  /** Of a lookup that is asked once for each of a list. */
  readonly forEach?: RecipePart;
}

/**
 * A recipe that can be run; immutable. Made by {@link compileRecipe}.
 *
 * @public
 */
export class Recipe {
  /** @internal */
  readonly request: RecipeStep;
  /** @internal */
  readonly lookups: readonly RecipeStep[];
  /** @internal */
  readonly rows?: RecipePart;
  /** @internal Ref of the entity of a row, or its key. */
  readonly rowKey?: RecipePart;
  /** @internal */
  readonly entityKey?: RecipePart;
  /** @internal */
  readonly properties: ReadonlyArray<[string, RecipePart]>;
  /** The fact that comes out. */
  readonly fact: FactSchema;
  /** Does the answer change by the clock alone? */
  readonly readsClock: boolean;

  /** @internal */
  constructor(
    /** What it was made of. */
    readonly document: CollectorDocument,
  ) {
    const { metadata, spec } = document;
    const { mapping } = spec;
    this.request = toStep('request', ['spec', 'request'], spec.request, {
      pagination: spec.pagination,
      at: ['spec'],
    });
    this.lookups = spec.lookups.map((lookup, i) => {
      const path = ['spec', 'lookups', i];
      return toStep(lookup.name, path, lookup, {
        pagination: lookup.pagination,
        at: path,
      });
    });
    const part = (key: 'rows' | 'entityRef' | 'rowKey' | 'entityKey') =>
      toPart(['spec', 'mapping', key], mapping[key]);
    this.rows = part('rows');
    this.rowKey = part('rowKey') ?? part('entityRef');
    this.entityKey = part('entityKey');
    this.properties = Object.entries(mapping.properties).map(
      ([name, source]) => [
        name,
        new RecipePart(['spec', 'mapping', 'properties', name], source),
      ],
    );
    this.fact = Object.freeze({
      collector: metadata.name,
      title: metadata.title,
      description: metadata.description,
      schema: spec.fact.schema as JsonObject,
      example: spec.fact.example,
    });
    this.readsClock =
      (this.rows?.reads.has('now') ?? false) ||
      this.properties.some(([, { reads }]) => reads.has('now'));
  }

  /** Is all asked at once, or each entity on its own? */
  get isBulk(): boolean {
    return this.document.spec.request.per === 'bulk';
  }
}

function toPart(
  path: Path,
  source: string | undefined,
  returns: CelReturns = 'dyn',
): RecipePart | undefined {
  return source === undefined
    ? undefined
    : new RecipePart(path, source, returns);
}

function toStep(
  name: string,
  path: Path,
  request: Pick<RecipeLookup, 'method' | 'url' | 'body' | 'absentWhen'> & {
    forEach?: string;
  },
  { pagination, at }: { pagination: RecipePagination; at: Path },
): RecipeStep {
  const compiled = UrlTemplate.compile(recipeEngine, request.url, () => []);
  if ('problem' in compiled) {
    throw new InputError(compiled.problem.message);
  }
  const pages = pagination as {
    items?: string;
    cursor?: string;
    more?: string;
  };
  const under = [...at, 'pagination'];
  return {
    name,
    path,
    method: request.method,
    url: compiled.template,
    body: toPart([...path, 'body'], request.body),
    absentWhen: request.absentWhen.map((each, i) =>
      typeof each === 'number'
        ? { status: each }
        : {
            status: each.status,
            when: toPart([...path, 'absentWhen', i, 'when'], each.when, 'bool'),
          },
    ),
    pages: {
      definition: pagination,
      items: toPart([...under, 'items'], pages.items),
      cursor: toPart([...under, 'cursor'], pages.cursor),
      more: toPart([...under, 'more'], pages.more, 'bool'),
    },
    forEach: toPart([...path, 'forEach'], request.forEach),
  };
}

/**
 * Compiles a document that passed its schema.
 *
 * @throws InputError with the first problem of an expression, after its place
 * @public
 */
export function compileRecipe(document: CollectorDocument): Recipe {
  const [problem] = listRecipeProblems(document);
  if (problem) {
    throw new InputError(`${problem.path.join('.')}: ${problem.message}`);
  }
  return new Recipe(document);
}
