import { UrlReaderService } from '@backstage/backend-plugin-api';
import { NotImplementedError } from '@backstage/errors';
import { RequestBudget } from '../requests';
import { pathsByName } from './defaultPaths';
import { EntityFile, EntityFilesListing } from './EntityFiles';
import { FileLimits } from './FileLimits';
import { FileSelection, tooLarge } from './FileSelection';
import { HostRequests } from './HostRequests';
import { HostedRepositories } from './hosts';
import { RepositoryPlace } from './RepositoryPlace';
import {
  RepositoryTree,
  RepositoryTrees,
  TreeReading,
} from './RepositoryTrees';
import { SearchedFiles } from './SearchedFiles';
import { SingleFiles } from './SingleFiles';

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

/** What a listing of a hosted repository is made with. */
export interface TreeListingOptions {
  place: RepositoryPlace;
  selection: FileSelection;
  signal?: AbortSignal;
  knownRevision?: string;
  budget?: RequestBudget;
}

/**
 * Lists and reads files of hosted repositories. Where the host gives whole trees, one tree serves
 * all entities in the repository. Where it does not, it is searched for each pattern, if it can be searched;
 * otherwise exact paths and the default ones of each pattern are asked for one by one. A listing of
 * patterns alone fails where nothing was at their default paths, since something may be elsewhere.
 */
export class TreeFiles {
  readonly #limits: FileLimits;
  readonly #trees: RepositoryTrees;
  readonly #singles: SingleFiles;
  readonly #searched: SearchedFiles;
  readonly #hosted: HostedRepositories;

  /**
   * @param options.hosted - tells when files changed
   */
  constructor(options: {
    urlReader: UrlReaderService;
    requests: HostRequests;
    hosted: HostedRepositories;
    limits: FileLimits;
    now?: () => number;
  }) {
    this.#limits = options.limits;
    this.#trees = new RepositoryTrees(options);
    this.#singles = new SingleFiles(options);
    this.#searched = new SearchedFiles(options);
    this.#hosted = options.hosted;
  }

  /**
   * @throws if the host cannot be reached or asked, or does not know the repository, or the signal
   *   is aborted; RetryLaterError where the host has to be left alone
   */
  async list(options: TreeListingOptions): Promise<EntityFilesListing> {
    const { place, selection } = options;
    const reading = await this.#read(options);
    if (reading.type === 'unchanged') {
      const { revision } = reading;
      return {
        location: place.url,
        revision,
        unchanged: true,
        files: [],
        problems: [],
      };
    }
    if (reading.type === 'tree') {
      this.#listTree(options, reading.tree);
    } else {
      await this.#listSingles(options);
    }
    return {
      location: place.url,
      revision: reading.type === 'tree' ? reading.tree.revision : null,
      files: selection.files,
      problems: selection.problems,
    };
  }

  /** @returns as EntityFiles.paths */
  async paths(
    options: Omit<TreeListingOptions, 'selection' | 'knownRevision'>,
  ): Promise<{ complete: boolean; paths: string[] } | undefined> {
    const reading = await this.#read(options);
    if (reading.type !== 'tree') {
      return undefined;
    }
    const { paths, truncated } = reading.tree;
    const { directory } = options.place;
    const prefix = directory ? `${directory}/` : '';
    const inside: string[] = [];
    for (let i = lowerBound(paths, prefix); i < paths.length; i++) {
      if (!paths[i].startsWith(prefix)) {
        break;
      }
      inside.push(paths[i].slice(prefix.length));
    }
    return { complete: !truncated, paths: inside };
  }

  /** Repositories were pushed to: from now on their hosts are asked again. */
  outdate(isChanged: (repositoryUrl: string | undefined) => boolean) {
    this.#trees.outdate(isChanged);
    this.#singles.outdate(isChanged);
  }

  #read(options: Omit<TreeListingOptions, 'selection'>): Promise<TreeReading> {
    return unlessAborted(
      () => this.#trees.get(options.place, options),
      options.signal,
    );
  }

  #listTree(options: TreeListingOptions, tree: RepositoryTree) {
    const { place, selection, budget } = options;
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
    const changedAt = this.#hosted.datesOf(place, tree.revision, budget);
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
          const file = this.#file(options, path, inTree, held);
          selection.add(
            // The times in an archive are those of its newest commit, which say nothing about one file.
            { ...file, changedAt: () => changedAt(inTree) },
            tree.sizes.get(inTree) ?? 0,
          );
        }
      }
    }
  }

  async #listSingles(options: TreeListingOptions) {
    const { place, selection, signal, budget } = options;
    const prefix = place.directory ? `${place.directory}/` : '';
    const found = await unlessAborted(
      () => this.#searched.find(place, selection.globs, budget),
      signal,
    );
    for (const [path, content] of found.files) {
      selection.add(
        this.#file(options, path, prefix + path, content),
        content.length,
      );
    }
    const paths = pathsByName(found.unsearched);
    for (const path of paths) {
      const url = place.fileUrl(prefix + path);
      const content = await unlessAborted(
        () => this.#singles.get(url, path, budget),
        signal,
      );
      if (content) {
        selection.add(
          this.#file(options, path, prefix + path, content),
          content.length,
        );
      }
    }
    const unseen = found.unsearched.some(glob => glob.literal === undefined);
    const asked = unseen && found.unsearched.some(glob => glob.literal);
    if (unseen && !asked && selection.files.length === 0) {
      // Nothing was at a name that somebody chose: an empty listing would say that nothing is there.
      throw new NotImplementedError(
        'The host lists no directories and nothing was found by name, so it is not known what is there: it needs an integration under integrations in the configuration.',
      );
    }
    if (unseen) {
      selection.leaveOut(
        '.',
        'The host lists no directories, so only documents at their exact default or annotated paths were looked for.',
      );
    }
  }

  #file(
    { place, budget }: TreeListingOptions,
    path: string,
    inTree: string,
    held: Buffer | undefined,
  ): EntityFile {
    const url = place.fileUrl(inTree);
    return {
      path,
      url,
      content: async () => {
        const content = held ?? (await this.#singles.get(url, path, budget));
        if (content === null) {
          throw new Error(`The file ${path} is no longer there`);
        }
        if (content.length > this.#limits.maxFileBytes) {
          throw tooLarge(path, this.#limits.maxFileBytes);
        }
        return content.toString('utf8');
      },
      changedAt: async () => null,
    };
  }
}
