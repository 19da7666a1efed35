import { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { FileLimits, ignoredDirectories } from './FileLimits';
import { SharedReads } from './SharedReads';

/**
 * Trees of hosted repositories, each read once for all entities in it.
 *
 * A tree is kept as the list of all its paths with their sizes, and the contents of those files
 * that collectors ask for by default. Who asks for others gets them one by one, so that an
 * annotation never makes a whole archive be read again. A minute after it was read, the host
 * is asked whether it changed (by ETag, which for Git hosts is the commit); unchanged
 * trees are not downloaded again.
 */

/** A repository at one revision. */
export interface RepositoryTree {
  /** ETag of the host, mostly the commit, or null. */
  revision: string | null;
  /** Paths relative to the tree, sorted by code unit. */
  paths: string[];
  sizes: ReadonlyMap<string, number>;
  contents: ReadonlyMap<string, Buffer>;
  /** Has it more files than are remembered? */
  truncated: boolean;
  /** About how many bytes of memory it takes. */
  weight: number;
}

const freshMs = 60_000;
const readTimeoutMs = 5 * 60_000;

/** Files that are held in memory once a tree is read: those of the default paths. */
const textName =
  /^(?:codeowners|jenkinsfile|.*\.(?:md|markdown|ya?ml|json|rego|csv))$/i;
const heldAtRoot =
  /^(?:readme|runbook|architecture)\.md$|^codeowners$|^jenkinsfile$/i;
/** What code is built with and on, whichever directory it is in. */
const heldAnywhere = new Set(
  [
    'package.json go.mod pom.xml build.gradle build.gradle.kts pyproject.toml requirements.txt',
    'Pipfile Cargo.toml Gemfile composer.json mix.exs Package.swift Dockerfile Containerfile',
    'compose.yaml compose.yml docker-compose.yaml docker-compose.yml Chart.yaml',
    '.gitlab-ci.yml azure-pipelines.yml azure-pipelines.yaml bitbucket-pipelines.yml .travis.yml',
    '.copier-answers.yml .cruft.json catalog-info.yaml',
  ].flatMap(names => names.split(' ')),
);
const heldExtension = /\.(?:tf|tofu|tf\.json|tofu\.json|csproj|fsproj)$/;
const heldDirectories = new Set(
  'docs slo slos openslo policy policies deploy k8s manifests .github .gitlab .circleci .buildkite .tekton .azure-pipelines'.split(
    ' ',
  ),
);

function isHeld(path: string): boolean {
  const names = path.split('/');
  const name = names.pop() ?? '';
  return (
    heldAtRoot.test(name) ||
    heldAnywhere.has(name) ||
    heldExtension.test(name) ||
    (textName.test(name) && names.some(n => heldDirectories.has(n)))
  );
}

/** Is it a path that stays inside, and is it not in an ignored directory? */
function isPlainPath(path: string): boolean {
  if (path.length > 1_000 || /[\\\0]/.test(path)) {
    return false;
  }
  const names = path.split('/');
  return (
    names.length <= 32 &&
    names.every(
      name =>
        name !== '' &&
        name !== '.' &&
        name !== '..' &&
        !ignoredDirectories.has(name),
    )
  );
}

/** Does the error say that a host cannot give whole trees at all? */
function saysNoTrees(error: unknown): boolean {
  return (
    isError(error) &&
    /readTree/.test(error.message) &&
    /implement/i.test(error.message)
  );
}

/** Reads and shares trees. */
export class RepositoryTrees {
  readonly #urlReader: UrlReaderService;
  readonly #limits: FileLimits;
  readonly #reads: SharedReads<RepositoryTree | undefined>;

  constructor(options: {
    urlReader: UrlReaderService;
    limits: FileLimits;
    now?: () => number;
  }) {
    this.#urlReader = options.urlReader;
    this.#limits = options.limits;
    this.#reads = new SharedReads({
      freshMs,
      maxValues: 1_000,
      maxWeight: 128 * 1024 * 1024,
      weigh: tree => tree?.weight ?? 1,
      now: options.now,
    });
  }

  /**
   * @param treeUrl - as in RepositoryPlace
   * @returns undefined if the host cannot give whole trees
   * @throws if the host cannot be reached, or knows no such tree; for a minute also to others
   */
  get(treeUrl: string): Promise<RepositoryTree | undefined> {
    return this.#reads.get(treeUrl, last => this.#read(treeUrl, last));
  }

  async #read(
    treeUrl: string,
    last: RepositoryTree | undefined,
  ): Promise<RepositoryTree | undefined> {
    const { maxFileBytes, maxTreeFiles, maxTreeBytes } = this.#limits;
    const sizes = new Map<string, number>();
    const contents = new Map<string, Buffer>();
    let held = 0;
    let truncated = false;

    const hold = (path: string, size: number): boolean => {
      if (!isPlainPath(path)) {
        return false;
      }
      if (sizes.size >= maxTreeFiles) {
        truncated = true;
        return false;
      }
      sizes.set(path, size);
      const fits = size <= maxFileBytes && held + size <= maxTreeBytes;
      if (!fits || !isHeld(path)) {
        return false;
      }
      held += size;
      return true;
    };

    let etag: string;
    try {
      const response = await this.#urlReader.readTree(treeUrl, {
        ...(last?.revision ? { etag: last.revision } : {}),
        signal: AbortSignal.timeout(readTimeoutMs),
        filter: (path, info) => hold(path, info?.size ?? 0),
      });
      etag = response.etag;
      for (const file of await response.files()) {
        // Some hosts' readers know no filter, and hand over files that it never saw.
        if (sizes.has(file.path) || hold(file.path, 0)) {
          const content: unknown = await file.content();
          const buffer = Buffer.isBuffer(content) ? content : Buffer.alloc(0);
          sizes.set(file.path, buffer.length);
          if (buffer.length <= maxFileBytes) {
            contents.set(file.path, buffer);
          }
        }
      }
    } catch (error) {
      if (last && isError(error) && error.name === 'NotModifiedError') {
        return last;
      }
      if (saysNoTrees(error)) {
        return undefined;
      }
      throw error;
    }
    return {
      revision: etag || null,
      paths: [...sizes.keys()].sort(),
      sizes,
      contents,
      truncated,
      weight: held + sizes.size * 200,
    };
  }
}
