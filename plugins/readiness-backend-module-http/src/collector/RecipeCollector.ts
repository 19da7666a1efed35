/**
 * A collector that runs a recipe.
 *
 * - Per entity: some entities are asked about at the same time. An error of one is its own; where
 *   the source wants to be left alone, the entities that are left are deferred.
 * - Bulk: all pages are read once when a run opens. A page that fails fails the run, so that no
 *   fact changes by half a list; an entity without a row is absent.
 * - A fact is unchanged where the answers, the entity and the document are those it was made of.
 */
import { createHash } from 'node:crypto';
import { FilterPredicate } from '@backstage/filter-predicates';
import { HumanDuration, JsonObject, JsonValue } from '@backstage/types';
import {
  CollectorDocument,
  readMinutes,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  compileRecipe,
  observeByRecipe,
  readRecipeRows,
  Recipe,
  RecipeObservation,
  RecipeRows,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  Observation,
  RequestBudget,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import { HttpConfig } from '../config';
import { OnExchange, RecipeSource } from './RecipeSource';

/** Entities that are asked about at the same time. */
const concurrency = 4;

type CollectOptions = { signal: AbortSignal };

function digest(...parts: unknown[]): string {
  const hash = createHash('sha256');
  for (const part of parts) {
    hash.update(JSON.stringify(part) ?? 'undefined');
    hash.update('\n');
  }
  return hash.digest('hex');
}

/** @see RecipeCollector.ts @public */
export class RecipeCollector implements Collector {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly target: FilterPredicate;
  readonly schema: JsonObject;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly version: string;
  readonly #recipe: Recipe;
  readonly #source: RecipeSource;

  /**
   * @param document - read and validated
   * @param onExchange - told of each request, without secrets
   * @throws InputError where it does not compile, or may not ask its host as the configuration
   *   stands
   */
  constructor(
    document: CollectorDocument,
    config: HttpConfig,
    onExchange?: OnExchange,
  ) {
    const { metadata, spec } = document;
    this.#recipe = compileRecipe(document);
    this.#source = new RecipeSource(document, config, onExchange);
    this.id = metadata.name;
    this.title = metadata.title;
    this.description = metadata.description;
    this.target = spec.target;
    this.schema = this.#recipe.fact.schema;
    this.frequency = { minutes: readMinutes(spec.frequency) };
    this.timeToLive = { minutes: readMinutes(spec.timeToLive) };
    this.version = digest(document);
  }

  async open({
    now,
    signal,
    budget,
  }: Parameters<Collector['open']>[0]): Promise<CollectionRun> {
    if (!this.#recipe.isBulk) {
      return {
        collect: (targets, options) =>
          this.#collectEach(targets, { ...options, now, budget }),
      };
    }
    const rows = await readRecipeRows(this.#recipe, {
      ask: this.#source.asker({ signal, budget }),
      base: this.#source.base,
      now,
    });
    const whole = rows.readsAll ? digest(rows.response) : '';
    return {
      collect: async targets =>
        targets.map(target => this.#fromRows(target, rows, { now, whole })),
    };
  }

  /** Closes connections. A collector that is not used any more closes them by itself after a while. */
  close(): Promise<void> {
    return this.#source.close();
  }

  async #collectEach(
    targets: readonly CollectionTarget[],
    options: CollectOptions & { now: Date; budget?: RequestBudget },
  ): Promise<Observation[]> {
    const observations: Observation[] = [];
    const left = [...targets];
    let until: Date | undefined;
    const work = async () => {
      for (
        let target = left.shift();
        target !== undefined;
        target = left.shift()
      ) {
        const { entityRef } = target;
        if (until) {
          observations.push({ entityRef, status: 'deferred', until });
          continue;
        }
        try {
          observations.push(await this.#observe(target, options));
        } catch (error) {
          options.signal.throwIfAborted();
          if (error instanceof RetryLaterError) {
            until = latest(until, error.retryAt);
            observations.push({ entityRef, status: 'deferred', until });
          } else {
            observations.push(failed(entityRef, error));
          }
        }
      }
    };
    await Promise.all(Array.from({ length: concurrency }, work));
    return observations;
  }

  async #observe(
    target: CollectionTarget,
    {
      now,
      signal,
      budget,
    }: CollectOptions & { now: Date; budget?: RequestBudget },
  ): Promise<Observation> {
    const { entity } = target;
    const answers: Array<[string, JsonValue]> = [];
    const observation = await observeByRecipe(this.#recipe, entity, {
      ask: this.#source.asker({
        signal,
        budget,
        onAnswer: ({ url }, body) => answers.push([url, body]),
      }),
      base: this.#source.base,
      now,
    });
    // Lookups are answered in any order.
    answers.sort(([a], [b]) => (a < b ? -1 : 1));
    return this.#toObservation(target, observation, () =>
      digest(entity, answers),
    );
  }

  #fromRows(
    target: CollectionTarget,
    rows: RecipeRows,
    { now, whole }: { now: Date; whole: string },
  ): Observation {
    const { entityRef, entity } = target;
    try {
      const observation = rows.observe(entity, now);
      return this.#toObservation(target, observation, () =>
        digest(entity, rows.of(entity), whole),
      );
    } catch (error) {
      return failed(entityRef, error);
    }
  }

  #toObservation(
    { entityRef, revision: known }: CollectionTarget,
    observation: RecipeObservation,
    readRevision: () => string,
  ): Observation {
    if (observation.status === 'absent') {
      return { entityRef, status: 'absent' };
    }
    const { data } = observation;
    // What the clock changes is looked at anew each time.
    if (this.#recipe.readsClock) {
      return { entityRef, status: 'observed', data };
    }
    const revision = readRevision();
    return revision === known
      ? { entityRef, status: 'unchanged' }
      : { entityRef, status: 'observed', data, revision };
  }
}

function latest(a: Date | undefined, b: Date): Date {
  return a && a > b ? a : b;
}

function failed(entityRef: string, error: unknown): Observation {
  return {
    entityRef,
    status: 'failed',
    error: error instanceof Error ? error : new Error(String(error)),
  };
}
