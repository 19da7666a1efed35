import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { toRepositoryUrl } from '@team-readiness/backstage-plugin-readiness-node';

/** Stands for the machine of the backend where a place is no repository. */
export const localMachine = 'file:';

/** A directory in a repository. @public */
export interface Place {
  /** As toRepositoryUrl writes it; `localMachine` for a directory of the machine. */
  repository: string;
  /** Without slashes at its ends; empty for all of the repository. */
  directory: string;
}

/** After the repository's own path: what stands before a branch, and after it the path inside. */
const insideShapes = [
  /^\/(?:-\/)?(?:tree|blob|raw|edit)\/[^/]+(?<path>\/.*)?$/,
  /^\/src\/(?:branch|commit|tag)\/[^/]+(?<path>\/.*)?$/,
  /^\/src\/[^/]+(?<path>\/.*)?$/,
  /^\/browse(?<path>\/.*)?$/,
];

const maxLocationLength = 2_000;
const slugShape = /^[\w-][\w.-]*(?:\/[\w-][\w.-]*)+$/;
const documentFile = /\.(?:ya?ml|json)$/i;

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A path that ends in a catalog file means the directory of that file. */
function directoryOf(path: string): string {
  const directory = documentFile.test(path)
    ? path.slice(0, path.lastIndexOf('/') + 1)
    : path;
  return directory.replace(/^\/+|\/+$/g, '');
}

/**
 * Takes a URL of a directory, or of a YAML or JSON file in it, apart. A branch is taken for one name without a slash.
 *
 * @param location - `https://…`, or an absolute path of the machine
 * @returns undefined where it is neither
 */
export function placeOf(location: string): Place | undefined {
  if (location.length > maxLocationLength) {
    return undefined;
  }
  if (location.startsWith('/')) {
    return { repository: localMachine, directory: directoryOf(location) };
  }
  const repository = toRepositoryUrl(location);
  if (!repository) {
    return undefined;
  }
  const { pathname, searchParams } = new URL(location);
  const own = new URL(repository).pathname;
  const inside = pathname.slice(own.length).replace(/^\.git(?=\/|$)/, '');
  const path =
    searchParams.get('path') ??
    insideShapes.map(shape => shape.exec(inside)).find(Boolean)?.groups?.path ??
    '';
  return { repository, directory: directoryOf(decode(path)) };
}

/**
 * Where an entity's files lie: by its source location, else by where its document was found, and the repositories that the
 * annotations `github.com/project-slug` and `gitlab.com/project-slug` name, as a whole.
 *
 * These only decide which reports are the entity's. Nothing is read there.
 */
export function entityPlaces(entity: Entity): Place[] {
  const annotations: Record<string, unknown> =
    entity.metadata.annotations ?? {};
  for (const name of [ANNOTATION_SOURCE_LOCATION, ANNOTATION_LOCATION]) {
    const text = annotations[name];
    if (typeof text === 'string' && /^(?:url|file):/.test(text)) {
      const place = placeOf(text.replace(/^(?:url|file):/, ''));
      if (place) {
        return [place];
      }
    }
  }
  return ['github.com', 'gitlab.com'].flatMap(host => {
    const slug = annotations[`${host}/project-slug`];
    const place =
      typeof slug === 'string' && slugShape.test(slug)
        ? placeOf(`https://${host}/${slug}`)
        : undefined;
    return place ? [{ ...place, directory: '' }] : [];
  });
}

/** Is this path the directory itself or below it? Both without slashes at their ends. */
export function isWithin(directory: string, path: string): boolean {
  return (
    directory === '' || path === directory || path.startsWith(`${directory}/`)
  );
}
