import { Entity } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import {
  maxProblemMessageLength,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  EntityFile,
  RequestBudget,
} from '@team-readiness/backstage-plugin-readiness-node';

/** Errors of one file, as opposed to those of the whole source. */
const fileErrors = new Set(['NotFoundError', 'NotAllowedError', 'InputError']);

/** Most problems that one entity is told of. */
const maxProblems = 100;

/** What one entity is read with. */
export class CodeReading {
  readonly target: CollectionTarget;
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly budget: RequestBudget | undefined;
  /** The entities that the collector asked for, as far as they are there, by ref in lower case. */
  readonly known: ReadonlyMap<string, Entity>;
  readonly problems: Problem[] = [];
  readonly #reporter: string;
  readonly #broken = new Set<string>();

  constructor(options: {
    target: CollectionTarget;
    now: Date;
    signal: AbortSignal;
    budget?: RequestBudget;
    known: ReadonlyMap<string, Entity>;
    /** Id of the collector. */
    reporter: string;
  }) {
    this.target = options.target;
    this.now = options.now;
    this.signal = options.signal;
    this.budget = options.budget;
    this.known = options.known;
    this.#reporter = options.reporter;
  }

  get entity(): Entity {
    return this.target.entity;
  }

  /** How many files have a problem that keeps them from being read. */
  get broken(): number {
    return this.#broken.size;
  }

  /**
   * Tells of a file that something is wrong with.
   *
   * @param path - of the file, relative to the entity's directory or the root of the repository
   */
  tell(
    path: string,
    issue: { message: string; line?: number; column?: number },
  ) {
    if (this.problems.length < maxProblems) {
      const name = path.slice(0, 300);
      this.problems.push({
        subject: 'file',
        name,
        reporter: this.#reporter,
        source: name,
        entityRef: this.target.entityRef,
        ...issue,
        message: issue.message.slice(0, maxProblemMessageLength),
      });
    }
  }

  /** Tells the same, and counts the file among those that could not be read. */
  tellBroken(
    path: string,
    issue: { message: string; line?: number; column?: number },
  ) {
    this.#broken.add(path);
    this.tell(path, issue);
  }

  /**
   * The text of a file, without a byte order mark.
   *
   * @returns undefined for one that is too large or was just removed, which is then broken
   * @throws if the source cannot be reached
   */
  async text(file: EntityFile): Promise<string | undefined> {
    this.signal.throwIfAborted();
    try {
      return (await file.content()).replace(/^\uFEFF/, '');
    } catch (error) {
      if (isError(error) && fileErrors.has(error.name)) {
        this.tellBroken(file.path, { message: error.message });
        return undefined;
      }
      throw error;
    }
  }
}
