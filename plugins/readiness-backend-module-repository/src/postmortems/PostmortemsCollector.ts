import { isError } from '@backstage/errors';
import { JsonObject, JsonValue } from '@backstage/types';
import {
  postmortemsFact,
  PostmortemsFact,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  EntityFile,
  EntityHistory,
  RequestBudget,
  RetryLaterError,
} from '@team-readiness/backstage-plugin-readiness-node';
import {
  DocumentsCollector,
  DocumentsCollectorOptions,
  EntityReading,
} from '../collector';
import { compareText } from '../collector/folderFiles';
import { firstIsoDate } from '../documents';
import { incidentPrefixes } from './incidentId';
import {
  isPostmortemPath,
  postmortemDirectories,
  postmortemGlobs,
} from './postmortemFiles';
import { PostmortemReading, readPostmortem } from './readPostmortem';

const maxPostmortems = 200;
const maxFollowUps = 500;
/** By their names it cannot be told which are old, and old ones are many. */
const maxFiles = 5 * maxPostmortems;
const maxAgeDays = 366;
const dayMs = 24 * 60 * 60 * 1000;

type Postmortem = PostmortemsFact['postmortems'][number];
type FollowUp = PostmortemsFact['followUps'][number];

function addDays(date: string | Date, days: number): string {
  const time = new Date(date).getTime() + days * dayMs;
  return new Date(time).toISOString().slice(0, 10);
}

/**
 * Observes postmortems: when they were written, which parts they have, and what follows from them. Never their text,
 * and no names of people.
 *
 * @public
 */
export class PostmortemsCollector extends DocumentsCollector {
  readonly id = 'postmortems';
  readonly title = 'Postmortems';
  readonly description =
    'Postmortems in docs/postmortems and the like of the directory of the entity, of the last twelve months, and their follow-ups.';
  readonly schema = postmortemsFact.schema;
  readonly #history: EntityHistory | undefined;
  readonly #prefixes: readonly string[];

  /**
   * @param options.history - tells the first commit of postmortems without a date; without, they have none but the
   *   one they give
   * @param options.incidentPrefixes - what ids of incidents begin with, in titles and names of files; default
   *   {@link incidentPrefixes}
   */
  constructor(
    options: DocumentsCollectorOptions & {
      history?: EntityHistory;
      incidentPrefixes?: readonly string[];
    },
  ) {
    super(options);
    this.#history = options.history;
    this.#prefixes = options.incidentPrefixes ?? incidentPrefixes;
  }

  protected globs(): string[] {
    return [...postmortemGlobs];
  }

  protected inputs({ entity }: CollectionTarget): JsonValue {
    return [entity.metadata.annotations ?? {}, [...this.#prefixes]];
  }

  protected override concerns({ name }: Problem): boolean {
    return (
      name === '.' ||
      postmortemDirectories.some(directory =>
        `${name}/`.startsWith(`${directory}/`),
      )
    );
  }

  protected async read(
    reading: EntityReading,
    { budget }: { budget: RequestBudget | undefined },
  ): Promise<JsonObject> {
    const { now, listing } = reading;
    const { files, unread } = this.newest(reading, isPostmortemPath, maxFiles);
    const oldest = addDays(now, -maxAgeDays);
    let broken = unread;
    const found: Array<{ postmortem: Postmortem; followUps: FollowUp[] }> = [];
    for (const file of files) {
      reading.signal.throwIfAborted();
      const text = await reading.text(file);
      if (text === undefined) {
        broken += 1;
        continue;
      }
      const { path, url } = file;
      const read = readPostmortem(text, {
        path,
        now,
        prefixes: this.#prefixes,
      });
      if (read.unfilled) {
        if (read.hasTitle) {
          const message =
            'It is a form that nobody has filled in, so it does not count as a postmortem.';
          reading.tell(path, { message, line: 1, column: 1 });
        }
        continue;
      }
      read.issues.forEach(issue => reading.tell(path, issue));
      reading.holdUntil(read.nextDay);
      const date = await this.#date(reading, { file, read, budget });
      // The day in its name is the one of the incident: good enough to tell that it is old.
      const day = date ?? firstIsoDate(path);
      if (day !== undefined && day < oldest) {
        continue;
      }
      if (day !== undefined) {
        reading.holdUntil(addDays(day, maxAgeDays + 1));
      }
      found.push({
        postmortem: { path, url, ...read.postmortem, date },
        followUps: await this.#followUps({ file, read, date }),
      });
    }
    found.sort(
      (a, b) =>
        compareText(b.postmortem.date ?? '', a.postmortem.date ?? '') ||
        compareText(b.postmortem.path, a.postmortem.path),
    );
    const newest = found.slice(0, maxPostmortems);
    if (found.length > maxPostmortems) {
      reading.tell(found[maxPostmortems].postmortem.path, {
        message: `There are ${found.length} postmortems of the last twelve months; only the newest ${maxPostmortems} are kept.`,
      });
    }
    return {
      location: listing.location,
      postmortems: newest.map(({ postmortem }) => postmortem),
      followUps: newest
        .flatMap(({ followUps }) => followUps)
        .slice(0, maxFollowUps),
      broken,
    };
  }

  /** When it was published: what it says, else the first commit, else the day that it calls its date. */
  async #date(
    { target, signal }: EntityReading,
    options: {
      file: EntityFile;
      read: PostmortemReading;
      budget: RequestBudget | undefined;
    },
  ): Promise<string | null> {
    const { file, read, budget } = options;
    if (read.hasDate) {
      return read.postmortem.date;
    }
    try {
      const at = await this.#history?.firstCommitAt({
        entity: target.entity,
        path: file.path,
        signal,
        budget,
      });
      return at?.slice(0, 10) ?? read.fallbackDate;
    } catch (error) {
      if (isError(error) && !(error instanceof RetryLaterError)) {
        return read.fallbackDate;
      }
      throw error;
    }
  }

  /** What is done without a day was done by the last change of the document at the latest. */
  async #followUps(options: {
    file: EntityFile;
    read: PostmortemReading;
    date: string | null;
  }): Promise<FollowUp[]> {
    const { file, read, date } = options;
    const someDay = read.followUps.some(({ doneSomeDay }) => doneSomeDay);
    const changedAt = someDay ? await file.changedAt() : null;
    const latest = changedAt?.slice(0, 10) ?? date;
    return read.followUps.map(({ doneSomeDay, ...followUp }) => ({
      postmortem: file.path,
      writtenOn: date,
      ...followUp,
      closedOn: doneSomeDay ? latest : followUp.closedOn,
    }));
  }
}
