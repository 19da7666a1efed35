import { JsonObject } from '@backstage/types';
import { FactSchema } from '@team-readiness/backstage-plugin-readiness-common';
import {
  factViolations,
  readEntityRef,
} from '@team-readiness/backstage-plugin-readiness-engine';
import {
  DatedFact,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { Knex } from 'knex';
import {
  deleteObservations,
  EntityReading,
  readObservations,
  writeObservations,
} from '../collection';
import { selectEntitiesByRef } from '../database/operations/entities';
import { FactProjection } from '../database/operations/facts';

/** A fact that can be replayed. */
export interface ReplayableFact {
  schema: FactSchema;
  timeToLiveMs: number;
}

/** What {@link DatedFacts} needs. */
export interface DatedFactsOptions {
  knex: Knex;
  /** By the id of its collector. */
  facts: ReadonlyMap<string, ReplayableFact>;
  /** Until then what was said last stands; its time to live begins there. */
  until: Date;
  /** Called in each transaction; throws where another replica has taken over. */
  hold: (knex: Knex | Knex.Transaction) => Promise<void>;
  /** What checks read of facts. Default: all of it. */
  projection?: FactProjection;
  /** Hears why an item could not be taken. */
  refused: (reason: string) => void;
}

/** Writes facts of the past as collectors write theirs. */
export class DatedFacts {
  readonly #options: DatedFactsOptions;

  constructor(options: DatedFactsOptions) {
    this.#options = options;
  }

  /**
   * Writes what was said within an hour. What cannot be taken (an unknown collector or entity, data that
   * does not fit the schema) is told, and stops nothing.
   *
   * @param items - Ascending by time.
   * @throws What the database throws.
   */
  async write(items: readonly DatedFact[]): Promise<void> {
    const rounds: Array<Map<string, Map<string, DatedFact>>> = [];
    // What was said twice of the same is written one after the other.
    const said = new Map<string, number>();
    for (const item of items) {
      const ref = readEntityRef(item.entityRef);
      if (!this.#options.facts.has(item.collector) || ref === undefined) {
        const what = ref === undefined ? 'entity' : `fact '${item.collector}'`;
        this.#options.refused(`No ${what} of that name is known here`);
        continue;
      }
      const key = `${item.collector} ${ref}`;
      const round = said.get(key) ?? 0;
      said.set(key, round + 1);
      const byCollector = (rounds[round] ??= new Map());
      const byRef = byCollector.get(item.collector) ?? new Map();
      byCollector.set(item.collector, byRef.set(ref, item));
    }
    for (const round of rounds) {
      for (const collector of [...round.keys()].sort()) {
        await this.#writeCollector(
          collector,
          round.get(collector) ?? new Map(),
        );
      }
    }
  }

  async #writeCollector(
    collector: string,
    items: ReadonlyMap<string, DatedFact>,
  ): Promise<void> {
    const { knex, facts, until, hold, refused } = this.#options;
    const fact = facts.get(collector);
    if (!fact) {
      return;
    }
    const { schema, timeToLiveMs } = fact;
    const rows = await selectEntitiesByRef(knex, { refs: [...items.keys()] });
    const ids = new Map(rows.map(({ ref, id }) => [ref, id]));
    for (const ref of items.keys()) {
      if (!ids.has(ref)) {
        refused(`There is no ${ref} in the catalog of that time`);
      }
    }
    const observations: Observation[] = [];
    const gone = new Map<number, number[]>();
    for (const [ref, { data, at }] of items) {
      const id = ids.get(ref);
      if (id === undefined) {
        continue;
      }
      if (data === null) {
        gone.set(at.getTime(), [...(gone.get(at.getTime()) ?? []), id]);
        continue;
      }
      const violations = factViolations(schema, data);
      if (violations.length) {
        refused(
          `A fact '${collector}' of ${ref} does not fit its schema: ${violations[0]}`,
        );
        continue;
      }
      observations.push({ entityRef: ref, status: 'observed', data });
    }
    const readings = readObservations(
      { id: collector, schema: schema.schema as JsonObject },
      observations.map(({ entityRef }) => entityRef),
      observations,
    );
    const byTime = new Map<number, EntityReading[]>();
    for (const [ref, reading] of readings) {
      const id = ids.get(ref);
      const at = items.get(ref)?.at.getTime();
      if (id !== undefined && at !== undefined) {
        byTime.set(at, [...(byTime.get(at) ?? []), { id, ref, reading }]);
      }
    }
    for (const [at, entities] of [...byTime].sort(([a], [b]) => a - b)) {
      await writeObservations(knex, {
        collector,
        entities,
        observedAt: new Date(at),
        expiresAt: new Date(until.getTime() + timeToLiveMs),
        markAbsent: false,
        within: hold,
        projection: this.#options.projection,
      });
    }
    for (const [time, entityIds] of gone) {
      const at = new Date(time);
      await hold(knex);
      await deleteObservations(knex, {
        collector,
        entityIds,
        observedBefore: at,
        at,
        projection: this.#options.projection,
      });
    }
  }
}
