import { UrlReaderService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { RequestBudget } from '../requests';
import { FileLimits, ignoredDirectories } from './FileLimits';
import { HostRequests } from './HostRequests';
import { RepositoryPlace } from './RepositoryPlace';
import { SharedReads } from './SharedReads';
import { toRepositoryUrl } from './toRepositoryUrl';

/**
 * Trees of hosted repositories, each read once for all entities in it.
 *
 * A tree is kept as the list of all its paths with their sizes, and the contents of those files
 * that collectors ask for by default. Who asks for others gets them one by one, so that an
 * annotation never makes a whole archive be read again.
 *
 * The host is asked by ETag, which for Git hosts is the commit: that of the tree in memory, else the one
 * that the caller knows from an earlier run. So nothing is downloaded while a repository is unchanged,
 * also after a restart. What the host said serves everybody for a minute. Where it said "unchanged" of a
 * revision and no tree is in memory, that serves only who knows the same revision; the first of the others
 * has the tree read, and then it serves all.
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

/** What the host said of a tree. */
interface TreeState {
  revision: string | null;
  /** Null where it said only that the revision is still the same. */
  tree: RepositoryTree | null;
  /** Does the host give whole trees? */
  givesTrees: boolean;
}

/**
 * What there is to know of a tree: nothing new, the tree, or that its host gives no trees.
 */
export type TreeReading =
  | { type: 'unchanged'; revision: string }
  | { type: 'tree'; tree: RepositoryTree }
  | { type: 'none' };

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
  readonly #requests: HostRequests;
  readonly #limits: FileLimits;
  readonly #reads: SharedReads<TreeState>;

  constructor(options: {
    urlReader: UrlReaderService;
    requests: HostRequests;
    limits: FileLimits;
    now?: () => number;
  }) {
    this.#urlReader = options.urlReader;
    this.#requests = options.requests;
    this.#limits = options.limits;
    this.#reads = new SharedReads({
      freshMs,
      maxValues: 1_000,
      maxWeight: 128 * 1024 * 1024,
      weigh: state => state.tree?.weight ?? 200,
      now: options.now,
    });
  }

  /**
   * @param options.knownRevision - what the caller has seen already and needs no tree for
   * @throws if the host cannot be reached, or knows no such tree; for a minute also to others. RetryLaterError
   *   where the budget of this caller is used up or the host limits requests
   */
  async get(
    place: RepositoryPlace,
    options: { knownRevision?: string; budget?: RequestBudget } = {},
  ): Promise<TreeReading> {
    const { treeUrl } = place;
    const { knownRevision, budget } = options;
    const isKnown = ({ revision }: TreeState) =>
      knownRevision !== undefined && revision === knownRevision;
    const state = await this.#reads.get(
      treeUrl,
      last => this.#read(treeUrl, last, knownRevision),
      {
        admit: () =>
          this.#requests.take(
            treeUrl,
            { type: 'tree', named: place.ref !== null },
            budget,
          ),
        serves: it => !it.givesTrees || it.tree !== null || isKnown(it),
      },
    );
    if (isKnown(state) && knownRevision !== undefined) {
      return { type: 'unchanged', revision: knownRevision };
    }
    return state.tree ? { type: 'tree', tree: state.tree } : { type: 'none' };
  }

  /** Repositories were pushed to: from now on their hosts are asked again. */
  outdate(isChanged: (repositoryUrl: string | undefined) => boolean) {
    this.#reads.outdate(treeUrl => isChanged(toRepositoryUrl(treeUrl)));
  }

  async #read(
    treeUrl: string,
    last: TreeState | undefined,
    knownRevision: string | undefined,
  ): Promise<TreeState> {
    const etag = last?.tree?.revision ?? knownRevision;
    try {
      const tree = await this.#readTree(treeUrl, etag);
      return { revision: tree.revision, tree, givesTrees: true };
    } catch (error) {
      if (etag && isError(error) && error.name === 'NotModifiedError') {
        return { revision: etag, tree: last?.tree ?? null, givesTrees: true };
      }
      if (saysNoTrees(error)) {
        return { revision: null, tree: null, givesTrees: false };
      }
      throw this.#requests.explain(treeUrl, error);
    }
  }

  async #readTree(
    treeUrl: string,
    knownEtag: string | undefined,
  ): Promise<RepositoryTree> {
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

    const response = await this.#urlReader.readTree(treeUrl, {
      ...(knownEtag ? { etag: knownEtag } : {}),
      signal: AbortSignal.timeout(readTimeoutMs),
      filter: (path, info) => hold(path, info?.size ?? 0),
    });
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
    return {
      revision: response.etag || null,
      paths: [...sizes.keys()].sort(),
      sizes,
      contents,
      truncated,
      weight: held + sizes.size * 200,
    };
  }
}
