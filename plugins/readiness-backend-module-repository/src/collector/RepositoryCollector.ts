import { isError, toError } from '@backstage/errors';
import { HumanDuration, JsonObject } from '@backstage/types';
import {
  DocumentFact,
  maxProblemMessageLength,
  Problem,
  repositoryFact,
  RepositoryFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionRun,
  CollectionTarget,
  Collector,
  CollectorSchedule,
  EntityFile,
  EntityFiles,
  Observation,
} from '@team-readiness/backstage-plugin-readiness-node';
import { DocumentReading, readDocument } from '../documents';
import {
  documentGlobs,
  entityDocuments,
  isDocumentPath,
  readAnnotatedPaths,
} from './entityDocuments';
import { OutsideReviewers } from './OutsideReviewers';
import { RelativeLinks } from './RelativeLinks';

/** Entities that are read at the same time. */
const concurrency = 8;
/** Most runbooks of an entity that are compared; the others are only counted. */
const maxRunbooksRead = 50;

/** Errors of one file, as opposed to those of the whole source. */
const fileErrors = new Set(['NotFoundError', 'NotAllowedError', 'InputError']);

interface ReadFile extends DocumentReading {
  file: EntityFile;
}

/** What one entity's documents are read with. */
interface Reading {
  target: CollectionTarget;
  now: Date;
  problems: Problem[];
  links: RelativeLinks;
}

/**
 * Observes README, runbooks and architecture overview in an entity's own directory: their
 * structure, dates and links, never their text.
 */
export class RepositoryCollector implements Collector {
  readonly id = 'repository';
  readonly title = 'Repository documents';
  readonly description =
    'README, runbooks and architecture overview in the directory of the entity.';
  readonly schema = repositoryFact.schema;
  readonly frequency: HumanDuration;
  readonly timeToLive: HumanDuration;
  readonly #files: EntityFiles;
  readonly #reviewers: OutsideReviewers | undefined;

  /**
   * @param options.reviewers - who tells whether reviewers are from outside of the owning team; without,
   *   as where there is no catalog, that is not known
   */
  constructor(options: {
    files: EntityFiles;
    schedule: CollectorSchedule;
    reviewers?: OutsideReviewers;
  }) {
    this.#files = options.files;
    this.#reviewers = options.reviewers;
    this.frequency = options.schedule.frequency;
    this.timeToLive = options.schedule.timeToLive;
  }

  /** {@inheritDoc Collector.open} */
  async open(options: { now: Date }): Promise<CollectionRun> {
    const { now } = options;
    return {
      collect: async (targets, { signal }) => {
        const observations: Observation[] = [];
        const waiting = targets.values();
        const work = async () => {
          for (const target of waiting) {
            signal.throwIfAborted();
            observations.push(await this.#observe(target, now, signal));
          }
        };
        await Promise.all(Array.from({ length: concurrency }, work));
        return observations;
      },
    };
  }

  async #observe(
    target: CollectionTarget,
    now: Date,
    signal: AbortSignal,
  ): Promise<Observation> {
    const { entity, entityRef } = target;
    const links = new RelativeLinks();
    const reading: Reading = { target, now, problems: [], links };
    const { problems } = reading;
    try {
      const annotated = readAnnotatedPaths(entity);
      const listing = await this.#files.list({
        entity,
        globs: documentGlobs(annotated),
        signal,
        onRefused: problem => problems.push(problem),
      });
      if (!listing) {
        return { entityRef, status: 'absent', problems };
      }
      problems.push(
        ...listing.problems.filter(it => isDocumentPath(it.name, annotated)),
      );
      const documents = entityDocuments(listing.files, annotated);
      const told = new Set(problems.map(it => it.name));
      for (const { annotation, path } of documents.missing) {
        if (!told.has(path)) {
          problems.push(
            problemOf(target, path, {
              message: `The annotation ${annotation} names a document that was not found.`,
            }),
          );
        }
      }
      const best = (files: Array<EntityFile | undefined>) =>
        this.#readBest(reading, files);
      const fact: RepositoryFact = {
        location: listing.location,
        revision: listing.revision,
        readme: await best([documents.readme]),
        runbook: await best(documents.runbooks),
        runbooks: documents.runbooks.length,
        architecture: await best([documents.architecture]),
        // A listing that is not whole says so of `.`: what is missing in it may be there.
        links: await links.check({
          // A listing that is not whole says so of `.`: what is missing in it may be there.
          complete: !listing.problems.some(it => it.name === '.'),
          files: this.#files,
          target,
          known: listing.files.map(file => file.path),
          signal,
        }),
      };
      const data = withFirstRevision(fact, target.previous);
      return { entityRef, status: 'observed', data, problems };
    } catch (error) {
      return { entityRef, status: 'failed', error: toError(error), problems };
    }
  }

  /** The document with the most sections, then words, then the first; null without any. */
  async #readBest(
    reading: Reading,
    files: Array<EntityFile | undefined>,
  ): Promise<DocumentFact | null> {
    let best: ReadFile | undefined;
    for (const file of files.slice(0, maxRunbooksRead)) {
      const read = file && (await readFile(reading, file));
      const better =
        read &&
        (!best ||
          read.content.sections.length > best.content.sections.length ||
          (read.content.sections.length === best.content.sections.length &&
            read.content.words > best.content.words));
      if (better) {
        best = read;
      }
    }
    if (!best) {
      return null;
    }
    const { file, content } = best;
    return {
      path: file.path,
      url: file.url,
      ...content,
      reviewedOutside: await this.#areOutside(
        reading.target,
        content.reviewedBy,
      ),
      changedAt: await file.changedAt(),
    };
  }

  async #areOutside(
    { entity }: CollectionTarget,
    reviewers: readonly string[],
  ): Promise<boolean | null> {
    if (reviewers.length === 0) {
      return false;
    }
    return this.#reviewers
      ? this.#reviewers.areOutside(entity, reviewers)
      : null;
  }
}

function problemOf(
  target: CollectionTarget,
  path: string,
  issue: { message: string; line?: number; column?: number },
): Problem {
  return {
    subject: 'file',
    name: path.slice(0, 300),
    reporter: 'repository',
    source: path.slice(0, 300),
    entityRef: target.entityRef,
    ...issue,
    message: issue.message.slice(0, maxProblemMessageLength),
  };
}

/**
 * Reads one file. One that is too large or was just removed is a problem of that file.
 *
 * @throws if the source cannot be reached
 */
async function readFile(
  { target, now, problems, links: found }: Reading,
  file: EntityFile,
): Promise<ReadFile | undefined> {
  let text: string;
  try {
    text = await file.content();
  } catch (error) {
    if (isError(error) && fileErrors.has(error.name)) {
      problems.push(problemOf(target, file.path, { message: error.message }));
      return undefined;
    }
    throw error;
  }
  const { dependencies } = target.catalog;
  const { content, links, issues } = readDocument(text, { dependencies, now });
  found.add(file.path, links);
  problems.push(...issues.map(issue => problemOf(target, file.path, issue)));
  return { file, content, links, issues };
}

/**
 * Keeps the earlier revision while nothing else has changed. Otherwise each commit in a repository of
 * a hundred entities would change a hundred facts, and have a hundred entities evaluated.
 */
function withFirstRevision(
  fact: RepositoryFact,
  previous: JsonObject | undefined,
): RepositoryFact {
  const earlier = previous?.revision;
  if (typeof earlier !== 'string') {
    return fact;
  }
  const candidate = { ...fact, revision: earlier };
  return sameJson(candidate, previous) ? candidate : fact;
}

/** Are two JSON values equal, whatever the order of keys? */
function sameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) {
    return a === b;
  }
  const keys = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every(
      key =>
        Object.hasOwn(b, key) &&
        sameJson(Reflect.get(a, key), Reflect.get(b, key)),
    )
  );
}
