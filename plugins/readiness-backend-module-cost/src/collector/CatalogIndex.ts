import { performance } from 'node:perf_hooks';
import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { EntityIndex } from '../attribution';
import { Turns } from './Turns';

/** Kinds of entities that may have spend. */
export const spendingKinds = ['Component', 'Resource'];
const timeToLiveMs = 10 * 60 * 1_000;

/**
 * All entities that may have spend, at most ten minutes old, for all collectors of this module.
 *
 * Which tag value means which entity is decided over all Components and Resources of the catalog, never
 * over the entities of one batch: else a name that two entities share would look unambiguous when only
 * one of them is refreshed.
 */
export class CatalogIndex {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #turns = new Turns();
  #index: { readAt: number; value: EntityIndex } | undefined;

  constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  /** @throws what the catalog throws */
  read(signal: AbortSignal): Promise<EntityIndex> {
    return this.#turns.take(async () => {
      const time = performance.now();
      if (this.#index && time - this.#index.readAt < timeToLiveMs) {
        return this.#index.value;
      }
      const index = new EntityIndex();
      const pages = this.#catalog.streamEntities(
        {
          filter: { kind: spendingKinds },
          fields: [
            'kind',
            'metadata.name',
            'metadata.namespace',
            'metadata.annotations',
          ],
        },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      for await (const page of pages) {
        signal.throwIfAborted();
        for (const entity of page) {
          index.put(entity);
        }
      }
      this.#index = { readAt: time, value: index };
      return index;
    });
  }
}
