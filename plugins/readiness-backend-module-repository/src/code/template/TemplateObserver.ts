import { Entity } from '@backstage/catalog-model';
import {
  templateFact,
  TemplateFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  EntityFiles,
  EntityFilesListing,
  EntityHistory,
} from '@team-readiness/backstage-plugin-readiness-node';
import { CodeObserver, CodeReading, KnownEntities } from '../collector';
import { plainRef } from '../sources/sourceAddress';
import {
  annotatedTemplate,
  answersFiles,
  readAnswers,
  TemplateAnswers,
} from './readAnswers';
import { keptOf, readSkeleton } from './readSkeleton';

const goldenPathTag = 'golden-path';
const templateVersion = 'backstage.io/template-version';

/** Observes the template behind an entity, and how far it still is that template. */
export class TemplateObserver implements CodeObserver<TemplateFact> {
  readonly fact = templateFact;
  readonly title = 'Template behind it';
  readonly description =
    'The Scaffolder template that the entity was made from or took up, its version, and how many of its files are there.';
  readonly version = '1';
  /** The files of the Template are in a repository of their own. */
  readonly hasRevision = false;
  readonly #files: EntityFiles;
  readonly #history: EntityHistory;
  readonly #entities: KnownEntities;

  constructor(options: {
    files: EntityFiles;
    history: EntityHistory;
    entities: KnownEntities;
  }) {
    this.#files = options.files;
    this.#history = options.history;
    this.#entities = options.entities;
  }

  /** {@inheritDoc CodeObserver.globs} */
  globs(): string[] {
    return [...answersFiles];
  }

  /** {@inheritDoc CodeObserver.observe} */
  async observe(
    reading: CodeReading,
    listing: EntityFilesListing,
  ): Promise<TemplateFact> {
    const annotated = annotatedTemplate(reading.entity);
    const answers = await this.#answers(reading, listing, annotated);
    const ref = annotated ?? answers?.template ?? undefined;
    if (ref === undefined) {
      return { template: null };
    }
    const template = ref.startsWith('template:')
      ? (await this.#entities.get([ref])).get(ref)
      : undefined;
    const tags: unknown = template?.metadata.tags;
    return {
      template: {
        ref,
        exists: template !== undefined,
        goldenPath: Array.isArray(tags) && tags.includes(goldenPathTag),
        origin: annotated === undefined ? 'adopted' : 'made-from',
        kept: template ? await this.#kept(reading, template) : null,
        version: answers?.version ?? null,
        currentVersion: plainRef(
          template?.metadata.annotations?.[templateVersion],
        ),
      },
    };
  }

  /** The first answers file that is about the template that the catalog names, if it names one. */
  async #answers(
    reading: CodeReading,
    listing: EntityFilesListing,
    annotated: string | undefined,
  ): Promise<TemplateAnswers | undefined> {
    reading.problems.push(...listing.problems);
    for (const path of answersFiles) {
      const file = listing.files.find(it => it.path === path);
      const text = file && (await reading.text(file));
      const answers = text === undefined ? undefined : readAnswers(path, text);
      if (text !== undefined && answers === undefined) {
        reading.tellBroken(path, {
          message: 'The answers of a template cannot be read.',
        });
      }
      const isOther =
        annotated !== undefined &&
        answers?.template !== null &&
        answers?.template !== annotated;
      if (answers && !isOther && (annotated ?? answers.template)) {
        return answers;
      }
    }
    return undefined;
  }

  async #kept(reading: CodeReading, template: Entity): Promise<number | null> {
    const { entity, signal, budget } = reading;
    const options = { signal, budget };
    const made = await readSkeleton(this.#files, template, options);
    const tracked =
      made && (await this.#history.trackedPaths({ entity, ...options }));
    return made && tracked?.complete ? keptOf(made, tracked.paths) : null;
  }
}
