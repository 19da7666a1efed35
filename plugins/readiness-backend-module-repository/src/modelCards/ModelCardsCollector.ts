import { FilterPredicate } from '@backstage/filter-predicates';
import { JsonObject, JsonValue } from '@backstage/types';
import {
  modelCardsFact,
  ModelCardsFact,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  EntityFile,
  RequestBudget,
} from '@team-readiness/backstage-plugin-readiness-node';
import { DocumentsCollector, EntityReading } from '../collector';
import {
  modelCardPaths,
  modelDocumentGlobs,
  pipelinePlaces,
  readmePaths,
  retrainingPaths,
} from './modelCardFiles';
import { RetrainingTrigger } from './modelCardSynonyms';
import { isTraining, pipelineTriggers } from './pipelineTriggers';
import { ModelCardReading, readModelCard } from './readModelCard';
import { readRetraining, retrainingPart } from './readRetraining';

const maxPipelines = 100;

type Retraining = NonNullable<ModelCardsFact['retraining']>;

/** A document, and what was read of it. */
interface ReadCard extends ModelCardReading {
  path: string;
}

/** A written trigger, before pipelines are looked at. */
interface WrittenTrigger {
  path: string;
  trigger: RetrainingTrigger;
  pipeline: string | undefined;
}

/**
 * Observes the model card of an ML component, and what is written about training it again. Never the text.
 *
 * Of several cards the first of the paths wins that is more than an empty form; a README counts only where its
 * front matter says that it is a model card.
 *
 * @public
 */
export class ModelCardsCollector extends DocumentsCollector {
  readonly id = 'model-cards';
  readonly title = 'Model cards';
  readonly description =
    'Model card and written trigger for retraining of Components that are models or serve one, and of Resources that are models.';
  readonly schema = modelCardsFact.schema;
  override readonly target: FilterPredicate = {
    $any: [
      { kind: 'Component', 'spec.type': { $in: ['ml-model', 'ml-service'] } },
      { kind: 'Resource', 'spec.type': 'model' },
    ],
  };

  protected globs(): string[] {
    return [...modelDocumentGlobs];
  }

  protected inputs({ entity }: CollectionTarget): JsonValue {
    return [entity.metadata.annotations ?? {}];
  }

  /** A README is told by the collector `repository`. */
  protected override concerns({ name }: Problem): boolean {
    return name === '.' || this.#isOwn(name);
  }

  #isOwn(path: string): boolean {
    return modelCardPaths.includes(path) || retrainingPaths.includes(path);
  }

  protected async read(
    reading: EntityReading,
    { budget }: { budget: RequestBudget | undefined },
  ): Promise<JsonObject> {
    const { location, problems } = reading.listing;
    const leftOut = problems.find(({ name }) => this.#isOwn(name));
    if (leftOut) {
      throw unread(leftOut.name);
    }
    const { card, readme } = await this.#cards(reading);
    const written = await this.#written(reading, [card, readme]);
    const retraining =
      written && (await this.#automated(reading, written, budget));
    return {
      location,
      card: card ? { path: card.path, ...card.card } : null,
      retraining: retraining ?? null,
    };
  }

  /** The model card, and the README where it is none. */
  async #cards(
    reading: EntityReading,
  ): Promise<{ card: ReadCard | undefined; readme: ReadCard | undefined }> {
    const cards: ReadCard[] = [];
    for (const file of filesAt(reading, modelCardPaths)) {
      const read = readModelCard(await textOf(reading, file), reading.now);
      if (read.about !== 'dataset') {
        cards.push({ path: file.path, ...read });
      }
    }
    const [file] = filesAt(reading, readmePaths);
    const text = file && (await reading.text(file));
    const readme =
      file && text !== undefined
        ? { path: file.path, ...readModelCard(text, reading.now) }
        : undefined;
    if (readme?.about === 'model') {
      cards.push(readme);
    }
    const card = cards.find(it => it.card.words > 0) ?? cards[0];
    card?.issues.forEach(issue => reading.tell(card.path, issue));
    reading.holdUntil(card?.nextDay);
    return { card, readme };
  }

  /** What starts a retraining, by the document on it, else by a part of the card or the README. */
  async #written(
    reading: EntityReading,
    others: ReadonlyArray<ReadCard | undefined>,
  ): Promise<WrittenTrigger | undefined> {
    for (const file of filesAt(reading, retrainingPaths)) {
      const { path } = file;
      const text = await textOf(reading, file);
      const { trigger, pipeline, issues } = readRetraining(text, reading.now);
      issues.forEach(issue => reading.tell(path, issue));
      if (trigger) {
        return { path, trigger, pipeline };
      }
      reading.tell(path, {
        message:
          'It does not say what starts a retraining: a schedule, drift, new data, or somebody.',
        line: 1,
        column: 1,
      });
    }
    for (const other of others) {
      const trigger = other && retrainingPart(other.outline);
      if (trigger) {
        return { path: other.path, trigger, pipeline: undefined };
      }
    }
    return undefined;
  }

  /** Looks for a pipeline that starts by that trigger. */
  async #automated(
    reading: EntityReading,
    written: WrittenTrigger,
    budget: RequestBudget | undefined,
  ): Promise<Retraining> {
    const { path, trigger, pipeline } = written;
    if (trigger === 'manual') {
      return { path, trigger, automated: false };
    }
    const pipelines = await this.#pipelines(reading, pipeline, budget);
    for (const file of pipelines) {
      reading.signal.throwIfAborted();
      const text = await reading.text(file);
      const starts =
        text !== undefined &&
        (pipeline !== undefined || isTraining(file.path, text)) &&
        pipelineTriggers(file.path, text).has(trigger);
      if (starts) {
        return { path, trigger, automated: true };
      }
    }
    if (pipeline !== undefined && pipelines.length === 0) {
      const message = `The pipeline ${pipeline} that it names is not there.`;
      reading.tell(path, { message, line: 1, column: 1 });
    }
    return { path, trigger, automated: false };
  }

  /** The pipeline that is named, else all in the directory of the entity and at the root of its repository. */
  async #pipelines(
    { target, signal }: EntityReading,
    pipeline: string | undefined,
    budget: RequestBudget | undefined,
  ): Promise<EntityFile[]> {
    const { entity } = target;
    const globs = pipeline === undefined ? [...pipelinePlaces] : [pipeline];
    const own = await this.files.list({ entity, globs, signal, budget });
    const root = await this.files.repositoryFiles?.({ entity, signal, budget });
    const files = [...(own?.files ?? []), ...(root?.files ?? [])];
    return files
      .filter(
        file =>
          /\.(?:ya?ml|py)$/.test(file.path) &&
          (pipeline === undefined || file.path === pipeline),
      )
      .slice(0, maxPipelines);
  }
}

/** The files at these paths, in the order of the paths; of a directory that tells no case apart, each once. */
function filesAt(
  { listing }: EntityReading,
  paths: readonly string[],
): EntityFile[] {
  const seen = new Set<string>();
  return paths.flatMap(path => {
    const file = listing.files.find(it => it.path === path);
    const key = path.toLowerCase();
    if (!file || seen.has(key)) {
      return [];
    }
    seen.add(key);
    return [file];
  });
}

/** That a document which is there says nothing would be made up. */
function unread(path: string): Error {
  return new Error(
    `${path} cannot be read, so that nobody knows what it says.`,
  );
}

/**
 * The text of a document.
 *
 * @throws Error where it cannot be read
 */
async function textOf(
  reading: EntityReading,
  file: EntityFile,
): Promise<string> {
  const text = await reading.text(file);
  if (text === undefined) {
    throw unread(file.path);
  }
  return text;
}
