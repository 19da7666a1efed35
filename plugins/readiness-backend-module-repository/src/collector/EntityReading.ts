import { isError } from '@backstage/errors';
import {
  maxProblemMessageLength,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  EntityFile,
  EntityFilesListing,
} from '@team-readiness/backstage-plugin-readiness-node';
import { DocumentIssue, toMarkdown } from '../documents';

/** Errors of one file, as opposed to those of the whole source. */
const fileErrors = new Set(['NotFoundError', 'NotAllowedError', 'InputError']);

const maxProblems = 100;

/** One entity while its documents are read: its files, and what turned out to be wrong with them. @public */
export class EntityReading {
  readonly target: CollectionTarget;
  readonly listing: EntityFilesListing;
  /** The time of the run. */
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly #reporter: string;
  readonly #problems: Problem[] = [];
  #holdsUntil: string | undefined;
  #covered = true;

  constructor(options: {
    target: CollectionTarget;
    listing: EntityFilesListing;
    now: Date;
    signal: AbortSignal;
    reporter: string;
  }) {
    this.target = options.target;
    this.listing = options.listing;
    this.now = options.now;
    this.signal = options.signal;
    this.#reporter = options.reporter;
  }

  /** At most 100; the last one then says that there are more. */
  get problems(): Problem[] {
    const all = this.#problems;
    if (all.length <= maxProblems) {
      return [...all];
    }
    const { entityRef } = this.target;
    return [
      ...all.slice(0, maxProblems - 1),
      {
        subject: 'entity',
        name: entityRef.slice(0, 300),
        reporter: this.#reporter,
        message: `There are ${all.length - maxProblems + 1} further problems.`,
        entityRef,
      },
    ];
  }

  /** The ISO date from which on the same files tell something else; undefined for never. */
  get holdsUntil(): string | undefined {
    return this.#holdsUntil;
  }

  /** Remembers that the same files tell something else from a date on; undefined is no such date. */
  holdUntil(date: string | undefined) {
    if (
      date !== undefined &&
      (this.#holdsUntil === undefined || date < this.#holdsUntil)
    ) {
      this.#holdsUntil = date;
    }
  }

  /** Is all that was read covered by the revision of the listing? */
  get isCovered(): boolean {
    return this.#covered;
  }

  /** Remembers that something else was read than the listing, of which nothing tells whether it changed. */
  readElsewhere() {
    this.#covered = false;
  }

  /** Tells what is wrong with a file, and where. */
  tell(path: string, issue: Partial<DocumentIssue> & { message: string }) {
    this.#problems.push({
      subject: 'file',
      name: path.slice(0, 300),
      reporter: this.#reporter,
      source: path.slice(0, 300),
      entityRef: this.target.entityRef,
      ...issue,
      message: issue.message.slice(0, maxProblemMessageLength),
    });
  }

  /** Passes on problems as they are. */
  pass(problems: readonly Problem[]) {
    this.#problems.push(...problems);
  }

  /**
   * The text of a file, as Markdown where it is AsciiDoc or reStructuredText. One that is too large or was just removed is a problem of that file.
   *
   * @returns undefined where it cannot be read
   * @throws if the source cannot be reached
   */
  async text(file: EntityFile): Promise<string | undefined> {
    try {
      return toMarkdown(file.path, await file.content());
    } catch (error) {
      if (isError(error) && fileErrors.has(error.name)) {
        this.tell(file.path, { message: error.message });
        return undefined;
      }
      throw error;
    }
  }
}
