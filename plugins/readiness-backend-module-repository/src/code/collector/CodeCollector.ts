import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { isError, toError } from '@backstage/errors';
import { FilterPredicate } from '@backstage/filter-predicates';
import { HumanDuration, JsonObject, JsonValue } from '@backstage/types';
import { TypedFactSchema } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  CollectorSchedule,
  EntityFiles,
  EntityFilesListing,
  Observation,
  RequestBudget,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import { createHash } from 'node:crypto';
import { CodeReading } from './CodeReading';
import { KnownEntities } from './KnownEntities';

/**
 * A collector that looks at the files of one entity after the other.
 *
 * Guarantees: nothing is read of a repository at the revision that was read last, unless what else the data
 * depends on has changed; one entity that cannot be read stops no other; an entity that has to wait is
 * deferred and keeps its data.
 */

/** Entities that are read at the same time. */
const concurrency = 8;

/** What a collector makes of an entity. */
export interface CodeObserver<T> {
  readonly fact: TypedFactSchema<T>;
  readonly title: string;
  /** One sentence: what is read, and from where. */
  readonly description: string;
  /** Changes when the same files would be read differently. */
  readonly version: string;
  /** The entities that it looks at. Default: Components and Resources. */
  readonly target?: FilterPredicate;
  /**
   * Does the data depend on nothing but the repository of the entity and the inputs? Default: true. Where not, it
   * is read in every run.
   */
  readonly hasRevision?: boolean;
  /** The files that it may read, relative to the entity's directory. */
  globs(entity: Entity): string[];
  /** Refs of entities that it has to know, in lower case. Default: none. */
  related?(entity: Entity): string[];
  /** Whatever the data depends on besides the files of the repository. Default: nothing. */
  inputs?(reading: CodeReading): JsonValue;
  /**
   * @param listing - of the globs
   * @returns undefined where the source has nothing to say of the entity
   * @throws if the source cannot be reached
   */
  observe(
    reading: CodeReading,
    listing: EntityFilesListing,
  ): Promise<T | undefined>;
}

/** @see CodeCollector.ts */
export class CodeCollector<T> implements Collector {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly target?: FilterPredicate;
  readonly schema: JsonObject;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly version: string;
  readonly source = 'files';
  readonly #observer: CodeObserver<T>;
  readonly #files: EntityFiles;
  readonly #entities: KnownEntities;

  constructor(
    observer: CodeObserver<T>,
    options: {
      files: EntityFiles;
      entities: KnownEntities;
      schedule: CollectorSchedule;
    },
  ) {
    this.id = observer.fact.collector;
    this.title = observer.title;
    this.description = observer.description;
    this.target = observer.target;
    this.schema = observer.fact.schema;
    this.version = observer.version;
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
    this.#observer = observer;
    this.#files = options.files;
    this.#entities = options.entities;
  }

  /** {@inheritDoc @team-readiness/backstage-plugin-readiness-node#Collector.open} */
  async open({
    now,
    budget,
  }: {
    now: Date;
    budget?: RequestBudget;
  }): Promise<CollectionRun> {
    return {
      collect: async (targets, { signal }) => {
        const refs = targets.flatMap(
          ({ entity }) => this.#observer.related?.(entity) ?? [],
        );
        const known =
          refs.length > 0
            ? await this.#entities.get([...new Set(refs)])
            : new Map<string, Entity>();
        const observations: Observation[] = [];
        const waiting = targets.values();
        const work = async () => {
          for (const target of waiting) {
            signal.throwIfAborted();
            const reading = new CodeReading({
              target,
              now,
              signal,
              budget,
              known,
              reporter: this.id,
            });
            observations.push(await this.#observe(reading));
          }
        };
        await Promise.all(Array.from({ length: concurrency }, work));
        return observations;
      },
    };
  }

  async #observe(reading: CodeReading): Promise<Observation> {
    const { target, entity, problems, signal, budget } = reading;
    const { entityRef } = target;
    try {
      const inputs = digest([
        entity.metadata.annotations?.[ANNOTATION_LOCATION] ?? null,
        entity.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION] ?? null,
        this.#observer.inputs?.(reading) ?? null,
      ]);
      const listing = await this.#files.list({
        entity,
        globs: this.#observer.globs(entity),
        signal,
        budget,
        onRefused: problem => problems.push(problem),
        knownRevision: knownRevision(target, inputs),
      });
      if (!listing) {
        return { entityRef, status: 'absent', problems };
      }
      if (listing.unchanged) {
        return { entityRef, status: 'unchanged' };
      }
      const data = await this.#observer.observe(reading, listing);
      if (data === undefined) {
        return { entityRef, status: 'absent', problems };
      }
      const { revision } = listing;
      // Without a mark the next run reads again, and so tells the problems as long as they last.
      const isWhole =
        this.#observer.hasRevision !== false &&
        revision !== null &&
        revision.length <= 150 &&
        problems.length === 0;
      return {
        entityRef,
        status: 'observed',
        data: data as unknown as JsonObject,
        problems,
        ...(isWhole ? { revision: `${inputs}.${revision}` } : {}),
      };
    } catch (error) {
      signal.throwIfAborted();
      if (isRetryLater(error)) {
        return { entityRef, status: 'deferred', until: error.retryAt };
      }
      return { entityRef, status: 'failed', error: toError(error), problems };
    }
  }
}

function isRetryLater(error: unknown): error is RetryLaterError {
  return isError(error) && error.name === 'RetryLaterError';
}

function digest(value: JsonValue): string {
  return createHash('sha256')
    .update(JSON.stringify(value))
    .digest('hex')
    .slice(0, 16);
}

/** The revision of the repository that was read last, if all else is as it was. */
function knownRevision(
  { revision, previous }: CollectionTarget,
  inputs: string,
): string | undefined {
  return previous !== undefined && revision?.startsWith(`${inputs}.`)
    ? revision.slice(inputs.length + 1)
    : undefined;
}
