import { NotImplementedError, toError } from '@backstage/errors';
import { FilterPredicate } from '@backstage/filter-predicates';
import { HumanDuration, JsonObject, JsonValue } from '@backstage/types';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  CollectorSchedule,
  EntityFile,
  EntityFiles,
  EntityFilesListing,
  Observation,
  RequestBudget,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import { EntityReading } from './EntityReading';
import { compareText } from './folderFiles';
import { digestOf, toRevision, treeRevision } from './observationRevision';
import { OutsideReviewers } from './OutsideReviewers';

/**
 * What all collectors over the documents of entities have in common: each looks at the files of one entity
 * after the other, some at a time, and says `unchanged` where nothing that it reads has changed.
 *
 * Guarantees: one entity that cannot be read stops no other one; one file that cannot be read is a problem
 * of that file; a source that has to be left alone defers its entities; nothing is read of a repository while its
 * revision, what the catalog says of the entity, and what it says of people named in the documents stay the
 * same. An observation with problems has no revision, so that they are told again as long as they last.
 */

/** Entities that are read at the same time. */
const concurrency = 8;

/** What collectors over documents are made of. @public */
export interface DocumentsCollectorOptions {
  files: EntityFiles;
  schedule: CollectorSchedule;
  /**
   * Who tells whether people are from outside of the owning team; without, as where there is no catalog,
   * that is not known.
   */
  reviewers?: OutsideReviewers;
  /** Who tells of pushes; one collector of the source is enough. */
  watch?: Collector['watch'];
}

/** How files are listed, besides whose and which. @public */
export type ListingOptions = Omit<
  Parameters<EntityFiles['list']>[0],
  'entity' | 'globs'
>;

/** People that a document names, and whether some of them are from outside, as observed. @public */
export interface NamedPeople {
  /** Whole entity refs in lower case. */
  people: readonly string[];
  outside: boolean | null;
}

/** What a run knows. */
interface Run {
  now: Date;
  signal: AbortSignal;
  budget: RequestBudget | undefined;
}

/** What all collectors over the documents of entities have in common. @public */
export abstract class DocumentsCollector implements Collector {
  abstract readonly id: string;
  abstract readonly title: string;
  abstract readonly description: string;
  abstract readonly schema: JsonObject;
  readonly target?: FilterPredicate;
  readonly source = 'files';
  readonly version: string = '1';
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly watch: Collector['watch'];
  protected readonly files: EntityFiles;
  readonly #reviewers: OutsideReviewers | undefined;

  constructor(options: DocumentsCollectorOptions) {
    this.files = options.files;
    this.#reviewers = options.reviewers;
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
    this.watch = options.watch;
  }

  /** Which files of an entity are listed. */
  protected abstract globs(target: CollectionTarget): string[];

  /**
   * Lists the files of an entity: those of {@link DocumentsCollector.globs} in its own directory, unless a collector
   * looks elsewhere.
   *
   * @returns undefined where nothing may be read
   * @throws as EntityFiles.list
   */
  protected list(
    target: CollectionTarget,
    options: ListingOptions,
  ): Promise<EntityFilesListing | undefined> {
    const { entity } = target;
    return this.files.list({ entity, globs: this.globs(target), ...options });
  }

  /** What the data is made of besides the files: everything that is taken from the catalog. */
  protected abstract inputs(target: CollectionTarget): JsonValue;

  /**
   * Reads the fact.
   *
   * @throws if the source cannot be reached
   */
  protected abstract read(
    reading: EntityReading,
    options: { budget: RequestBudget | undefined },
  ): Promise<JsonObject>;

  /** Whom the data of an earlier observation names, where it says whether they are from outside. */
  protected peopleIn(_data: JsonObject): NamedPeople[] {
    return [];
  }

  /**
   * Those of the listed files that it reads at all.
   *
   * @throws NotImplementedError where there are none and the host lists no directories: an empty fact would say
   *   that there are none
   */
  protected candidates(
    reading: EntityReading,
    isCandidate: (path: string) => boolean,
  ): EntityFile[] {
    const { files, problems } = reading.listing;
    const found = files.filter(file => isCandidate(file.path));
    const whole = !problems.some(({ name }) => name === '.');
    if (found.length === 0 && !whole) {
      throw new NotImplementedError(
        `The directories of the entity cannot be listed as a whole, so that nobody knows whether ${this.title.toLowerCase()} are there.`,
      );
    }
    return found;
  }

  /**
   * The newest candidates by their names, which mostly begin with a date or a number.
   *
   * @returns `unread`: how many could not even be listed; each is a problem already
   * @throws as {@link DocumentsCollector.candidates}
   */
  protected newest(
    reading: EntityReading,
    isCandidate: (path: string) => boolean,
    max: number,
  ): { files: EntityFile[]; unread: number } {
    const unread = reading.problems.filter(it => isCandidate(it.name)).length;
    const files = this.candidates(reading, isCandidate).sort((a, b) =>
      compareText(b.path, a.path),
    );
    if (files.length > max) {
      reading.tell(files[max].path, {
        message: `There are ${files.length} documents; only ${max} are read, by their names from the last.`,
      });
    }
    return { files: files.slice(0, max), unread };
  }

  /** Is a problem of the listing one of this collector's files? Default: yes. */
  protected concerns(_problem: Problem, _target: CollectionTarget): boolean {
    return true;
  }

  /** {@inheritDoc @team-readiness/backstage-plugin-readiness-node#Collector.open} */
  async open(options: {
    now: Date;
    signal: AbortSignal;
    budget?: RequestBudget;
  }): Promise<CollectionRun> {
    const { now, budget } = options;
    return {
      collect: async (targets, { signal }) => {
        const observations: Observation[] = [];
        const waiting = targets.values();
        const work = async () => {
          for (const target of waiting) {
            signal.throwIfAborted();
            const run = { now, signal, budget };
            observations.push(await this.#observe(target, run));
          }
        };
        await Promise.all(Array.from({ length: concurrency }, work));
        return observations;
      },
    };
  }

  /**
   * Are some of these people from outside of the entity's team?
   *
   * @returns false where nobody is named, null where it is not known
   * @throws if the catalog cannot be reached
   */
  protected async areOutside(
    { entity }: CollectionTarget,
    people: readonly string[],
  ): Promise<boolean | null> {
    if (people.length === 0) {
      return false;
    }
    return this.#reviewers ? this.#reviewers.areOutside(entity, people) : null;
  }

  async #observe(target: CollectionTarget, run: Run): Promise<Observation> {
    const { entityRef } = target;
    const { now, signal, budget } = run;
    const refused: Problem[] = [];
    let reading: EntityReading | undefined;
    const problems = () => [...refused, ...(reading?.problems ?? [])];
    try {
      const inputs = digestOf(this.inputs(target));
      const known = treeRevision(target.revision, { inputs, now });
      const listing = await this.list(target, {
        signal,
        onRefused: problem => refused.push({ ...problem, entityRef }),
        knownRevision:
          known !== undefined && (await this.#namesTheSame(target))
            ? known
            : undefined,
        budget,
      });
      if (!listing) {
        return { entityRef, status: 'absent', problems: refused };
      }
      if (listing.unchanged) {
        return { entityRef, status: 'unchanged', problems: refused };
      }
      const reporter = this.id;
      reading = new EntityReading({ target, listing, now, signal, reporter });
      reading.pass(listing.problems.filter(it => this.concerns(it, target)));
      const data = await this.read(reading, { budget });
      const { holdsUntil } = reading;
      const tree = listing.revision;
      const revision =
        problems().length === 0 && reading.isCovered
          ? toRevision({ inputs, holdsUntil, tree })
          : undefined;
      return {
        entityRef,
        status: 'observed',
        data,
        problems: problems(),
        ...(revision ? { revision } : {}),
      };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof RetryLaterError) {
        const until = error.retryAt;
        return { entityRef, status: 'deferred', until, problems: problems() };
      }
      return {
        entityRef,
        status: 'failed',
        error: toError(error),
        problems: problems(),
      };
    }
  }

  /** Does the catalog say of the people in the earlier data what it said then? */
  async #namesTheSame(target: CollectionTarget): Promise<boolean> {
    const { previous } = target;
    if (!previous) {
      return false;
    }
    for (const { people, outside } of this.peopleIn(previous)) {
      if ((await this.areOutside(target, people)) !== outside) {
        return false;
      }
    }
    return true;
  }
}
