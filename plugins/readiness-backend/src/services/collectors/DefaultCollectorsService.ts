import { CollectorHealth } from '@team-readiness/backstage-plugin-readiness-common';
import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import {
  readCollectorRuns,
  readDerivedTimes,
} from '../../database/operations/reading';
import { EntityCollection } from '../reading/EntityCollection';
import { toCollectorHealth } from './toCollectorHealth';

/** The health of collectors. Two statements. */
export class DefaultCollectorsService {
  readonly #knex: Knex;
  readonly #collection: EntityCollection;
  readonly #clock: { now(): Date };

  constructor(options: {
    knex: Knex;
    collection: EntityCollection;
    clock: { now(): Date };
  }) {
    this.#knex = options.knex;
    this.#collection = options.collection;
    this.#clock = options.clock;
  }

  /** @see CollectorsService.listCollectors */
  async listCollectors(): Promise<CollectorHealth[]> {
    const [rows, derived] = await Promise.all([
      readCollectorRuns(this.#knex),
      readDerivedTimes(this.#knex),
    ]);
    const runs = new Map(rows.map(row => [row.collector, row]));
    return this.#collection.collectors().map(collector =>
      toCollectorHealth(collector, {
        run: runs.get(collector.id),
        // What has no times of its own is derived while the catalog is read.
        derivedAt:
          derived.get(collector.id) ?? runs.get('catalog')?.finished_at ?? null,
        now: this.#clock.now(),
      }),
    );
  }

  /** @see CollectorsService.runCollector */
  async runCollector(id: string): Promise<CollectorHealth> {
    await this.#collection.requestRun(id);
    const health = (await this.listCollectors()).find(it => it.id === id);
    if (!health) {
      throw new NotFoundError(`There is no collector '${id}'`);
    }
    return health;
  }
}
