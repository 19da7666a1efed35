import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { removeFromCatalog } from '../../collection/catalog/removeFromCatalog';
import { writeCatalogPage } from '../../collection/catalog/writeCatalogPage';
import { hashFact } from '../../collection/facts';
import {
  deleteObservations,
  writeObservations,
} from '../../collection/runs/writeObservations';
import { makeCollectorsDue } from '../../database/operations/collectors';
import { markAllForEvaluation } from '../../database/operations/queue';
import { retryOnConflict } from '../../database/retryOnConflict';
import { rebuildGroupClosure } from '../../rollups';

const hourMs = 3_600_000;

/** The collector whose facts are collected from `kill_source`; those of `a` are written as they are told. */
export const collected = 'b';

/** Changes of a `KillWorld`, written with the code that the backend writes them with. */
export class KillWorldChanges {
  constructor(readonly knex: Knex, readonly clock: { now(): Date }) {}

  /** Tells facts of services, which are good for so many hours. */
  async tell(
    facts: ReadonlyArray<readonly [string, JsonObject]>,
    hours: number,
  ): Promise<void> {
    const at = this.clock.now();
    const rows = await this.knex('entities')
      .whereIn(
        'name',
        facts.map(([name]) => name),
      )
      .whereNull('removed_at');
    const ids = new Map<string, number>(rows.map(row => [row.name, row.id]));
    await writeObservations(this.knex, {
      collector: 'a',
      entities: facts.flatMap(([name, data]) => {
        const id = ids.get(name);
        return id === undefined
          ? []
          : [
              {
                id,
                ref: `component:default/${name}`,
                reading: {
                  status: 'observed' as const,
                  data: JSON.stringify(data),
                  hash: hashFact(data),
                  problems: [],
                },
              },
            ];
      }),
      observedAt: at,
      expiresAt: new Date(at.getTime() + hours * hourMs),
      markAbsent: false,
    });
  }

  /** Changes what the source says of services; null: it knows nothing of one. */
  async changeSource(
    changes: ReadonlyArray<readonly [string, JsonObject | null]>,
  ): Promise<void> {
    const sorted = [...changes].sort(([a], [b]) => (a < b ? -1 : 1));
    await retryOnConflict(() =>
      this.knex.transaction(async trx => {
        for (const [name, data] of sorted) {
          await trx('kill_source').where({ name }).delete();
          if (data) {
            await trx('kill_source')
              .insert({ name, data: JSON.stringify(data) })
              .onConflict('name')
              .merge();
          }
        }
        await this.#makeDue(trx);
      }),
    );
  }

  /** Makes a version of the scorecard active. */
  async publish(definitionId: number): Promise<void> {
    await retryOnConflict(() =>
      this.knex.transaction(async trx => {
        await trx('active_definitions')
          .where({ kind: 'Scorecard' })
          .update({ definition_id: definitionId });
        await markAllForEvaluation(trx, { at: this.clock.now() });
      }),
    );
  }

  /** As a stream of the catalog does; what is new or back is looked at by collectors. */
  async describe(
    entities: readonly Entity[],
    createdAt: Date | null,
  ): Promise<void> {
    const at = this.clock.now();
    await retryOnConflict(() =>
      this.knex.transaction(async trx => {
        const { addedIds } = await writeCatalogPage(trx, {
          entities,
          tier: { paths: [], values: new Map() },
          at,
          expiresAt: new Date(at.getTime() + 400 * hourMs),
          createdAt,
          evaluateAt: at,
        });
        if (addedIds.length) {
          await this.#makeDue(trx);
        }
      }),
    );
  }

  /** Takes back what was told of services. */
  async forget(indexes: readonly number[]): Promise<void> {
    const entityIds = await this.#idsOf(indexes);
    const at = this.clock.now();
    await deleteObservations(this.knex, {
      collector: 'a',
      entityIds,
      observedBefore: at,
      at,
    });
  }

  /** Removes services from the catalog. */
  async remove(indexes: readonly number[]): Promise<void> {
    const entityIds = await this.#idsOf(indexes);
    await retryOnConflict(() =>
      this.knex.transaction(trx =>
        removeFromCatalog(trx, { entityIds, at: this.clock.now() }),
      ),
    );
  }

  /** Rebuilds which team is below which. */
  async rebuildTeams(): Promise<void> {
    await rebuildGroupClosure(this.knex, { at: this.clock.now() });
  }

  async #makeDue(trx: Knex.Transaction): Promise<void> {
    await makeCollectorsDue(trx, {
      collectors: [collected],
      at: this.clock.now(),
      evenRunning: true,
    });
  }

  async #idsOf(indexes: readonly number[]): Promise<number[]> {
    return await this.knex('entities')
      .whereIn(
        'name',
        indexes.map(index => `e${index}`),
      )
      .whereNull('removed_at')
      .orderBy('id')
      .pluck('id');
  }
}
