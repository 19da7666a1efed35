import { toRepositoryUrl } from '@team-readiness/backstage-plugin-readiness-node';
import { Place } from '../places';
import { ScorecardResult } from './ScorecardResult';

/** A result, and where it was read. */
export interface FoundResult extends ScorecardResult {
  /** For people. */
  source: string;
}

/** Is the first to be taken rather than the other: newer, or of the same time and telling more? */
function isBetter(one: FoundResult, other: FoundResult): boolean {
  if (one.analysedAt !== other.analysedAt) {
    return one.analysedAt > other.analysedAt;
  }
  return one.format === other.format
    ? one.source < other.source
    : one.format === 'probe';
}

/** The newest result of each repository, and of each entity that a path names. */
export class ScorecardIndex {
  readonly #byRepository = new Map<string, FoundResult>();
  readonly #byEntity = new Map<string, FoundResult>();

  /** How many repositories and entities there are. */
  get size(): number {
    return this.#byRepository.size + this.#byEntity.size;
  }

  /**
   * @param entityRef - whose it is by the path of its file, if anything says so
   * @returns false where nothing tells whose it is
   */
  add(result: FoundResult, entityRef: string | undefined): boolean {
    if (entityRef) {
      keepBetter(this.#byEntity, entityRef, result);
      return true;
    }
    const { repository } = result;
    const url = /^https?:\/\//.test(repository)
      ? repository
      : `https://${repository}`;
    const host = URL.canParse(url) ? new URL(url).hostname : '';
    const known = host.includes('.') ? toRepositoryUrl(url) : undefined;
    if (!known) {
      return false;
    }
    keepBetter(this.#byRepository, known, result);
    return true;
  }

  /** The result about an entity: by its name, else by its repository. */
  find(entityRef: string, places: readonly Place[]): FoundResult | undefined {
    return (
      this.#byEntity.get(entityRef) ??
      places
        .flatMap(({ repository }) => this.#byRepository.get(repository) ?? [])
        .reduce<FoundResult | undefined>(
          (best, it) => (best && !isBetter(it, best) ? best : it),
          undefined,
        )
    );
  }
}

function keepBetter(
  map: Map<string, FoundResult>,
  key: string,
  result: FoundResult,
): void {
  const known = map.get(key);
  if (!known || isBetter(result, known)) {
    map.set(key, result);
  }
}
