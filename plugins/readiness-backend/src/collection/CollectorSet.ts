import { NotFoundError } from '@backstage/errors';
import { HumanDuration } from '@backstage/types';
import {
  CollectorHealth,
  FactSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import { catalogCollector } from './catalog';
import {
  CollectorDescription,
  connectedCollectors,
  describeCollectors,
} from './connectedCollectors';
import { RegisteredCollector } from './registerCollectors';

/** Where a collector comes from. */
export type CollectorKind = CollectorHealth['kind'];

/** A collector, as people are told of it. */
export interface ListedCollector extends CollectorDescription {
  kind: CollectorKind;
  /** What it reads together with others; null: it runs alone, or not at all. */
  source: string | null;
}

/** A `Collector` document whose fact is pushed, where some service may push it. */
export interface PushedDocument {
  fact: FactSchema;
  timeToLive: HumanDuration;
}

/**
 * The collectors that are on: those of modules, and those of pushes of facts that are known anyway,
 * which stay as they are; and those of `Collector` documents, which come and go.
 *
 * A collector that leaves is not connected from then on, so that its checks are inactive at once. Its
 * facts stay until they are stale, in case it comes back, and are deleted then.
 */
export class CollectorSet {
  readonly #modules: readonly RegisteredCollector[];
  readonly #pushed: readonly CollectorDescription[];
  #recipes: readonly RegisteredCollector[] = [];
  #pushedDocuments: readonly PushedDocument[] = [];
  #byId: ReadonlyMap<string, RegisteredCollector> = new Map();
  #connected: ReadonlySet<string> = new Set();

  /**
   * @param options - `modules`: with different ids; `pushed`: none of them with the id of another one.
   */
  constructor(options: {
    modules: readonly RegisteredCollector[];
    pushed?: readonly CollectorDescription[];
  }) {
    this.#modules = options.modules;
    this.#pushed = options.pushed ?? [];
    this.replaceDocuments({ recipes: [], pushed: [] });
  }

  /** All that are run. */
  all(): readonly RegisteredCollector[] {
    return [...this.#byId.values()];
  }

  /** Ids of all that are run. */
  ids(): string[] {
    return [...this.#byId.keys()];
  }

  /** Those whose facts are pushed, also those of documents. */
  get pushed(): readonly CollectorDescription[] {
    return [
      ...this.#pushed,
      ...this.#pushedDocuments.map(({ fact }) => ({
        id: fact.collector,
        title: fact.title,
        description: fact.description,
      })),
    ];
  }

  /** Documents whose facts are pushed. */
  get pushedDocuments(): readonly PushedDocument[] {
    return this.#pushedDocuments;
  }

  /** Those of `Collector` documents that are run. */
  get recipes(): readonly RegisteredCollector[] {
    return this.#recipes;
  }

  /** Is this the id of a collector that no document can replace? */
  isTaken(id: string): boolean {
    return (
      this.#modules.some(({ collector }) => collector.id === id) ||
      this.#pushed.some(pushed => pushed.id === id)
    );
  }

  /** @param documents - with ids that are not taken, and all different */
  replaceDocuments(documents: {
    recipes: readonly RegisteredCollector[];
    pushed: readonly PushedDocument[];
  }): void {
    const { recipes } = documents;
    this.#recipes = recipes;
    this.#pushedDocuments = documents.pushed;
    this.#byId = new Map(
      [...this.#modules, ...recipes].map(it => [it.collector.id, it]),
    );
    this.#connected = connectedCollectors(this.all(), this.pushed);
  }

  /**
   * @param id - Of one that is run.
   * @throws NotFoundError
   */
  get(id: string): RegisteredCollector {
    const registered = this.#byId.get(id);
    if (!registered) {
      throw new NotFoundError(`There is no collector '${id}'`);
    }
    return registered;
  }

  /** @returns those that are run, in the order of the ids; others are left out */
  find(ids: readonly string[]): RegisteredCollector[] {
    return ids.flatMap(id => this.#byId.get(id) ?? []);
  }

  /** The others that read the same source. */
  ofSameSource({ collector }: RegisteredCollector): RegisteredCollector[] {
    return this.all().filter(
      other =>
        collector.source !== undefined &&
        other.collector.source === collector.source &&
        other.collector.id !== collector.id,
    );
  }

  /** All that are connected, for people; those of the catalog first. */
  list(): ListedCollector[] {
    return describeCollectors(this.all(), this.pushed).map(description => ({
      ...description,
      kind: this.#kindOf(description.id),
      source: this.#byId.get(description.id)?.collector.source ?? null,
    }));
  }

  /** See {@link connectedCollectors}; the same object until the set changes. */
  connected(): ReadonlySet<string> {
    return this.#connected;
  }

  #kindOf(id: string): CollectorKind {
    if (this.#recipes.some(({ collector }) => collector.id === id)) {
      return 'recipe';
    }
    if (this.#byId.has(id)) {
      return 'module';
    }
    if (this.pushed.some(pushed => pushed.id === id)) {
      return 'push';
    }
    return id === catalogCollector ? 'catalog' : 'derived';
  }
}
