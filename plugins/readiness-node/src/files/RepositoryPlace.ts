import {
  getGitLabIntegrationRelativePath,
  ScmIntegrations,
} from '@backstage/integration';

/**
 * Takes apart the URLs of hosted repositories.
 *
 * Only the exact shapes that a host's own pages use are understood: anything else has no known
 * repository (`repository: null`), and is then compared by directory alone. That is on purpose
 * stricter than what URL readers accept, since two parsers that disagree on where a repository's
 * name ends would let an annotation name somebody else's.
 */

/**
 * A directory in a hosted repository.
 */
export interface RepositoryPlace {
  /** Identity of the repository, in lower case, whatever the branch; null for an unknown shape. */
  repository: string | null;
  /** Owner and name as the host's API takes them, e.g. `acme/shop`; null where it is not asked. */
  name: string | null;
  /** Branch, tag or commit that the URL names; null for the default branch, or where none is told. */
  ref: string | null;
  /** URL of the tree to read, without a path inside where the shape allows it. */
  treeUrl: string;
  /** The directory within that tree; empty for the tree itself. */
  directory: string;
  /** URL of the directory, for people. */
  url: string;
  /** URL of a file, given its path relative to the tree. */
  fileUrl(path: string): string;
}

interface Layout {
  /** Regular expressions with the groups `repository`, `ref` and `path`; the first match wins. */
  shapes: RegExp[];
  tree(repository: string, ref: string | undefined, kind?: string): string;
  file(repository: string, ref: string, kind?: string): string;
  /** Names that may not be part of a repository's path. */
  reserved?: RegExp;
}

const github: Layout = {
  shapes: [
    /^(?<repository>(?:\/[^/]+){2})\/(?:tree|blob)\/(?<ref>[^/]+)(?<path>\/.*)?$/,
    /^(?<repository>(?:\/[^/]+){2})\/?$/,
  ],
  tree: (repository, ref) => `${repository}${ref ? `/tree/${ref}/` : '/'}`,
  file: (repository, ref) => `${repository}/blob/${ref}/`,
};

const gitlab: Layout = {
  shapes: [
    /^(?<repository>(?:\/[^/]+){2,}?)\/(?:-\/)?(?:tree|blob)\/(?<ref>[^/]+)(?<path>\/.*)?$/,
    /^(?<repository>(?:\/[^/]+){2,})\/?$/,
  ],
  tree: (repository, ref) => `${repository}${ref ? `/-/tree/${ref}/` : '/'}`,
  file: (repository, ref) => `${repository}/-/blob/${ref}/`,
  reserved: /\/(?:-|tree|blob|raw|edit|src|commits?|issues)(?:\/|$)/,
};

const gitea: Layout = {
  shapes: [
    /^(?<repository>(?:\/[^/]+){2})\/src\/(?<kind>branch|commit|tag)\/(?<ref>[^/]+)(?<path>\/.*)?$/,
  ],
  tree: (repository, ref, kind) => `${repository}/src/${kind}/${ref}/`,
  file: (repository, ref, kind) => `${repository}/src/${kind}/${ref}/`,
};

const bitbucketCloud: Layout = {
  shapes: [
    /^(?<repository>(?:\/[^/]+){2})\/src\/(?<ref>[^/]+)(?<path>\/.*)?$/,
    /^(?<repository>(?:\/[^/]+){2})\/?$/,
  ],
  tree: (repository, ref) => `${repository}${ref ? `/src/${ref}/` : '/'}`,
  file: (repository, ref) => `${repository}/src/${ref}/`,
};

const bitbucketServer: Layout = {
  shapes: [
    /^(?<repository>(?:\/[^/]+)?\/(?:projects|users)\/[^/]+\/repos\/[^/]+)\/browse(?<path>\/.*)?$/,
  ],
  tree: repository => `${repository}/browse/`,
  file: repository => `${repository}/browse/`,
};

const azureRepository = /^(?:\/[^/]+){1,2}\/_git\/[^/]+$/;

/** Decodes a URL path into one relative to the tree, without slashes at its ends. */
function decodePath(path: string): string | undefined {
  const names: string[] = [];
  for (const encoded of path.split('/').filter(Boolean)) {
    let name: string;
    try {
      name = decodeURIComponent(encoded);
    } catch {
      return undefined;
    }
    if (name === '.' || name === '..' || /[/\\\0]/.test(name)) {
      return undefined;
    }
    names.push(name);
  }
  return names.join('/');
}

/** Encodes a path for a URL, name by name. */
function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** A location that ends in a YAML or JSON file means the directory of that file. */
function withoutFile(path: string): string {
  return /\.(?:ya?ml|json)$/i.test(path)
    ? path.slice(0, path.lastIndexOf('/') + 1)
    : path;
}

/** The parts of an understood path, and the URL path that comes before it. */
function layoutOf(
  url: URL,
  integrations: ScmIntegrations,
): { layout: Layout; base: string } | undefined {
  switch (integrations.byUrl(url)?.type) {
    case 'github':
      return { layout: github, base: '' };
    case 'gitlab': {
      const config = integrations.gitlab.byUrl(url)?.config;
      const base = config ? getGitLabIntegrationRelativePath(config) : '';
      return { layout: gitlab, base: base.replace(/\/+$/, '') };
    }
    case 'gitea': {
      const baseUrl = integrations.gitea.byUrl(url)?.config.baseUrl;
      const base = baseUrl ? new URL(baseUrl).pathname : '';
      return { layout: gitea, base: base.replace(/\/+$/, '') };
    }
    case 'bitbucketCloud':
      return { layout: bitbucketCloud, base: '' };
    case 'bitbucketServer':
      return { layout: bitbucketServer, base: '' };
    default:
      return undefined;
  }
}

function azurePlace(url: URL): RepositoryPlace | undefined {
  const path = decodePath(withoutFile(url.searchParams.get('path') ?? '/'));
  if (!azureRepository.test(url.pathname) || path === undefined) {
    return undefined;
  }
  const at = (inside: string) => {
    const result = new URL(url.pathname, url.origin);
    result.searchParams.set('path', `/${inside}`);
    const version = url.searchParams.get('version');
    if (version) {
      result.searchParams.set('version', version);
    }
    return result.toString();
  };
  return {
    repository: `${url.origin}${url.pathname}`.toLowerCase(),
    name: null,
    ref: url.searchParams.get('version'),
    treeUrl: at(''),
    directory: path,
    url: at(path),
    fileUrl: at,
  };
}

function unknownPlace(url: URL): RepositoryPlace {
  const directory = withoutFile(url.pathname).replace(/\/*$/, '/');
  const treeUrl = new URL(directory, url.origin).toString();
  return {
    repository: null,
    name: null,
    ref: null,
    treeUrl,
    directory: '',
    url: treeUrl,
    fileUrl: file => treeUrl + encodePath(file),
  };
}

/**
 * Understands the URL of a directory, or of a YAML or JSON file in it.
 *
 * @returns undefined for a URL that is not http(s), carries credentials, or whose path is ambiguous
 */
export function repositoryPlace(
  target: string,
  integrations: ScmIntegrations,
): RepositoryPlace | undefined {
  const url = URL.canParse(target) ? new URL(target) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    return undefined;
  }
  const ambiguous = /%2f|%5c|%00|\\|\/\//i.test(url.pathname);
  if (
    url.username ||
    url.password ||
    ambiguous ||
    decodePath(url.pathname) === undefined
  ) {
    return undefined;
  }
  if (integrations.byUrl(url)?.type === 'azure') {
    return azurePlace(url) ?? unknownPlace(url);
  }
  const known = layoutOf(url, integrations);
  if (!known || !`${url.pathname}/`.startsWith(`${known.base}/`)) {
    return unknownPlace(url);
  }
  const { layout, base } = known;
  const path = url.pathname.slice(base.length);
  const groups = layout.shapes
    .map(shape => shape.exec(path)?.groups)
    .find(Boolean);
  if (!groups || layout.reserved?.test(groups.repository)) {
    return unknownPlace(url);
  }
  const directory = decodePath(withoutFile(groups.path ?? '')) ?? '';
  const repository = base + groups.repository;
  const at = url.searchParams.get('at');
  const absolute = (pathname: string) => {
    const result = new URL(pathname, url.origin);
    if (layout === bitbucketServer && at) {
      result.searchParams.set('at', at);
    }
    return result.toString();
  };
  const treePath = layout.tree(repository, groups.ref, groups.kind);
  const filePath = layout.file(repository, groups.ref ?? 'HEAD', groups.kind);
  return {
    repository: `${url.origin}${repository}`.toLowerCase(),
    name: decodePath(groups.repository) ?? null,
    ref: decodePath(groups.ref ?? at ?? '') || null,
    treeUrl: absolute(treePath),
    directory,
    url: absolute(
      directory && groups.ref !== undefined
        ? treePath + encodePath(directory)
        : treePath,
    ),
    fileUrl: file => absolute(filePath + encodePath(file)),
  };
}
