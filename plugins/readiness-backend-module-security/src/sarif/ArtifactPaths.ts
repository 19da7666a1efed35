import { JsonObject, JsonValue } from '@backstage/types';
import { indexOf, objectOf, objectsOf, textOf } from '../json';
import { absoluteRoot, ArtifactPlace } from './ScannedRun';

const maxUriLength = 2_000;
const maxBases = 10;
const scheme = /^[a-z][a-z0-9+.-]+:/i;
const drive = /^[a-z]:[/\\]/i;

/** @returns undefined for a path that leads out of where it begins */
function normalise(path: string): string | undefined {
  const names: string[] = [];
  for (const name of path.replace(/\\/g, '/').split('/')) {
    if (name === '..') {
      if (names.pop() === undefined) {
        return undefined;
      }
    } else if (name !== '' && name !== '.') {
      names.push(name);
    }
  }
  return names.join('/');
}

function decode(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** @returns the path of an absolute URI without its scheme, host and drive; undefined for a relative one */
function absolutePath(uri: string): string | undefined {
  if (drive.test(uri)) {
    return uri.slice(2);
  }
  if (!scheme.test(uri)) {
    return uri.startsWith('/') ? uri : undefined;
  }
  return uri
    .replace(scheme, '')
    .replace(/^\/\/[^/]*/, '')
    .replace(/^\/[a-z]:/i, '');
}

/**
 * Finds out where the files of a run lie (SARIF 2.1.0, 3.4 artifactLocation and 3.14.14 originalUriBaseIds).
 *
 * A base may be relative to another one; paths are told relative to the last one of the chain. An absolute path below a base of
 * the run is told relative to that base, so that it can be found in a repository.
 */
export class ArtifactPaths {
  readonly #bases: Map<string, JsonObject>;
  readonly #absoluteBases: Array<{ id: string; path: string }>;
  readonly #artifacts: JsonObject[];

  constructor(run: JsonObject) {
    const bases = objectOf(run.originalUriBaseIds) ?? {};
    this.#bases = new Map(
      Object.entries(bases)
        .slice(0, 100)
        .flatMap(([id, base]) => {
          const object = objectOf(base);
          return object ? [[id, object]] : [];
        }),
    );
    this.#artifacts = objectsOf(run.artifacts);
    this.#absoluteBases = [...this.#bases].flatMap(([id, base]) => {
      const uri = textOf(base.uri, maxUriLength);
      const path = uri && absolutePath(decode(uri));
      const normal = path && normalise(path);
      return normal ? [{ id, path: `${normal}/` }] : [];
    });
    this.#absoluteBases.sort((a, b) => b.path.length - a.path.length);
  }

  /**
   * @param location - an artifactLocation
   * @returns undefined where it names no place, or one outside of its base
   */
  resolve(location: JsonValue | undefined): ArtifactPlace | undefined {
    let object = objectOf(location);
    if (object && object.uri === undefined) {
      const index = indexOf(object.index);
      const known = index === undefined ? undefined : this.#artifacts[index];
      object = objectOf(known?.location) ?? object;
    }
    const uri = textOf(object?.uri, maxUriLength);
    const base = textOf(object?.uriBaseId, 200);
    if (uri === undefined && base === undefined) {
      return undefined;
    }
    const absolute = uri === undefined ? undefined : absolutePath(decode(uri));
    return absolute === undefined
      ? this.#relative(decode(uri ?? ''), base)
      : this.#absolute(absolute);
  }

  #absolute(path: string): ArtifactPlace | undefined {
    const normal = normalise(path);
    if (normal === undefined) {
      return undefined;
    }
    const base = this.#absoluteBases.find(it =>
      `${normal}/`.startsWith(it.path),
    );
    return base
      ? { root: base.id, path: normal.slice(base.path.length) }
      : { root: absoluteRoot, path: normal };
  }

  #relative(uri: string, first: string | undefined): ArtifactPlace | undefined {
    let path = uri;
    let root = first;
    for (let depth = 0; root !== undefined && depth < maxBases; depth += 1) {
      const base = this.#bases.get(root);
      const own = textOf(base?.uri, maxUriLength);
      const next = textOf(base?.uriBaseId, 200);
      // A base that is absolute, or not told, is where the chain ends.
      if (own === undefined || absolutePath(decode(own)) !== undefined) {
        break;
      }
      path = `${decode(own)}/${path}`;
      root = next;
    }
    const normal = normalise(path);
    return normal === undefined
      ? undefined
      : { root: root ?? null, path: normal };
  }
}
