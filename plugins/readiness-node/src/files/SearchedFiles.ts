import { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { PathGlob } from '@team-readiness/backstage-plugin-readiness-common';
import { RequestBudget } from '../requests';
import { FileLimits } from './FileLimits';
import { HostRequests } from './HostRequests';
import { RepositoryPlace } from './RepositoryPlace';

const searchTimeoutMs = 60_000;
const maxFound = 200;

/** Does the error say that this reader cannot search for patterns? */
function saysNoSearch(error: unknown): boolean {
  return (
    isError(error) &&
    (error.name === 'NotImplementedError' ||
      /unsupported search|not implement|does not support/i.test(error.message))
  );
}

/**
 * Searches hosts that give no whole trees for the files of patterns. A host that cannot be
 * searched is not asked again.
 */
export class SearchedFiles {
  readonly #urlReader: UrlReaderService;
  readonly #requests: HostRequests;
  readonly #limits: FileLimits;
  readonly #unsearchable = new Set<string>();

  constructor(options: {
    urlReader: UrlReaderService;
    requests: HostRequests;
    limits: FileLimits;
  }) {
    this.#urlReader = options.urlReader;
    this.#requests = options.requests;
    this.#limits = options.limits;
  }

  /**
   * @returns `files`: contents by path relative to the entity's directory, at most 200; `unsearched`: the patterns
   *   without wildcards, and those that could not be searched for
   * @throws if the host cannot be asked; RetryLaterError as RepositoryTrees.get
   */
  async find(
    place: RepositoryPlace,
    globs: readonly PathGlob[],
    budget: RequestBudget | undefined,
  ): Promise<{ files: Map<string, Buffer>; unsearched: PathGlob[] }> {
    const files = new Map<string, Buffer>();
    const unsearched: PathGlob[] = [];
    const host = this.#requests.hostOf(place.treeUrl);
    for (const glob of globs) {
      const searchable =
        glob.literal === undefined &&
        !glob.text.includes('?') &&
        !this.#unsearchable.has(host);
      if (!searchable || !(await this.#search(place, glob, budget, files))) {
        unsearched.push(glob);
      }
    }
    return { files, unsearched };
  }

  async #search(
    place: RepositoryPlace,
    glob: PathGlob,
    budget: RequestBudget | undefined,
    files: Map<string, Buffer>,
  ): Promise<boolean> {
    const prefix = place.directory ? `${place.directory}/` : '';
    const url = place.fileUrl(prefix + glob.text);
    const base = place.fileUrl(prefix);
    await this.#requests.take(url, { type: 'search' }, budget);
    try {
      const found = await this.#urlReader.search(url, {
        signal: AbortSignal.timeout(searchTimeoutMs),
      });
      for (const file of found.files.slice(0, maxFound)) {
        const path = file.url.startsWith(base)
          ? decodeURIComponent(file.url.slice(base.length))
          : '';
        if (files.size < maxFound && glob.matches(path) && !files.has(path)) {
          const content = await file.content();
          // One byte more than allowed is kept, so that whoever reads it is told that it is too large.
          files.set(path, content.subarray(0, this.#limits.maxFileBytes + 1));
        }
      }
      return true;
    } catch (error) {
      if (saysNoSearch(error)) {
        this.#unsearchable.add(this.#requests.hostOf(url));
        return false;
      }
      throw this.#requests.explain(url, error);
    }
  }
}
