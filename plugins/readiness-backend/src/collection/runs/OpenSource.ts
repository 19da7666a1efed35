import { LoggerService } from '@backstage/backend-plugin-api';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  RequestBudget,
} from '@team-readiness/backstage-plugin-readiness-node';
import { PreviousFact } from '../../database/operations/facts';
import { describeError } from '../problems';
import { collectorSignature, RegisteredCollector } from '../registerCollectors';
import { WindowEntity } from './EntityWindows';
import { readObservations, readProblems } from './readObservations';
import { readRevision } from './Revision';
import { withTimeout } from './withTimeout';
import { EntityReading } from './writeObservations';

/** What {@link OpenSource} needs. */
export interface OpenSourceOptions {
  registered: RegisteredCollector;
  signal: AbortSignal;
  budget?: RequestBudget;
  clock: { now(): Date };
  logger: LoggerService;
}

/**
 * The source of a collector, asked by code of others: each call is waited for only so long, and what it
 * says is checked.
 */
export class OpenSource {
  readonly #options: OpenSourceOptions;
  readonly #signature: string;
  #run: CollectionRun | undefined;

  constructor(options: OpenSourceOptions) {
    this.#options = options;
    this.#signature = collectorSignature(options.registered);
  }

  /** @throws what the collector throws; an Error when its time is over */
  async open(): Promise<void> {
    const { registered, budget, clock, signal } = this.#options;
    this.#run = await withTimeout(
      async inner => {
        const run = await registered.collector.open({
          now: clock.now(),
          signal: inner,
          budget,
        });
        if (inner.aborted) {
          // Nobody waits for it any more.
          await run.close?.();
        }
        return run;
      },
      { signal, timeout: registered.timeout, what: 'Opening the source' },
    );
  }

  /**
   * Asks about a batch. To be called once it is open.
   *
   * @param taken - At most 100 entities.
   * @param previous - The collector's last facts, by entity.
   * @throws what the collector throws; an Error when its time is over
   */
  async collect(
    taken: readonly WindowEntity[],
    previous: ReadonlyMap<number, PreviousFact>,
  ): Promise<EntityReading[]> {
    const { registered, signal } = this.#options;
    const { id, schema } = registered.collector;
    const targets = taken.map(entity => {
      const fact = previous.get(entity.id);
      return {
        entityRef: entity.ref,
        entity: entity.entity,
        catalog: entity.catalog,
        previous: fact && JSON.parse(fact.data),
        revision: fact && readRevision(this.#signature, fact.revision),
      };
    });
    const observations = await withTimeout(
      async inner =>
        (await this.#run?.collect(targets, { signal: inner })) ?? [],
      { signal, timeout: registered.timeout, what: 'A batch' },
    );
    const readings = readObservations(
      { id, schema, signature: this.#signature },
      taken.map(({ ref }) => ref),
      observations,
    );
    return taken.flatMap(entity => {
      const reading = readings.get(entity.ref);
      return reading ? [{ id: entity.id, ref: entity.ref, reading }] : [];
    });
  }

  /**
   * What belongs to no entity.
   *
   * @throws what the collector throws
   */
  problems(): Problem[] {
    return readProblems(
      this.#run?.problems?.(),
      this.#options.registered.collector.id,
    );
  }

  /** Frees what the source holds. To be called once, always; never throws. */
  async close(): Promise<void> {
    const { registered, logger } = this.#options;
    try {
      await withTimeout(async () => this.#run?.close?.(), {
        signal: new AbortController().signal,
        timeout: registered.timeout,
        what: 'Closing the source',
      });
    } catch (error) {
      logger.warn(
        `Collector '${
          registered.collector.id
        }' could not be closed: ${describeError(error)}`,
      );
    }
  }
}
