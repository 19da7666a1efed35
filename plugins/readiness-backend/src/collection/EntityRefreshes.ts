import { readEntityRef } from '@team-readiness/backstage-plugin-readiness-engine';
import { EvaluationPipeline } from '../pipeline';
import { CatalogCollector } from './catalog';

/** What became of a refresh. */
export type RefreshOutcome = 'refreshed' | 'not-found';

/** How long somebody who asked for a refresh waits for collectors. */
const refreshTimeoutMs = 30_000;

/** Refreshes of single entities that people wait for; those of the same entity share one run. */
export class EntityRefreshes {
  readonly #options: {
    catalog: CatalogCollector;
    pipeline: Pick<EvaluationPipeline, 'evaluateNow'>;
    observe: (entityId: number, signal: AbortSignal) => Promise<void>;
  };
  readonly #running = new Map<string, Promise<RefreshOutcome>>();

  /** @param options - `observe`: looks at an entity with every collector; a failing one throws nothing. */
  constructor(options: {
    catalog: CatalogCollector;
    pipeline: Pick<EvaluationPipeline, 'evaluateNow'>;
    observe: (entityId: number, signal: AbortSignal) => Promise<void>;
  }) {
    this.#options = options;
  }

  /**
   * Looks one entity up in the catalog, observes it with every matching collector, and evaluates it.
   *
   * @param entityRef - Whole ref, in any case.
   * @throws What the catalog or the database throws.
   */
  async refresh(entityRef: string): Promise<RefreshOutcome> {
    const ref = readEntityRef(entityRef);
    if (!ref) {
      return 'not-found';
    }
    const running = this.#running.get(ref);
    if (running) {
      return await running;
    }
    const refresh = this.#refresh(ref).finally(() => {
      this.#running.delete(ref);
    });
    this.#running.set(ref, refresh);
    return await refresh;
  }

  async #refresh(entityRef: string): Promise<RefreshOutcome> {
    const { catalog, pipeline, observe } = this.#options;
    const id = await catalog.refresh(entityRef);
    if (id === undefined) {
      return 'not-found';
    }
    await observe(id, AbortSignal.timeout(refreshTimeoutMs));
    await pipeline.evaluateNow([id]);
    return 'refreshed';
  }
}
