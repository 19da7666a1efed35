import { stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { HumanDuration } from '@backstage/types';
import {
  Problem,
  prometheusFact,
  PrometheusFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  CollectorSchedule,
  EntityFiles,
  Observation,
  RequestBudget,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import { KnownSlos } from '../collector/KnownSlos';
import { SloFiles } from '../collector/SloFiles';
import { MeasurableSlo } from '../measurement';
import { measureSlos, SloResult } from './measureSlos';
import { PrometheusServers } from './PrometheusServers';
import { PrometheusServer } from './readPrometheusConfig';

/** Most SLOs of one entity that are measured. */
const maxSlos = 50;
/** So many entities do not lose their data at once, unless the server does. */
const many = 5;

interface RunOptions {
  now: Date;
  signal: AbortSignal;
  budget?: RequestBudget;
}

/** An entity, and what is known of its SLOs. */
type Known =
  | { target: CollectionTarget; slos: MeasurableSlo[] }
  | { target: CollectionTarget; observation: Observation };

/**
 * Observes how the SLOs of entities fare, by the answers of Prometheus to their queries.
 *
 * The SLOs come from the documents of the entity, which are read at most once a day: `SloCollector`
 * keeps them in `KnownSlos`. A whole batch of entities is asked for together.
 *
 * Where all that was measured before is gone at once, the server has lost its data and not the
 * teams theirs: the earlier facts stay until they are stale.
 *
 * @public
 */
export class PrometheusCollector implements Collector {
  readonly id = 'prometheus';
  readonly title = 'SLO measurements';
  readonly description =
    'Share of good events, error budget and burn rates of the SLOs of the entity, from the configured Prometheus.';
  readonly schema = prometheusFact.schema;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly #sloFiles: SloFiles;
  readonly #known: KnownSlos | undefined;
  readonly #servers: PrometheusServers;

  /**
   * @param options.servers - at least one
   * @param options.known - SLOs of earlier readings. Default: files are read each time
   */
  constructor(options: {
    files: EntityFiles;
    schedule: CollectorSchedule;
    servers: readonly PrometheusServer[];
    known?: KnownSlos;
  }) {
    this.#sloFiles = new SloFiles(options.files);
    this.#known = options.known;
    this.#servers = new PrometheusServers(options.servers);
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
  }

  async open(options: {
    now: Date;
    budget?: RequestBudget;
  }): Promise<CollectionRun> {
    const { now, budget } = options;
    return {
      collect: (targets, { signal }) =>
        this.#collect(targets, { now, signal, budget }),
    };
  }

  /** Closes connections. */
  async close(): Promise<void> {
    await this.#servers.close();
  }

  async #collect(
    targets: CollectionTarget[],
    options: RunOptions,
  ): Promise<Observation[]> {
    const entities: Known[] = [];
    for (const target of targets) {
      options.signal.throwIfAborted();
      entities.push(await this.#slosOf(target, options));
    }
    const results = await measureSlos(
      entities.flatMap(it => ('slos' in it ? it.slos.slice(0, maxSlos) : [])),
      { ...options, servers: this.#servers, reporter: this.id },
    );
    let next = 0;
    const measured = entities.map(entity => {
      if (!('slos' in entity)) {
        return { entity, results: [] };
      }
      const end = next + Math.min(entity.slos.length, maxSlos);
      const own = results.slice(next, end);
      next = end;
      return { entity, results: own };
    });
    const lost = await this.#hasLostEverything(measured, options);
    return measured.map(({ entity, results: own }) => {
      if (!('slos' in entity)) {
        return entity.observation;
      }
      const { entityRef } = entity.target;
      if (lost && hadData(entity.target)) {
        return {
          entityRef,
          status: 'failed',
          error: new Error(
            'Prometheus has data of no SLO at all any more, where it had before; what was measured stays until it is stale.',
          ),
        };
      }
      return this.#observationOf(entity.target, entity.slos.length, own);
    });
  }

  /**
   * Is there no data of any SLO of a batch, where there was some before? A few teams may have renamed
   * their series, so that the servers are asked whether they still know of anything; many have not.
   */
  async #hasLostEverything(
    measured: ReadonlyArray<{ entity: Known; results: SloResult[] }>,
    { now, signal, budget }: RunOptions,
  ): Promise<boolean> {
    const rows = measured.flatMap(({ results }) =>
      results.flatMap(it => ('row' in it ? [it.row] : [])),
    );
    const before = measured.flatMap(({ entity }) =>
      'slos' in entity && entity.slos.length > 0 && hadData(entity.target)
        ? [entity.slos]
        : [],
    );
    if (
      before.length === 0 ||
      rows.length === 0 ||
      rows.some(it => it.measuredOn !== null || it.attained !== null)
    ) {
      return false;
    }
    return (
      before.length >= many ||
      !(await this.#servers.knowAnything(before.flat(), now, {
        signal,
        budget,
      }))
    );
  }

  /** The SLOs of an entity, as they are known or as its files say. */
  async #slosOf(
    target: CollectionTarget,
    { signal, budget }: RunOptions,
  ): Promise<Known> {
    const { entity, entityRef } = target;
    try {
      const known = await this.#known?.get(entityRef);
      if (known) {
        return { target, slos: known };
      }
      const content = await this.#sloFiles.read(entity, {
        reporter: this.id,
        // What is wrong with the documents is told by the collector of SLOs.
        problems: [],
        signal,
        budget,
      });
      if (!content || !('measurable' in content)) {
        return { target, observation: { entityRef, status: 'absent' } };
      }
      await this.#known?.set(entityRef, content.measurable.slice(0, 200));
      return { target, slos: content.measurable };
    } catch (error) {
      signal.throwIfAborted();
      return {
        target,
        observation:
          error instanceof RetryLaterError
            ? { entityRef, status: 'deferred', until: error.retryAt }
            : { entityRef, status: 'failed', error: toError(error) },
      };
    }
  }

  #observationOf(
    { entity, entityRef }: CollectionTarget,
    slos: number,
    results: readonly SloResult[],
  ): Observation {
    const problems: Problem[] = [];
    const rows: PrometheusFact['slos'] = [];
    for (const result of results) {
      if ('error' in result) {
        const { error } = result;
        return error instanceof RetryLaterError
          ? { entityRef, status: 'deferred', until: error.retryAt }
          : { entityRef, status: 'failed', error: toError(error) };
      }
      rows.push(result.row);
      if (result.problem) {
        problems.push({ ...result.problem, entityRef });
      }
    }
    if (slos > maxSlos) {
      problems.push({
        subject: 'entity',
        name: stringifyEntityRef(entity).slice(0, 300),
        reporter: this.id,
        message: `The entity has ${slos} SLOs; only the first ${maxSlos} are measured.`,
        entityRef,
      });
    }
    const data: PrometheusFact = { slos: rows };
    return { entityRef, status: 'observed', data, problems };
  }
}

/** Was anything measured when it was looked at before? */
function hadData({ previous }: CollectionTarget): boolean {
  const parsed = prometheusFact.type.safeParse(previous);
  return (
    parsed.success && parsed.data.slos.some(({ measuredOn }) => measuredOn)
  );
}
