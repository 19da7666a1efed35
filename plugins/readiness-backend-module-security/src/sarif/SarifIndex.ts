import { isWithin, Place } from '../places';
import {
  absoluteRoot,
  RunOrigin,
  ScannedFinding,
  ScannedRun,
} from './ScannedRun';

/** A run, and where it was read. */
export interface FoundRun extends ScannedRun {
  /** For people: the file or address. */
  source: string;
}

/** Why runs are known to be an entity's. */
export type MappedBy = 'entity' | 'repository';

/** A run as far as it is about one entity. */
export interface EntityRun {
  run: FoundRun;
  /** Those of the run that are the entity's. */
  findings: readonly ScannedFinding[];
}

/** What a run of a scanner is about, where nothing in the document needs to say so. */
export interface RunOwner {
  entityRef?: string;
  place?: Place;
}

interface LocatedRun {
  run: FoundRun;
  /** All of the run's, also those of other repositories. */
  origins: RunOrigin[];
}

/** A path relative to where an origin begins; null where nothing tells. */
function pathIn(
  { place }: ScannedFinding,
  { mappedTo }: RunOrigin,
): string | null {
  if (!place) {
    return null;
  }
  const isMapped =
    mappedTo !== null &&
    mappedTo.root === place.root &&
    isWithin(mappedTo.path, place.path);
  if (isMapped) {
    return place.path.slice(mappedTo.path.length).replace(/^\//, '');
  }
  return place.root === absoluteRoot ? null : place.path;
}

/** The origins that a finding may be of: where a run has several, those in whose own place it lies, if any. */
function originsOf(
  { place }: ScannedFinding,
  origins: readonly RunOrigin[],
): readonly RunOrigin[] {
  const holding = origins.filter(
    ({ mappedTo }) =>
      place !== null &&
      mappedTo !== null &&
      mappedTo.root === place.root &&
      isWithin(mappedTo.path, place.path),
  );
  return holding.length > 0 ? holding : origins;
}

const join = (directory: string, path: string) =>
  [directory, path].filter(Boolean).join('/');

/** Could something in one of two directories lie in the other one? */
const overlap = (one: string, other: string) =>
  isWithin(one, other) || isWithin(other, one);

/**
 * The runs of all documents, to be asked for what is an entity's.
 *
 * A run is an entity's where the configuration, the path of its file, or the run itself names it. Else it is about the
 * repositories that it says it looked at: then an entity has those findings of it whose files lie in its directory, and those
 * of which nothing tells where they lie.
 */
export class SarifIndex {
  readonly #byEntity = new Map<string, FoundRun[]>();
  readonly #byRepository = new Map<string, LocatedRun[]>();
  readonly #brokenOf = new Map<string, string[]>();
  #runs = 0;
  #results = 0;

  /** How many runs were added, of whomever. */
  get runs(): number {
    return this.#runs;
  }

  /** How many results these have. */
  get results(): number {
    return this.#results;
  }

  /**
   * @param owner - what is known of it besides what the run says; this counts first
   * @returns how it was found whose it is; null where it is nobody's
   */
  add(run: FoundRun, owner: RunOwner = {}): MappedBy | null {
    this.#runs += 1;
    this.#results += run.results;
    const entityRef =
      owner.entityRef ?? (owner.place ? undefined : run.entityRef);
    if (entityRef) {
      addTo(this.#byEntity, entityRef, run);
      return 'entity';
    }
    const { place } = owner;
    const origins = place
      ? [
          {
            ...place,
            // The scanner ran there, wherever that was on its own machine.
            mappedTo: run.origins.length === 1 ? run.origins[0].mappedTo : null,
          },
        ]
      : run.origins;
    for (const repository of new Set(origins.map(it => it.repository))) {
      addTo(this.#byRepository, repository, { run, origins });
    }
    return origins.length > 0 ? 'repository' : null;
  }

  /** Notes that a document about an entity cannot be read. */
  addBroken(entityRef: string, source: string): void {
    addTo(this.#brokenOf, entityRef, source);
  }

  /** Documents about this entity that cannot be read. */
  brokenOf(entityRef: string): readonly string[] {
    return this.#brokenOf.get(entityRef) ?? [];
  }

  /** What is about an entity. */
  find(entityRef: string, places: readonly Place[]): EntityRun[] {
    const named = (this.#byEntity.get(entityRef) ?? []).map(run => ({
      run,
      findings: run.findings,
    }));
    const located = places.flatMap(place =>
      (this.#byRepository.get(place.repository) ?? []).flatMap(
        ({ run, origins }) => {
          const isNear = origins.some(
            it =>
              it.repository === place.repository &&
              overlap(it.directory, place.directory),
          );
          return isNear
            ? [{ run, findings: findingsIn(place, run, origins) }]
            : [];
        },
      ),
    );
    return [...named, ...located];
  }
}

function findingsIn(
  { repository, directory }: Place,
  run: FoundRun,
  origins: readonly RunOrigin[],
): ScannedFinding[] {
  return run.findings.filter(finding =>
    originsOf(finding, origins).some(origin => {
      if (origin.repository !== repository) {
        return false;
      }
      const path = pathIn(finding, origin);
      return path === null
        ? overlap(origin.directory, directory)
        : isWithin(directory, join(origin.directory, path));
    }),
  );
}

function addTo<V>(map: Map<string, V[]>, key: string, value: V): void {
  const values = map.get(key) ?? [];
  values.push(value);
  map.set(key, values);
}
