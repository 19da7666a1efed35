import { JsonObject } from '@backstage/types';
import {
  pipelinesFact,
  PipelinesFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  EntityFile,
  EntityFiles,
  EntityFilesListing,
  readYamlDocuments,
  toRepositoryUrl,
} from '@team-readiness/backstage-plugin-readiness-node';
import { CodeObserver, CodeReading } from '../collector';
import { textOf } from '../kubernetes/readObjects';
import { concernsDirectory } from './concernsDirectory';
import {
  pipelineGlobs,
  PipelinePlatform,
  pipelinePlatform,
} from './pipelinePlatform';
import { readLibraries } from './readLibraries';
import { readTemplates } from './readTemplates';
import { objectOf, SharedTemplate } from './SharedTemplate';

const maxFiles = 200;
const maxShared = 500;

interface Pipeline {
  platform: PipelinePlatform;
  shared: SharedTemplate[];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** Observes the CI pipelines of an entity, and which templates of others they use. */
export class PipelinesObserver implements CodeObserver<PipelinesFact> {
  readonly fact = pipelinesFact;
  readonly title = 'CI pipelines';
  readonly description =
    'CI pipelines at the root of the repository and in the directory of the entity, and the shared templates that they use.';
  readonly version = '1';
  readonly #files: EntityFiles;

  constructor(options: { files: EntityFiles }) {
    this.#files = options.files;
  }

  /** {@inheritDoc CodeObserver.globs} */
  globs(): string[] {
    return [...pipelineGlobs];
  }

  /** {@inheritDoc CodeObserver.observe} */
  async observe(
    reading: CodeReading,
    listing: EntityFilesListing,
  ): Promise<PipelinesFact | undefined> {
    const { entity, signal, budget } = reading;
    const root = await this.#files.repositoryFiles?.({
      entity,
      signal,
      budget,
    });
    if (!root) {
      reading.tell('.', {
        message:
          'Pipelines were not looked for, since the root of the repository is not known.',
      });
      return undefined;
    }
    const prefix = root.directory ? `${root.directory}/` : '';
    const files = new Map<string, EntityFile>();
    for (const file of root.files) {
      files.set(file.path, file);
    }
    for (const file of listing.files) {
      files.set(prefix + file.path, file);
    }
    const leftOut = new Map(
      [
        ...listing.problems.map(it => ({ ...it, name: prefix + it.name })),
        ...root.problems,
      ].map(({ name, message }) => [name, message]),
    );
    for (const [name, message] of leftOut) {
      if (pipelinePlatform(name)) {
        reading.tellBroken(name, { message });
      }
    }
    const fact: PipelinesFact = {
      location: listing.location,
      files: [],
      platforms: [],
      shared: [],
      broken: 0,
    };
    const paths = [...files.keys()].filter(pipelinePlatform).sort();
    if (paths.length > maxFiles) {
      reading.tell(paths[maxFiles], {
        message: `There are ${paths.length} pipelines; this one and later ones were not read.`,
      });
    }
    for (const path of paths.slice(0, maxFiles)) {
      const file = files.get(path);
      const pipeline =
        file && (await this.#read(reading, file, path, root.directory));
      if (pipeline) {
        fact.files.push({ path, platform: pipeline.platform });
        fact.shared.push(
          ...this.#others(pipeline.shared, listing.location).map(it => ({
            ...it,
            path,
          })),
        );
      }
    }
    const [isPart] = root.problems.filter(it => it.name === '.');
    if (fact.files.length === 0 && isPart) {
      // Where not every path could be looked for, nothing found is not nothing there.
      reading.problems.push(isPart);
      return undefined;
    }
    fact.platforms = [...new Set(fact.files.map(it => it.platform))].sort();
    fact.shared = fact.shared.slice(0, maxShared);
    fact.broken = reading.broken;
    return fact;
  }

  /** @returns undefined for a file that is no pipeline of the entity */
  async #read(
    reading: CodeReading,
    file: EntityFile,
    path: string,
    directory: string,
  ): Promise<Pipeline | undefined> {
    const platform = pipelinePlatform(path);
    const text = await reading.text(file);
    if (platform === undefined) {
      return undefined;
    }
    if (text === undefined) {
      return { platform, shared: [] };
    }
    if (platform === 'jenkins') {
      return { platform, shared: readLibraries(text) };
    }
    const { documents, unreadable } = readYamlDocuments(text);
    for (const { message, line, column } of unreadable) {
      reading.tellBroken(path, { message, line, column });
    }
    const read: JsonObject[] = documents.map(({ data }) => objectOf(data));
    const isOther =
      (platform === 'github-actions' &&
        !read.every(it => concernsDirectory(it, directory))) ||
      (platform === 'tekton' &&
        unreadable.length === 0 &&
        !read.some(it => /^tekton\.dev\//.test(textOf(it.apiVersion))));
    return isOther
      ? undefined
      : { platform, shared: read.flatMap(it => readTemplates(platform, it)) };
  }

  /** Without those of the repository itself, each once, by source. */
  #others(shared: SharedTemplate[], location: string): SharedTemplate[] {
    const own = toRepositoryUrl(location)?.split('/').slice(3).join('/');
    const bySource = new Map(
      shared
        .filter(
          ({ source }) =>
            own === undefined || !source.toLowerCase().startsWith(`${own}/`),
        )
        .map(it => [`${it.source}@${it.ref ?? ''}`, it]),
    );
    return [...bySource.values()].sort(
      (a, b) =>
        compare(a.source, b.source) || compare(a.ref ?? '', b.ref ?? ''),
    );
  }
}
