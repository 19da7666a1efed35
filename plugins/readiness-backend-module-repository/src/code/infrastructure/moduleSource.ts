import { plainName, sourceAddress } from '../sources/sourceAddress';

/** Where a module comes from. */
export interface ModuleSource {
  /** Without version and query. */
  source: string;
  /** The exact version, or the tag; null for a range, a branch or none. */
  version: string | null;
  /** Does it always give the same code? */
  pinned: boolean;
}

const commit = /^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/;
const plainTag = /^v?\d+\.\d+(?:\.\d+)?(?:[-+][\w.+-]+)?$/;
const prefixedTag = /^[\w./-]*[\w][/_-](v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?)$/;
/** Branches that are called after a version. */
const branch =
  /^(?:release|rel|hotfix|feature|bugfix|fix|support|stable|dev)[/_-]/i;
const exact = /^=?\s*v?(\d+(?:\.\d+){0,2})([-+][\w.+-]+)?$/;
const registry =
  /^(?:[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?\/)?[\w-]+\/[\w-]+\/[\w-]+(?:\/\/.*)?$/;

function refVersion(ref: string | null): Omit<ModuleSource, 'source'> {
  const tag = ref?.replace(/^refs\/tags\//, '') ?? '';
  if (commit.test(tag)) {
    return { version: null, pinned: true };
  }
  if (plainTag.test(tag)) {
    return { version: tag, pinned: true };
  }
  const prefixed = branch.test(tag) ? null : prefixedTag.exec(tag);
  return { version: prefixed?.[1] ?? null, pinned: prefixed !== null };
}

/** An exact constraint, with the zeros that Terraform adds in its mind. */
function exactVersion(constraint: string | null): string | null {
  const [, numbers, rest = ''] = exact.exec(constraint?.trim() ?? '') ?? [];
  if (numbers === undefined) {
    return null;
  }
  const parts = [...numbers.split('.'), '0', '0'].slice(0, 3);
  return parts.join('.') + rest;
}

/**
 * Understands the source of a module block, by the rules of Terraform and OpenTofu: registries, git, Mercurial,
 * archives over HTTP, buckets, OCI.
 *
 * A tag is told by its look, since nobody is asked: a version, alone or behind a name. 7 to 40 or 64 hexadecimal
 * digits are a commit. Whatever else stands in `ref` is taken for a branch.
 *
 * @param written - `source` of the block
 * @param constraint - `version` of the block; null where there is none, or no literal one
 * @returns undefined for a module of the same repository; `unreadable` for what is no source at all
 */
export function moduleSource(
  written: string,
  constraint: string | null,
): ModuleSource | 'unreadable' | undefined {
  const text = plainName(written);
  if (text === undefined) {
    return 'unreadable';
  }
  if (/^(?:\.{0,2}[/\\]|\.{1,2}$|[A-Za-z]:[\\/]|file:)/.test(text)) {
    return undefined;
  }
  const [, getter, rest] = /^([a-z0-9]{1,10})::(.*)$/.exec(text) ?? [
    '',
    undefined,
    text,
  ];
  const question = rest.indexOf('?');
  const path = question < 0 ? rest : rest.slice(0, question);
  const query = new URLSearchParams(
    question < 0 ? '' : rest.slice(question + 1),
  );
  const isGit =
    getter === 'git' ||
    (getter === undefined &&
      (/^(?:github\.com|bitbucket\.org|gitlab\.com)\//.test(path) ||
        /^[\w.-]{1,100}@[\w.-]{1,200}:/.test(path) ||
        /^(?:ssh|git):\/\//.test(path) ||
        /\.git(?:\/\/|$)/.test(path)));
  const plain = path.replace(/\.git(?=\/\/|$)/, '').replace(/\/+$/, '');
  const address =
    sourceAddress(path) ?? (/^\w[\w./:+~-]*$/.test(plain) ? plain : undefined);
  if (address === undefined) {
    return 'unreadable';
  }
  if (isGit) {
    return { source: address, ...refVersion(query.get('ref')) };
  }
  if (getter === 'hg') {
    return { source: address, ...refVersion(query.get('rev')) };
  }
  if (getter === undefined && registry.test(path)) {
    const version = exactVersion(constraint);
    return { source: path, version, pinned: version !== null };
  }
  if (/^oci:\/\//.test(path)) {
    const { version, pinned } = refVersion(query.get('tag'));
    return { source: address, version, pinned: pinned || query.has('digest') };
  }
  // What lies at an address can be replaced, unless its content is named, or its version in the bucket.
  const pinned =
    /^(?:sha256|sha512):[0-9a-f]+$/.test(query.get('checksum') ?? '') ||
    query.has('versionId') ||
    (getter === 's3' && query.has('version'));
  return { source: address, version: null, pinned };
}
