import { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError, NotImplementedError } from '@backstage/errors';
import { EntityFile, EntityFilesListing } from './EntityFiles';
import { FileLimits } from './FileLimits';
import { FileSelection, tooLarge } from './FileSelection';
import { RepositoryPlace } from './RepositoryPlace';
import { RepositoryTree, RepositoryTrees } from './RepositoryTrees';
import { SharedReads } from './SharedReads';

const freshMs = 60_000;
const readTimeoutMs = 30_000;

/** A file that was read by its own URL. `content` is null where there is none. */
interface SingleFile {
  content: Buffer | null;
  etag?: string;
}

/** The index of the first path that is not smaller. `paths` is sorted. */
function lowerBound(paths: string[], path: string): number {
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (paths[middle] < path) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** Waits for something shared, but no longer than the caller wants to. */
async function unlessAborted<T>(
  start: () => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) {
    return start();
  }
  signal.throwIfAborted();
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([start(), aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/**
 * Lists and reads files of hosted repositories. Where the host gives whole trees, one tree serves
 * all entities in the repository; where it does not, the paths without wildcards are asked for
 * one by one, and a listing without any such path fails.
 */
export class TreeFiles {
  readonly #urlReader: UrlReaderService;
  readonly #limits: FileLimits;
  readonly #trees: RepositoryTrees;
  readonly #singles: SharedReads<SingleFile>;

  constructor(options: {
    urlReader: UrlReaderService;
    limits: FileLimits;
    now?: () => number;
  }) {
    this.#urlReader = options.urlReader;
    this.#limits = options.limits;
    this.#trees = new RepositoryTrees(options);
    this.#singles = new SharedReads({
      freshMs,
      maxValues: 10_000,
      maxWeight: 32 * 1024 * 1024,
      weigh: file => (file.content?.length ?? 0) + 500,
      now: options.now,
    });
  }

  /**
   * @throws if the host cannot be reached or asked, or does not know the repository, or the signal
   *   is aborted
   */
  async list(options: {
    place: RepositoryPlace;
    selection: FileSelection;
    signal?: AbortSignal;
  }): Promise<EntityFilesListing> {
    const { place, selection, signal } = options;
    const tree = await unlessAborted(
      () => this.#trees.get(place.treeUrl),
      signal,
    );
    if (tree) {
      this.#listTree(place, selection, tree);
    } else {
      await this.#listSingles(place, selection, signal);
    }
    return {
      location: place.url,
      revision: tree?.revision ?? null,
      files: selection.files,
      problems: selection.problems,
    };
  }

  #listTree(
    place: RepositoryPlace,
    selection: FileSelection,
    tree: RepositoryTree,
  ) {
    const { maxDepth } = this.#limits;
    const prefix = place.directory ? `${place.directory}/` : '';
    if (tree.truncated) {
      selection.leaveOut(
        '.',
        `The repository holds more than ${this.#limits.maxTreeFiles.toLocaleString(
          'en',
        )} files; some were not looked at.`,
      );
    }
    for (let i = lowerBound(tree.paths, prefix); i < tree.paths.length; i++) {
      const inTree = tree.paths[i];
      if (!inTree.startsWith(prefix) || selection.full) {
        break;
      }
      const path = inTree.slice(prefix.length);
      if (selection.wants(path)) {
        if (path.split('/').length > maxDepth + 1) {
          selection.leaveOut(path, 'Is too deep and was not looked at.');
        } else {
          const held = tree.contents.get(inTree);
          const url = place.fileUrl(inTree);
          selection.add(
            this.#file(path, url, held),
            tree.sizes.get(inTree) ?? 0,
          );
        }
      }
    }
  }

  async #listSingles(
    place: RepositoryPlace,
    selection: FileSelection,
    signal: AbortSignal | undefined,
  ) {
    const literals = selection.globs.flatMap(glob => glob.literal ?? []);
    if (literals.length === 0) {
      // Not one question can be asked: an empty listing would say that nothing is there.
      throw new NotImplementedError(
        'The host lists no directories, so nothing could be looked for: it needs an integration under integrations in the configuration.',
      );
    }
    for (const path of literals) {
      const inTree = place.directory ? `${place.directory}/${path}` : path;
      const url = place.fileUrl(inTree);
      const { content } = await unlessAborted(
        () => this.#single(url, path),
        signal,
      );
      if (content) {
        selection.add(this.#file(path, url, content), content.length);
      }
    }
    if (literals.length < selection.globs.length) {
      selection.leaveOut(
        '.',
        'The host lists no directories, so only documents at their exact default or annotated paths were looked for.',
      );
    }
  }

  #file(path: string, url: string, held: Buffer | undefined): EntityFile {
    return {
      path,
      url,
      content: async () => {
        const content = held ?? (await this.#single(url, path)).content;
        if (content === null) {
          throw new Error(`The file ${path} is no longer there`);
        }
        if (content.length > this.#limits.maxFileBytes) {
          throw tooLarge(path, this.#limits.maxFileBytes);
        }
        return content.toString('utf8');
      },
      // The times in an archive are those of its newest commit, which say nothing about one file.
      changedAt: async () => null,
    };
  }

  #single(url: string, path: string): Promise<SingleFile> {
    return this.#singles.get(url, async last => {
      try {
        const response = await this.#urlReader.readUrl(url, {
          ...(last?.etag ? { etag: last.etag } : {}),
          signal: AbortSignal.timeout(readTimeoutMs),
        });
        const chunks: Buffer[] = [];
        let length = 0;
        for await (const chunk of response.stream?.() ?? [
          await response.buffer(),
        ]) {
          const bytes = Buffer.from(chunk);
          length += bytes.length;
          // One byte too many is enough to tell that it is too large.
          if (length > this.#limits.maxFileBytes + 1) {
            throw tooLarge(path, this.#limits.maxFileBytes);
          }
          chunks.push(bytes);
        }
        return { content: Buffer.concat(chunks), etag: response.etag };
      } catch (error) {
        if (isError(error) && error.name === 'NotFoundError') {
          return { content: null };
        }
        if (last && isError(error) && error.name === 'NotModifiedError') {
          return last;
        }
        throw error;
      }
    });
  }
}
