/**
 * Asks for an answer page by page, and puts the pages together. Who asks is given, so that tests
 * and the network take the same way.
 *
 * All pages or none: a page that fails, comes twice or lies beyond the limit is an error, since
 * half a list would look like one from which things were removed.
 */
import { JsonValue } from '@backstage/types';
import { canonicalJson } from '../definition/contentHash';
import { Recipe, RecipeStep, RecipeVariables } from './Recipe';
import { RecipeError } from './RecipeError';
import { toUrlText } from './recipeValues';

/**
 * One request of a recipe.
 *
 * @public
 */
export interface RecipeQuestion {
  /** `request`, or the name of the lookup that asks. */
  step: string;
  method: 'GET' | 'POST';
  /** Absolute. */
  url: string;
  body?: JsonValue;
  /** Statuses that are answers, beside 200 to 299. */
  accept: readonly number[];
}

/**
 * What came back.
 *
 * @public
 */
export interface RecipeAnswer {
  status: number;
  /** JSON; null where an answer of a status beyond 299 is none. */
  body: JsonValue;
  /** The header `Link`, if there is one. */
  link?: string;
}

/**
 * Asks once. What it throws is what the recipe throws.
 *
 * @public
 */
export type AskRecipe = (question: RecipeQuestion) => Promise<RecipeAnswer>;

/** How a recipe is run. @public */
export interface RecipeRun {
  ask: AskRecipe;
  /** `https://host:port/path` of the host that `request.host` names, without a `/` at its end. */
  base: string;
}

/** Items of all pages together. */
const maxItems = 100_000;

/** @returns the answer, of several pages the list of all their items; null where there is nothing */
export async function askPages(
  recipe: Recipe,
  step: RecipeStep,
  variables: RecipeVariables,
  run: RecipeRun,
): Promise<{ value: JsonValue | unknown[] } | null> {
  const { definition, items } = step.pages;
  let url = firstUrl(recipe, step, variables, run);
  const body = step.body?.runJson(variables);
  if (definition.type === 'none' || !items) {
    const answer = await askOnce(step, url, body, run);
    return answer && { value: answer.body };
  }
  const found: unknown[] = [];
  const seen = new Set<string>();
  let previous = '';
  for (let page = 1; ; page += 1) {
    if (seen.has(url)) {
      throw stepError(step, 'the pages go round: the same one is next again');
    }
    seen.add(url);
    const answer = await askOnce(step, url, body, run);
    if (!answer) {
      if (page === 1) {
        return null;
      }
      throw stepError(step, `page ${page} is not there`);
    }
    const list = items.runList({ response: answer.body });
    const text = list.length > 0 ? canonicalJson(list.slice(0, 100)) : '';
    if (text !== '' && text === previous) {
      throw stepError(
        step,
        'two pages are the same: does it take the parameter of the page?',
      );
    }
    previous = text;
    for (const item of list) {
      found.push(item);
    }
    if (found.length > maxItems) {
      throw stepError(step, `there are more than ${maxItems} items`);
    }
    const next = nextUrl(step, url, answer, {
      page,
      count: list.length,
      total: found.length,
    });
    if (next === null) {
      return { value: found };
    }
    if (page >= definition.maxPages) {
      throw stepError(
        step,
        `there are more than ${definition.maxPages} pages (pagination.maxPages)`,
      );
    }
    url = next;
  }
}

function stepError(step: RecipeStep, message: string): RecipeError {
  const where = step.path.slice(1).join('.');
  return new RecipeError(`${where}: ${message}`, step.path);
}

function firstUrl(
  recipe: Recipe,
  step: RecipeStep,
  variables: RecipeVariables,
  { base }: RecipeRun,
): string {
  const rendered = step.url.render(
    variables,
    recipe.request.url.origin ?? base,
  );
  if ('problem' in rendered) {
    const path = [...step.path, 'url'];
    throw new RecipeError(
      `${path.slice(1).join('.')}: ${rendered.problem}`,
      path,
      rendered.offset,
    );
  }
  const { definition } = step.pages;
  switch (definition.type) {
    case 'page':
      return withParameter(
        rendered.url,
        definition.parameter,
        String(definition.first),
      );
    case 'offset':
      return withParameter(rendered.url, definition.parameter, '0');
    default:
      return rendered.url;
  }
}

/** An address with one query parameter set, others as they are. */
function withParameter(url: string, name: string, value: string): string {
  const [path, query = ''] = url.split('?');
  const others = query
    .split('&')
    .filter(part => part !== '' && part.split('=')[0] !== name);
  return `${path}?${[...others, `${name}=${encodeURIComponent(value)}`].join(
    '&',
  )}`;
}

/** @returns null where the service says that there is nothing */
async function askOnce(
  step: RecipeStep,
  url: string,
  body: JsonValue | undefined,
  { ask }: RecipeRun,
): Promise<RecipeAnswer | null> {
  const { name, method, absentWhen } = step;
  const answer = await ask({
    step: name,
    method,
    url,
    ...(body === undefined ? {} : { body }),
    accept: [...new Set(absentWhen.map(({ status }) => status))],
  });
  if (answer.status >= 200 && answer.status <= 299) {
    return answer;
  }
  const isAbsent = absentWhen.some(
    ({ status, when }) =>
      status === answer.status &&
      (when === undefined || isTrue(() => when.run({ response: answer.body }))),
  );
  if (!isAbsent) {
    throw stepError(step, `it answered ${answer.status}`);
  }
  return null;
}

/** An answer of another form than the one that says so does not say so. */
function isTrue(run: () => unknown): boolean {
  try {
    return run() === true;
  } catch (error) {
    if (error instanceof RecipeError) {
      return false;
    }
    throw error;
  }
}

function nextUrl(
  step: RecipeStep,
  url: string,
  answer: RecipeAnswer,
  { page, count, total }: { page: number; count: number; total: number },
): string | null {
  const { definition, cursor, more } = step.pages;
  const response = { response: answer.body };
  switch (definition.type) {
    case 'link-header':
      return nextLink(step, url, answer.link);
    case 'cursor': {
      const value = cursor?.run(response);
      if (value === null || value === '') {
        return null;
      }
      const mark = toUrlText(value);
      if (mark === null || mark.length > 2_000) {
        throw stepError(step, 'the mark of the next page is no text');
      }
      return withParameter(url, definition.parameter, mark);
    }
    case 'page':
    case 'offset': {
      const isLast = count === 0 || (more && more.run(response) === false);
      const next = definition.type === 'page' ? definition.first + page : total;
      return isLast
        ? null
        : withParameter(url, definition.parameter, String(next));
    }
    default:
      return null;
  }
}

/** The target of `rel="next"` of a header `Link` (RFC 8288); only on the same host. */
function nextLink(
  step: RecipeStep,
  current: string,
  header: string | undefined,
): string | null {
  const target = findNext((header ?? '').slice(0, 20_000));
  if (target === null) {
    return null;
  }
  let next: URL;
  try {
    next = new URL(target, current);
  } catch {
    throw stepError(step, 'the next page of the header Link has no address');
  }
  next.hash = '';
  if (next.origin !== new URL(current).origin || next.username !== '') {
    throw stepError(step, 'the next page is on another host');
  }
  return next.href;
}

function findNext(header: string): string | null {
  for (const link of header.matchAll(/<([^<>]*)>([^<]*)/g)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(link[2]);
    const names = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/);
    if (names.includes('next')) {
      return link[1];
    }
  }
  return null;
}
