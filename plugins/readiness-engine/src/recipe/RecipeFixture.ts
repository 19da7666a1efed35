/** The answers of a test of a recipe, and what of the recipe the tests have seen. */
import { RecipeTest } from '@team-readiness/backstage-plugin-readiness-common';
import { JsonObject, JsonValue } from '@backstage/types';
import { AskRecipe, RecipeQuestion } from './askPages';
import { Recipe } from './Recipe';
import { RecipeError } from './RecipeError';

/** What is asked in tests. */
export const testHost = 'https://host.invalid';
/** What the tests have seen. */
export class RecipeCoverage {
  readonly #missed: Map<string, string>;

  constructor(recipe: Recipe) {
    const steps = [recipe.request, ...recipe.lookups];
    this.#missed = new Map([
      // What is written out needs no test.
      ...recipe.properties
        .filter(([, { reads }]) => reads.size > 0)
        .map(([name]): [string, string] => [
          `property ${name}`,
          `no test expects a value of "${name}" other than null, "", 0, false or an empty list`,
        ]),
      ...steps.flatMap(
        ({ name, absentWhen, pages }): Array<[string, string]> => [
          ...(absentWhen.length > 0
            ? [
                [
                  `absent ${name}`,
                  `no test has an answer of absentWhen to "${name}"`,
                ] as [string, string],
              ]
            : []),
          ...(pages.items
            ? [
                [
                  `pages ${name}`,
                  `no test has a second page of "${name}" (responses)`,
                ] as [string, string],
              ]
            : []),
        ],
      ),
    ]);
  }

  see(what: string): void {
    this.#missed.delete(what);
  }

  seeFact(data: JsonObject): void {
    for (const [name, value] of Object.entries(data)) {
      const isEmpty = !value || (Array.isArray(value) && value.length === 0);
      if (!isEmpty) {
        this.see(`property ${name}`);
      }
    }
  }

  get missed(): string[] {
    return [...this.#missed.values()];
  }
}

type Answers = Pick<RecipeTest, 'status' | 'response' | 'responses'>;

/** Answers of a test, in the order in which they are asked for. */
export class RecipeFixture {
  readonly asked: string[] = [];
  readonly #left = new Map<string, Array<{ status: number; body: unknown }>>();
  readonly #test: RecipeTest;
  readonly #coverage: RecipeCoverage;
  readonly #cursors: ReadonlyMap<string, boolean>;

  constructor(recipe: Recipe, test: RecipeTest, coverage: RecipeCoverage) {
    this.#test = test;
    this.#coverage = coverage;
    this.#cursors = new Map(
      [recipe.request, ...recipe.lookups].map(({ name, pages }) => [
        name,
        pages.definition.type === 'page' || pages.definition.type === 'offset',
      ]),
    );
    this.#left.set('request', listAnswers(test));
    for (const [name, answers] of Object.entries(test.lookups)) {
      this.#left.set(
        name,
        'each' in answers
          ? answers.each.flatMap(listAnswers)
          : listAnswers(answers),
      );
    }
  }

  readonly ask: AskRecipe = async ({ step, url, accept }: RecipeQuestion) => {
    if (this.asked.length === 0 && this.#test.url !== undefined) {
      this.#checkUrl(url);
    }
    const isFirst = !this.asked.includes(step);
    this.asked.push(step);
    const answers = this.#left.get(step);
    const next = answers?.shift();
    if (!next) {
      throw new RecipeError(
        isFirst
          ? `the test has no answer to the lookup "${step}"`
          : `"${step}" is asked for another page (${pathOf(
              url,
            )}), which the test does not have`,
        ['spec', 'tests'],
      );
    }
    const { status, body } = next;
    if (accept.includes(status)) {
      this.#coverage.see(`absent ${step}`);
    }
    if (!isFirst) {
      this.#coverage.see(`pages ${step}`);
    }
    if (!accept.includes(status) && (status < 200 || status > 299)) {
      throw new RecipeError(`${step} answered ${status}.`, ['spec', 'tests']);
    }
    const { pathname } = new URL(url);
    const hasNext = (answers?.length ?? 0) > 0 && !this.#cursors.get(step);
    return {
      status,
      body: (body ?? null) as JsonValue,
      ...(hasNext
        ? {
            link: `<${pathname}?page-of-test=${this.asked.length}>; rel="next"`,
          }
        : {}),
    };
  };

  /** Answers that nobody asked for. */
  get unasked(): string[] {
    return [...this.#left]
      .filter(([, answers]) => answers.length > 0)
      .map(([step, { length }]) =>
        length === 1
          ? `an answer to "${step}" is not asked for`
          : `${length} answers to "${step}" are not asked for`,
      );
  }

  #checkUrl(url: string): void {
    const path = pathOf(url);
    if (path !== this.#test.url) {
      throw new RecipeError(
        `it asks for ${path}, but ${this.#test.url} is expected`,
        ['spec', 'tests'],
      );
    }
  }
}

/** Path and query of an address. */
function pathOf(url: string): string {
  return url.slice(new URL(url).origin.length);
}

function listAnswers({
  status,
  response,
  responses,
}: Answers): Array<{ status: number; body: unknown }> {
  return (responses ?? [response]).map(body => ({ status, body }));
}
