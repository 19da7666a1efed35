/**
 * Goes through all live entities, or some, in windows: the next entities of which no collector gets
 * more than 100. All collectors of a source get theirs of the same window at the same time, so that
 * what they read together is read once.
 *
 * Entities of the same repository are neighbours, whatever their keys are.
 */
import { Entity } from '@backstage/catalog-model';
import { CatalogFact } from '@team-readiness/backstage-plugin-readiness-common';
import { Knex } from 'knex';
import {
  CollectionTargetRow,
  selectCollectionTargets,
} from '../../database/operations/entities';
import { RunPosition } from './RunProgress';

/** The most entities that a collector gets at once. */
export const targetsPerBatch = 100;
/** The most entities of a window, where hardly any is a target: all are in memory. */
const entitiesPerWindow = 1_000;
const rowsPerPage = 200;

/** One live entity. */
export interface WindowEntity extends RunPosition {
  ref: string;
  entity: Entity;
  catalog: CatalogFact;
}

/** Somebody who wants some of the entities. */
export interface WindowReader {
  /** Is this one for it? */
  takes(entity: WindowEntity): boolean;
}

/** Entities, and who takes which of them; all in the order in which they are gone through. */
export interface EntityWindow<T extends WindowReader> {
  entities: readonly WindowEntity[];
  taken: ReadonlyMap<T, readonly WindowEntity[]>;
}

/** @see EntityWindows.ts */
export class EntityWindows {
  readonly #knex: Knex;
  readonly #entityIds: readonly number[] | undefined;
  #after: RunPosition | undefined;
  #read: WindowEntity[] = [];
  #isAtEnd = false;

  /**
   * @param options - `after`: the entity behind which it begins, undefined for the beginning;
   *   `entityIds`: only these.
   */
  constructor(options: {
    knex: Knex;
    after?: RunPosition;
    entityIds?: readonly number[];
  }) {
    this.#knex = options.knex;
    this.#after = options.after;
    this.#entityIds = options.entityIds;
  }

  /**
   * @param readers - Who takes part from now on.
   * @returns The next entities; undefined at the end.
   * @throws What the database throws.
   */
  async next<T extends WindowReader>(
    readers: readonly T[],
  ): Promise<EntityWindow<T> | undefined> {
    const entities: WindowEntity[] = [];
    const taken = new Map<T, WindowEntity[]>(
      readers.map(reader => [reader, []]),
    );
    while (entities.length < entitiesPerWindow) {
      const entity = await this.#peek();
      if (!entity) {
        break;
      }
      const takers = readers.filter(reader => reader.takes(entity));
      const isFull = takers.some(
        reader => (taken.get(reader)?.length ?? 0) >= targetsPerBatch,
      );
      if (isFull) {
        break;
      }
      takers.forEach(reader => taken.get(reader)?.push(entity));
      entities.push(entity);
      this.#read.shift();
    }
    return entities.length ? { entities, taken } : undefined;
  }

  async #peek(): Promise<WindowEntity | undefined> {
    if (!this.#read.length && !this.#isAtEnd) {
      const rows = await selectCollectionTargets(this.#knex, {
        after: this.#after,
        limit: rowsPerPage,
        entityIds: this.#entityIds,
      });
      this.#read = rows.map(toWindowEntity);
      this.#isAtEnd = rows.length < rowsPerPage;
      this.#after = this.#read[this.#read.length - 1];
    }
    return this.#read[0];
  }
}

function toWindowEntity(row: CollectionTargetRow): WindowEntity {
  const catalog = JSON.parse(row.catalog) as CatalogFact;
  return {
    id: row.id,
    ref: row.ref,
    repositoryKey: row.repository_key,
    catalog,
    // The catalog collector made it: it has the types of the entity model.
    entity: catalog.entity as unknown as Entity,
  };
}
