import { isError } from '@backstage/errors';
import { JsonObject, JsonValue } from '@backstage/types';
import {
  decisionsFact,
  DecisionsFact,
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
  NamedPeople,
} from '../collector';
import { compareText } from '../collector/folderFiles';
import { entityAt } from '../collector/otherLocation';
import {
  adrLocationAnnotation,
  decisionDirectories,
  decisionGlobs,
  isRecordPath,
  pathBelow,
  readAdrLocation,
} from './decisionFiles';
import { readDecision } from './readDecision';

const maxDecisions = 500;

type Decision = DecisionsFact['decisions'][number];

/**
 * Observes the architecture decision records of entities: what they are about and how far they
 * are thought through, never their text.
 *
 * @public
 */
export class DecisionsCollector extends DocumentsCollector {
  readonly id = 'decisions';
  readonly title = 'Decision records';
  readonly description =
    'Architecture decision records (MADR, Nygard and plain Markdown) in the directory of the entity or at backstage.io/adr-location.';
  readonly schema = decisionsFact.schema;
  override readonly version: string = '2';
  readonly #history: EntityHistory | undefined;

  /**
   * @param options.history - tells the first commit of records without a date; without, they have none
   */
  constructor(
    options: DocumentsCollectorOptions & { history?: EntityHistory },
  ) {
    super(options);
    this.#history = options.history;
  }

  protected globs({ entity }: CollectionTarget): string[] {
    return decisionGlobs(readAdrLocation(entity));
  }

  protected inputs({ entity, catalog }: CollectionTarget): JsonValue {
    return [entity.metadata.annotations ?? {}, catalog.dependencies];
  }

  protected override peopleIn(data: JsonObject): NamedPeople[] {
    return (data as DecisionsFact).decisions.map(it => ({
      people: it.consulted,
      outside: it.consultedOutside,
    }));
  }

  protected async read(
    reading: EntityReading,
    options: { budget: RequestBudget | undefined },
  ): Promise<JsonObject> {
    const { location, files } = await this.#records(reading, options.budget);
    const broken = reading.problems.filter(it => isRecordPath(it.name)).length;
    const records = [...files].sort((a, b) => compareText(b.path, a.path));
    if (records.length > maxDecisions) {
      reading.tell(records[maxDecisions].path, {
        message: `There are ${records.length} records; only ${maxDecisions} are read, by their names from the last.`,
      });
    }
    const decisions: Decision[] = [];
    let unread = 0;
    for (const file of records.slice(0, maxDecisions)) {
      reading.signal.throwIfAborted();
      const text = await reading.text(file);
      if (text === undefined) {
        unread += 1;
        continue;
      }
      const decision = await this.#decision(reading, {
        file,
        text,
        budget: options.budget,
      });
      decisions.push(...(decision ? [decision] : []));
    }
    decisions.sort((a, b) => compareText(b.date ?? '', a.date ?? ''));
    return { location, decisions, broken: broken + unread };
  }

  /** The files that are records, and where they were found. */
  async #records(
    reading: EntityReading,
    budget: RequestBudget | undefined,
  ): Promise<{ location: string; files: EntityFile[] }> {
    const { target, listing, signal } = reading;
    const annotated = readAdrLocation(target.entity);
    if (annotated.type === 'refused') {
      reading.tell(adrLocationAnnotation, { message: annotated.message });
    }
    if (annotated.type === 'url') {
      reading.readElsewhere();
      const elsewhere = await this.files.list({
        entity: entityAt(target.entity, annotated.url),
        globs: decisionGlobs({ type: 'directory', path: '' }),
        signal,
        onRefused: (problem: Problem) => reading.pass([problem]),
        budget,
      });
      if (elsewhere) {
        reading.pass(elsewhere.problems);
        const files = elsewhere.files.filter(file => isRecordPath(file.path));
        return { location: elsewhere.location, files };
      }
    }
    const below = (directories: readonly string[]) => (path: string) => {
      const inside = pathBelow(path, directories);
      return inside !== undefined && isRecordPath(inside);
    };
    const { location } = listing;
    if (annotated.type === 'directory') {
      const isRecord = below([annotated.path]);
      const files = listing.files.filter(file => isRecord(file.path));
      if (files.length > 0) {
        return { location, files };
      }
      reading.tell(annotated.path || '.', {
        message: `The annotation ${adrLocationAnnotation} names a directory without records; the default directories were read.`,
      });
    }
    return {
      location,
      files: this.candidates(reading, below(decisionDirectories)),
    };
  }

  /** @returns undefined for a template */
  async #decision(
    reading: EntityReading,
    options: {
      file: EntityFile;
      text: string;
      budget: RequestBudget | undefined;
    },
  ): Promise<Decision | undefined> {
    const { target, now } = reading;
    const { file, text } = options;
    const { path, url } = file;
    const { dependencies } = target.catalog;
    const read = readDecision(text, { path, dependencies, now });
    if (read.template) {
      return undefined;
    }
    read.issues.forEach(issue => reading.tell(path, issue));
    reading.holdUntil(read.nextDay);
    const { decision } = read;
    const date =
      decision.date ??
      (read.hasDate ? null : await this.#firstCommit(reading, options));
    const changedAt = await file.changedAt();
    return {
      path,
      url,
      ...decision,
      date,
      statusSince: changedAt?.slice(0, 10) ?? date,
      consultedOutside: await this.areOutside(target, decision.consulted),
    };
  }

  async #firstCommit(
    { target, signal }: EntityReading,
    { file, budget }: { file: EntityFile; budget: RequestBudget | undefined },
  ): Promise<string | null> {
    const { entity } = target;
    const { path } = file;
    try {
      const at = await this.#history?.firstCommitAt({
        entity,
        path,
        signal,
        budget,
      });
      return at?.slice(0, 10) ?? null;
    } catch (error) {
      if (isError(error) && !(error instanceof RetryLaterError)) {
        // Without a history the record has no date, and all else that it says.
        return null;
      }
      throw error;
    }
  }
}
