import { Entity } from '@backstage/catalog-model';
import { FactSnapshot } from '@team-readiness/backstage-plugin-readiness-common';
import { toFactSnapshot } from '../database/operations/inputs';
import { factVersionsOf } from '../database/operations/results';
import { FactsRow } from '../database/tables';

/**
 * The facts of one entity as the engine reads them: parsed at most once, and only
 * when somebody asks, since most entities of a batch may be unchanged.
 */
export class EntitySnapshots {
  readonly #rows: readonly FactsRow[];
  #entity: Entity | undefined | null = null;
  #all?: Record<string, FactSnapshot>;
  #versions?: ReadonlyMap<string, number>;

  /** @param rows - Rows of `facts` of one entity. */
  constructor(rows: readonly FactsRow[]) {
    this.#rows = rows;
  }

  /** The entity of the catalog fact; undefined before the catalog was read. */
  entity(): Entity | undefined {
    if (this.#entity === null) {
      const data = this.all().catalog?.data;
      this.#entity = data?.entity as Entity | undefined;
    }
    return this.#entity;
  }

  /** Snapshots by collector. */
  all(): Readonly<Record<string, FactSnapshot>> {
    this.#all ??= Object.fromEntries(
      this.#rows.map(row => [row.collector, toFactSnapshot(row)]),
    );
    return this.#all;
  }

  /** Versions of the facts, by collector. */
  versions(): ReadonlyMap<string, number> {
    this.#versions ??= factVersionsOf(this.#rows);
    return this.#versions;
  }
}
