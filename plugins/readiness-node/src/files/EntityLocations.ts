import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  parseLocationRef,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { promises as fs } from 'node:fs';
import { basename, dirname, isAbsolute, parse, relative, sep } from 'node:path';
import { RepositoryAllowList } from './readRepositoryAllowList';
import { RepositoryPlace, repositoryPlace } from './RepositoryPlace';

/**
 * Decides which directory belongs to an entity.
 *
 * The managed-by location is set by the catalog and trusted: it says where the entity's document
 * was found. The source location is written by whoever writes the document. It may therefore only
 * narrow down what the managed-by location gives, or name something that the operator has allowed:
 *
 * - `file:` → below the directory of a `file:` managed-by location, or of an allowed directory,
 *   by real path;
 * - `url:` → in the repository of a `url:` managed-by location (below its directory, where the
 *   host's URLs are not understood), or below an allowed URL.
 *
 * A source location that is not allowed is refused; it does not fall back to another directory,
 * because a reader would then take the wrong documents for the right ones.
 */

/** Where the files of an entity are. */
export type EntityLocation =
  | {
      type: 'directory';
      /** Real, absolute path. Never shown. */
      directory: string;
      /** For people: relative to the allowed directory, or the directory's name. */
      label: string;
    }
  | { type: 'tree'; place: RepositoryPlace }
  | { type: 'refused'; annotation: string; message: string }
  | { type: 'none' };

interface LocationRef {
  type: string;
  target: string;
}

/**
 * Is this path the directory itself or something below it? Both are real, absolute paths.
 */
export function isWithin(directory: string, path: string): boolean {
  if (path === directory) {
    return true;
  }
  return path.startsWith(directory.endsWith(sep) ? directory : directory + sep);
}

/** Is this URL the other one or something below it, comparing whole path segments? */
function isBelow(parent: URL, url: URL): boolean {
  const prefix = parent.pathname.replace(/\/*$/, '/');
  return parent.origin === url.origin && `${url.pathname}/`.startsWith(prefix);
}

function readLocation(
  entity: Entity,
  annotation: string,
): LocationRef | undefined {
  const text: unknown = entity.metadata.annotations?.[annotation];
  if (typeof text !== 'string' || text.length > 2_000) {
    return undefined;
  }
  try {
    return parseLocationRef(text);
  } catch {
    return undefined;
  }
}

async function realDirectory(path: string): Promise<string | undefined> {
  try {
    const real = await fs.realpath(path);
    return (await fs.stat(real)).isDirectory() ? real : dirname(real);
  } catch {
    return undefined;
  }
}

/** Finds the directory of an entity's files, or says why it may not be read. */
export class EntityLocations {
  readonly #allowList: RepositoryAllowList;
  readonly #integrations: ScmIntegrations;

  constructor(options: {
    allowList: RepositoryAllowList;
    integrations: ScmIntegrations;
  }) {
    this.#allowList = options.allowList;
    this.#integrations = options.integrations;
  }

  /**
   * @returns `none` where the entity comes from no file or URL
   * @throws NotFoundError if the directory of the entity's own document is gone
   */
  async locate(entity: Entity): Promise<EntityLocation> {
    const managed = readLocation(entity, ANNOTATION_LOCATION);
    const annotated =
      entity.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION] !== undefined;
    const source = readLocation(entity, ANNOTATION_SOURCE_LOCATION);
    if (annotated && !source) {
      return this.#refuse('It cannot be read as a location.');
    }
    switch ((source ?? managed)?.type) {
      case 'file':
        return this.#locateFile(source, managed);
      case 'url':
        return this.#locateUrl(source, managed);
      default:
        return source
          ? this.#refuse('Only locations of type url and file are read.')
          : { type: 'none' };
    }
  }

  /**
   * The local file in which the entity's document was found. The catalog says which one, and it is trusted.
   *
   * @returns undefined where it comes from elsewhere, or the file is gone
   */
  async locateCatalogFile(
    entity: Entity,
  ): Promise<{ directory: string; name: string } | undefined> {
    const managed = readLocation(entity, ANNOTATION_LOCATION);
    if (managed?.type !== 'file' || !isAbsolute(managed.target)) {
      return undefined;
    }
    const directory = await realDirectory(dirname(managed.target));
    return directory && !this.#isRoot(directory)
      ? { directory, name: basename(managed.target) }
      : undefined;
  }

  async #locateFile(
    source: LocationRef | undefined,
    managed: LocationRef | undefined,
  ): Promise<EntityLocation> {
    const own = await this.#managedDirectory(managed);
    if (!source) {
      return own
        ? { type: 'directory', directory: own, label: basename(own) }
        : { type: 'none' };
    }
    const directory = isAbsolute(source.target)
      ? await realDirectory(source.target)
      : undefined;
    if (directory && !this.#isRoot(directory)) {
      const parents = await Promise.all(
        this.#allowList.directories.map(realDirectory),
      );
      for (const parent of [...parents, own]) {
        if (parent && isWithin(parent, directory)) {
          const label = relative(parent, directory).split(sep).join('/');
          return {
            type: 'directory',
            directory,
            label: label || basename(directory),
          };
        }
      }
    }
    // The same words for what is missing and what is forbidden: an entity must not be able to
    // find out what exists on the machine.
    return this.#refuse(
      "It must name an existing directory below that of the entity's own file location, or below one of readiness.repository.file.allow.",
    );
  }

  async #managedDirectory(
    managed: LocationRef | undefined,
  ): Promise<string | undefined> {
    if (managed?.type !== 'file' || !isAbsolute(managed.target)) {
      return undefined;
    }
    const directory = await realDirectory(dirname(managed.target));
    if (!directory) {
      throw new NotFoundError(
        "The directory of the entity's own file location is not there",
      );
    }
    return this.#isRoot(directory) ? undefined : directory;
  }

  #isRoot(directory: string): boolean {
    return parse(directory).root === directory;
  }

  #locateUrl(
    source: LocationRef | undefined,
    managed: LocationRef | undefined,
  ): EntityLocation {
    const own =
      managed?.type === 'url' ? this.#placeOfFile(managed.target) : undefined;
    if (!source) {
      return own ? { type: 'tree', place: own } : { type: 'none' };
    }
    const place = repositoryPlace(source.target, this.#integrations);
    if (!place) {
      return this.#refuse(
        'It must be an http(s) URL without credentials or encoded slashes.',
      );
    }
    const sameRepository =
      own !== undefined &&
      (own.repository === null || place.repository === null
        ? isBelow(new URL(own.url), new URL(place.url))
        : own.repository === place.repository);
    const allowed = this.#allowList.urls.some(url =>
      isBelow(url, new URL(place.url)),
    );
    return sameRepository || allowed
      ? { type: 'tree', place }
      : this.#refuse(
          "It must name the repository of the entity's own location, or begin with one of readiness.repository.url.allow.",
        );
  }

  /** The managed-by location names a file, whatever its extension is. */
  #placeOfFile(target: string): RepositoryPlace | undefined {
    const url = URL.canParse(target) ? new URL(target) : undefined;
    const inQuery = url?.searchParams.get('path');
    if (url && inQuery) {
      url.searchParams.set('path', dirname(inQuery));
    } else if (url) {
      url.pathname = url.pathname.slice(0, url.pathname.lastIndexOf('/') + 1);
    }
    return url && repositoryPlace(url.toString(), this.#integrations);
  }

  #refuse(message: string): EntityLocation {
    return { type: 'refused', annotation: ANNOTATION_SOURCE_LOCATION, message };
  }
}
