import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { readinessAnnotations } from '@team-readiness/backstage-plugin-readiness-common';
import { readDirectoryAnnotation } from '@team-readiness/backstage-plugin-readiness-node';
import { ConftestResult } from './readConftestReport';
import { FoundResults } from './ReportIndex';

/** Where the files of an entity lie that Conftest looks at, besides those directly in its directory. */
const directories = ['deploy/', 'k8s/', 'manifests/'];

/**
 * A directory as a text that can be compared: hosts write the same place as
 * tree (a directory) and blob (a file).
 */
function toDirectory(location: string): string {
  const place = location
    .replace(/^(url|file):/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/(-\/)?(blob|raw|edit)\//, '/$1tree/');
  const directory = /\.ya?ml$/i.test(place)
    ? place.slice(0, place.lastIndexOf('/') + 1)
    : place;
  return directory.replace(/\/*$/, '/');
}

/** The directory of an entity as {@link toDirectory} writes it; null where nothing tells. */
function directoryOf(entity: Entity): string | null {
  const annotations = entity.metadata.annotations ?? {};
  for (const name of [ANNOTATION_SOURCE_LOCATION, ANNOTATION_LOCATION]) {
    const text: unknown = annotations[name];
    if (
      typeof text === 'string' &&
      text.length <= 2_000 &&
      /^(url|file):/.test(text)
    ) {
      return toDirectory(text);
    }
  }
  return null;
}

/** What Conftest says of a file. */
interface FileResults extends ConftestResult {
  /** Its whole path, as {@link toDirectory} writes places. */
  place: string;
  /** When the report was written, in milliseconds since 1970. */
  reportedAt: number;
}

/**
 * The reports of Conftest in a run, to be asked for what lies in an entity's
 * directory: files right in it, and below `deploy/`, `k8s/`, `manifests/` and
 * the annotated directory. Files further down may be another entity's.
 */
export class ConftestIndex {
  #files: FileResults[] = [];
  #isSorted = true;
  #reports = 0;

  /** How many reports were added. */
  get reports(): number {
    return this.#reports;
  }

  /**
   * @param location - the directory in which Conftest ran: the URL of the tree,
   *   as the catalog's locations write it, or an absolute path
   * @param reportedAt - when the report was written
   */
  add(
    location: string,
    results: readonly ConftestResult[],
    reportedAt: number,
  ): void {
    const root = toDirectory(location);
    for (const result of results) {
      this.#files.push({ ...result, place: root + result.path, reportedAt });
    }
    this.#reports += 1;
    this.#isSorted = false;
  }

  /** What belongs to an entity. */
  find(entity: Entity): FoundResults {
    const found: FoundResults = {
      results: 0,
      reportedAt: null,
      violations: [],
    };
    const own = directoryOf(entity);
    if (own === null || this.#files.length === 0) {
      return found;
    }
    const { globs } = readDirectoryAnnotation(
      entity,
      readinessAnnotations.manifests,
    );
    const below = [
      ...directories,
      ...globs.map(glob => glob.replace(/\*\*$/, '')),
    ];
    for (const file of this.#below(own)) {
      const inside = file.place.slice(own.length);
      if (!inside.includes('/') || below.some(it => inside.startsWith(it))) {
        found.results += file.results;
        found.reportedAt = Math.max(found.reportedAt ?? 0, file.reportedAt);
        for (const failure of file.failures) {
          found.violations.push({
            ...failure,
            object: inside,
            timestamp: null,
            source: 'conftest',
            mappedBy: 'path',
          });
        }
      }
    }
    return found;
  }

  /** All files below a directory: they lie side by side in sorted order. */
  #below(directory: string): FileResults[] {
    if (!this.#isSorted) {
      this.#files.sort((a, b) =>
        a.place < b.place ? -1 : Number(a.place > b.place),
      );
      this.#isSorted = true;
    }
    let [low, high] = [0, this.#files.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#files[middle].place < directory) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    let end = low;
    while (this.#files[end]?.place.startsWith(directory)) {
      end += 1;
    }
    return this.#files.slice(low, end);
  }
}
