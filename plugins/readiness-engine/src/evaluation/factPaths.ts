import { FilterPredicate } from '@backstage/filter-predicates';
import { CelExpression } from '../cel/CelEngine';
import { PathBuilder, ReadPaths } from '../cel/ReadPaths';
import { catalogFact, ownerFact } from './factReads';

/**
 * What is read of facts, by id of the collector.
 *
 * @public
 */
export type FactPaths = ReadonlyMap<string, ReadPaths>;

/** A path with more dots may stand for too many places. */
const maxDots = 6;

/** {@link FactPaths} that are put together. */
export class FactPathsBuilder {
  readonly facts = new Map<string, PathBuilder>();

  fact(collector: string): PathBuilder {
    let paths = this.facts.get(collector);
    if (!paths) {
      paths = new PathBuilder();
      this.facts.set(collector, paths);
    }
    return paths;
  }

  add(other: FactPaths): void {
    other.forEach((paths, collector) => this.fact(collector).add(paths));
  }

  /** What an expression reads of `facts`, and of the facts behind `entity` and `owner`. */
  addExpression({ paths }: CelExpression): void {
    paths
      .get('facts')
      ?.members.forEach((below, collector) => this.fact(collector).add(below));
    const entity = paths.get('entity');
    if (entity) {
      this.#entity().add(entity);
    }
    const owner = paths.get('owner');
    if (owner) {
      this.fact(ownerFact).add(owner);
    }
  }

  /** What a filter predicate over the entity reads, with `readiness.tier` and `readiness.lifecycle`. */
  addPredicate(predicate: FilterPredicate): void {
    addPredicate(this.#entity(), predicate, key => {
      if (key === 'readiness' || key.startsWith('readiness.')) {
        this.fact(catalogFact).member('tier');
        this.fact(catalogFact).member('lifecycle');
      }
    });
  }

  /** An annotation of the entity. */
  addAnnotation(name: string): void {
    this.#entity().member('metadata').member('annotations').member(name);
  }

  #entity(): PathBuilder {
    return this.fact(catalogFact).member('entity');
  }
}

/** Whoever asks for one key below another may mean one key with dots: annotations have them. */
function addPath(
  place: PathBuilder,
  path: string,
  addLast: (place: PathBuilder) => void,
): void {
  const steps = path.split('.');
  if (steps.length > maxDots + 1) {
    place.markWhole();
    return;
  }
  for (let length = 1; length < steps.length; length += 1) {
    const below = place.member(steps.slice(0, length).join('.'));
    addPath(below, steps.slice(length).join('.'), addLast);
  }
  addLast(place.member(path));
}

function addPredicate(
  place: PathBuilder,
  predicate: unknown,
  onKey?: (key: string) => void,
): void {
  if (
    typeof predicate !== 'object' ||
    predicate === null ||
    Array.isArray(predicate)
  ) {
    place.markWhole();
    return;
  }
  for (const [key, value] of Object.entries(predicate)) {
    if (key === '$all' || key === '$any') {
      (value as unknown[]).forEach(each => addPredicate(place, each, onKey));
    } else if (key === '$not') {
      addPredicate(place, value, onKey);
    } else {
      onKey?.(key);
      addPath(place, key, last => addValue(last, value));
    }
  }
}

function addValue(place: PathBuilder, filter: unknown): void {
  if (typeof filter !== 'object' || filter === null) {
    place.markWhole();
  } else if ('$contains' in filter) {
    addPredicate(place.eachItem(), filter.$contains);
  } else if (!('$exists' in filter)) {
    place.markWhole();
  }
}

/**
 * What is read of facts by any of several scorecards or checks.
 *
 * @public
 */
export function mergeFactPaths(all: Iterable<FactPaths>): FactPaths {
  const builder = new FactPathsBuilder();
  for (const paths of all) {
    builder.add(paths);
  }
  return builder.facts;
}
