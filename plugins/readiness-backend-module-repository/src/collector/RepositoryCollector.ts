import { JsonObject, JsonValue } from '@backstage/types';
import {
  DocumentFact,
  Problem,
  repositoryFact,
  RepositoryFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  EntityFile,
  RequestBudget,
} from '@team-readiness/backstage-plugin-readiness-node';
import { DocumentReading, readDocument } from '../documents';
import { DocumentsCollector, NamedPeople } from './DocumentsCollector';
import {
  documentGlobs,
  entityDocuments,
  isDocumentPath,
  mayBeThere,
  readAnnotatedPaths,
} from './entityDocuments';
import { EntityReading } from './EntityReading';
import { RelativeLinks } from './RelativeLinks';

/** Most runbooks of an entity that are compared; the others are only counted. */
const maxRunbooksRead = 50;

interface ReadFile extends DocumentReading {
  file: EntityFile;
}

/**
 * Observes README, runbooks and architecture overview in an entity's own directory: their
 * structure, dates and links, never their text.
 *
 * @public
 */
export class RepositoryCollector extends DocumentsCollector {
  readonly id = 'repository';
  readonly title = 'Repository documents';
  readonly description =
    'README, runbooks and architecture overview in the directory of the entity.';
  readonly schema = repositoryFact.schema;
  override readonly version: string = '3';

  protected globs({ entity }: CollectionTarget): string[] {
    return documentGlobs(readAnnotatedPaths(entity));
  }

  protected inputs({ entity, catalog }: CollectionTarget): JsonValue {
    const { annotations } = entity.metadata;
    return [annotations ?? {}, catalog.dependencies];
  }

  protected override peopleIn(data: JsonObject): NamedPeople[] {
    const { readme, runbook, architecture } = data as RepositoryFact;
    return [readme, runbook, architecture].flatMap(document =>
      document
        ? { people: document.reviewedBy, outside: document.reviewedOutside }
        : [],
    );
  }

  protected override concerns(
    problem: Problem,
    { entity }: CollectionTarget,
  ): boolean {
    return isDocumentPath(problem.name, readAnnotatedPaths(entity));
  }

  protected async read(
    reading: EntityReading,
    options: { budget: RequestBudget | undefined },
  ): Promise<JsonObject> {
    const { listing, target, signal } = reading;
    const annotated = readAnnotatedPaths(target.entity);
    const documents = entityDocuments(listing.files, annotated);
    const told = new Set(reading.problems.map(it => it.name));
    const listed = listing.problems.map(it => it.name);
    for (const { annotation, path } of documents.missing) {
      if (!told.has(path)) {
        const message = `The annotation ${annotation} names a document that was not found.`;
        reading.tell(path, { message });
      }
    }
    const links = new RelativeLinks();
    const failed: string[] = [];
    const best = (files: Array<EntityFile | undefined>) =>
      this.#readBest(reading, { files, links, failed });
    const fact: RepositoryFact = {
      location: listing.location,
      revision: listing.revision,
      readme: await best([documents.readme]),
      runbook: await best(documents.runbooks),
      runbooks: documents.runbooks.length,
      architecture: await best([documents.architecture]),
      links: await links.check({
        // A listing that is not whole says so of `.`: what is missing in it may be there.
        complete: !listing.problems.some(it => it.name === '.'),
        files: this.files,
        target,
        known: listing.files.map(file => file.path),
        signal,
        budget: options.budget,
      }),
    };
    // What could not be read or listed may be there: that nothing was found does not say that there is none.
    fact.unread = mayBeThere({
      missed: [...listed, ...failed],
      annotated,
    }).filter(sort => fact[sort] === null);
    return withFirstRevision(fact, target.previous);
  }

  /** The document with the most sections, then words, then the first; null without any. */
  async #readBest(
    reading: EntityReading,
    options: {
      files: Array<EntityFile | undefined>;
      links: RelativeLinks;
      failed: string[];
    },
  ): Promise<DocumentFact | null> {
    let best: ReadFile | undefined;
    for (const file of options.files.slice(0, maxRunbooksRead)) {
      const read = file && (await readFile(reading, file));
      if (read) {
        options.links.add(file.path, read.links);
        best = isBetter(read, best) ? read : best;
      } else if (file) {
        options.failed.push(file.path);
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
      reviewedOutside: await this.areOutside(
        reading.target,
        content.reviewedBy,
      ),
      changedAt: await file.changedAt(),
    };
  }
}

function isBetter(read: ReadFile, best: ReadFile | undefined): boolean {
  const sections = (it: ReadFile) => it.content.sections.length;
  return (
    !best ||
    sections(read) > sections(best) ||
    (sections(read) === sections(best) &&
      read.content.words > best.content.words)
  );
}

/**
 * Reads one file. One that is too large or was just removed is a problem of that file.
 *
 * @throws if the source cannot be reached
 */
async function readFile(
  reading: EntityReading,
  file: EntityFile,
): Promise<ReadFile | undefined> {
  const text = await reading.text(file);
  if (text === undefined) {
    return undefined;
  }
  const { dependencies } = reading.target.catalog;
  const read = readDocument(text, { dependencies, now: reading.now });
  read.issues.forEach(issue => reading.tell(file.path, issue));
  reading.holdUntil(read.nextDay);
  return { file, ...read };
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
