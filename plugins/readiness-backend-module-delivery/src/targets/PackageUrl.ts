/**
 * What a package URL says about an artifact.
 */
export interface PackageUrl {
  /** Without version, qualifiers and subpath, e.g. `pkg:oci/checkout`. */
  name: string;
  /** Algorithm and hexadecimal digits, e.g. `sha256:0b31…`, in lower case; null without one. */
  digest: string | null;
  /** Commit that it was made of; null where the URL names none. */
  commit: string | null;
  /** URL of the repository that it was made of; null where the URL names none. */
  repository: string | null;
}

/** Hosts of the types of package URLs that are repositories: their version is a commit or a tag. */
const repositoryHosts = new Map([
  ['github', 'github.com'],
  ['bitbucket', 'bitbucket.org'],
  ['gitlab', 'gitlab.com'],
]);

const digestPattern =
  /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;

/**
 * Is it the id of a commit: 7 to 40 hexadecimal digits as Git shows them, or the 64 of SHA-256?
 */
export function isCommit(text: string): boolean {
  return /^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/i.test(text);
}

/**
 * Reads a package URL (https://github.com/package-url/purl-spec) as far as delivery needs it. The
 * digest is its version, as in `pkg:oci/checkout@sha256%3A…`, or its qualifier `checksum`; the commit and the
 * repository are those of its qualifier `vcs_url`, or of the types `github`, `gitlab` and `bitbucket`.
 *
 * @param text - anything
 * @returns undefined where it is no package URL
 */
export function parsePackageUrl(text: string): PackageUrl | undefined {
  const [withoutSubpath] = text.split('#');
  const [path, query = ''] = withoutSubpath.split('?');
  const at = path.lastIndexOf('@');
  const versioned = at > path.lastIndexOf('/');
  const named = versioned ? path.slice(0, at) : path;
  const version = versioned ? decode(path.slice(at + 1)) : '';
  const parts = /^pkg:\/*([a-z][a-z0-9.+-]*)\/(.+?)\/*$/i.exec(named);
  if (!parts) {
    return undefined;
  }
  const type = parts[1].toLowerCase();
  const origin = originOf(new URLSearchParams(query).get('vcs_url') ?? '');
  const host = repositoryHosts.get(type);
  return {
    name: `pkg:${type}/${parts[2]}`,
    digest:
      toDigest(version) ??
      firstDigest(new URLSearchParams(query).get('checksum') ?? ''),
    commit: origin?.commit ?? (host && isCommit(version) ? version : null),
    repository:
      origin?.repository ?? (host ? `https://${host}/${parts[2]}` : null),
  };
}

/**
 * @param text - `sha256:…`, or 64 hexadecimal digits, which are one of SHA-256
 * @returns the digest in lower case; null where it is none
 */
export function toDigest(text: string): string | null {
  const lower = text.toLowerCase();
  const digest = /^[0-9a-f]{64}$/.test(lower) ? `sha256:${lower}` : lower;
  return digestPattern.test(digest) ? digest : null;
}

function firstDigest(checksums: string): string | null {
  const digests = checksums.split(',').map(toDigest);
  return digests.find(digest => digest !== null) ?? null;
}

/** `git+https://host/owner/name.git@<commit>` as SPDX writes it. */
function originOf(text: string) {
  const parts = /^(?:git\+)?(https?:\/\/[^\s@#]+)(?:@([^#]+))?/.exec(text);
  return parts
    ? {
        repository: parts[1],
        commit: parts[2] && isCommit(parts[2]) ? parts[2] : null,
      }
    : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
