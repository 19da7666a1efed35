import { segmentMatches } from '@team-readiness/backstage-plugin-readiness-common';
import { PathPattern } from './parseCodeowners';

/**
 * Finds the last of many patterns that matches a path.
 *
 * Model: the patterns stand in one tree by their names, so that those with the same beginning are
 * looked at once. Reading a path moves a set of places in that tree from name to name; the set of
 * a directory serves all that is in it, which is why sorted paths are quick.
 *
 * Guarantees: no expression that can go back; what is looked at is counted, and the count is bounded.
 * A library that turns patterns into regular expressions has no such bound: six times `**` and a path
 * of sixty directories keep `ignore` 7 busy for seconds. A test holds the two to the same answers.
 */

interface Place {
  literals: Map<string, Place>;
  wildcards: Map<string, Place>;
  /** Of `**`, below this place. */
  globstar: Place | undefined;
  isGlobstar: boolean;
  /** The last rule that matches a file whose path ends here, or -1. */
  self: number;
  /** The last rule that matches all that is below a directory whose path ends here, or -1. */
  below: number;
}

interface Standing {
  name: string;
  places: Place[];
  /** The last rule that matches all that is below this directory, or -1. */
  below: number;
}

function newPlace(isGlobstar = false): Place {
  return {
    literals: new Map(),
    wildcards: new Map(),
    globstar: undefined,
    isGlobstar,
    self: -1,
    below: -1,
  };
}

/**
 * The effort that rules may take, shared by all of them.
 */
export class MatchEffort {
  #left: number;

  /** @param steps - names that may be compared; about thirty million a second */
  constructor(steps: number) {
    this.#left = steps;
  }

  /** @throws Error if the effort is used up */
  spend(steps: number) {
    this.#left -= steps;
    if (this.#left < 0) {
      throw new Error(
        'CODEOWNERS holds too many patterns with wildcards for so many files',
      );
    }
  }
}

/** Rules by pattern. */
export class PathRules {
  readonly #root = newPlace();
  readonly #effort: MatchEffort;
  #standing: Standing[] = [];

  constructor(effort: MatchEffort) {
    this.#effort = effort;
  }

  /**
   * Adds a rule; later ones come before earlier ones.
   *
   * @param rule - its number, larger than those before
   */
  add({ segments, reach }: PathPattern, rule: number) {
    let place = this.#root;
    for (const segment of segments) {
      if (segment === '**') {
        place.globstar ??= newPlace(true);
        place = place.globstar;
      } else {
        const next = /[*?]/.test(segment) ? place.wildcards : place.literals;
        const known = next.get(segment) ?? newPlace();
        next.set(segment, known);
        place = known;
      }
    }
    if (reach !== 'below') {
      place.self = rule;
    }
    if (reach !== 'self') {
      place.below = rule;
    }
    this.#standing = [];
  }

  /**
   * The number of the last rule that matches a file, or -1. Quick where the paths come sorted.
   *
   * @throws Error if the effort is used up
   */
  lastMatch(path: string): number {
    const names = path.split('/');
    const file = names.pop() ?? '';
    const parent = this.#enter(names);
    return this.#step(parent.places, file).reduce(
      (last, place) => Math.max(last, place.self),
      parent.below,
    );
  }

  /** The places of a directory, from those of its nearest parent that is still known. */
  #enter(names: readonly string[]): Standing {
    const standing = this.#standing;
    if (standing.length === 0) {
      const places = this.#withGlobstars([this.#root]);
      standing.push({ name: '', places, below: belowOf(places) });
    }
    let known = 1;
    while (
      known < standing.length &&
      known <= names.length &&
      standing[known].name === names[known - 1]
    ) {
      known++;
    }
    standing.length = known;
    for (const name of names.slice(known - 1)) {
      const parent = standing[standing.length - 1];
      const places = this.#step(parent.places, name);
      standing.push({
        name,
        places,
        below: Math.max(parent.below, belowOf(places)),
      });
    }
    return standing[standing.length - 1];
  }

  #step(places: readonly Place[], name: string): Place[] {
    const next = new Set<Place>();
    for (const place of places) {
      this.#effort.spend(1 + place.wildcards.size);
      if (place.isGlobstar) {
        next.add(place);
      }
      const literal = place.literals.get(name);
      if (literal) {
        next.add(literal);
      }
      for (const [pattern, wild] of place.wildcards) {
        if (this.#matches(pattern, name)) {
          next.add(wild);
        }
      }
    }
    return this.#withGlobstars(next);
  }

  #matches(pattern: string, name: string): boolean {
    const star = pattern.indexOf('*');
    if (star === pattern.lastIndexOf('*') && !pattern.includes('?')) {
      return (
        name.length >= pattern.length - 1 &&
        name.startsWith(pattern.slice(0, star)) &&
        name.endsWith(pattern.slice(star + 1))
      );
    }
    // What two cursors take is bounded by the product of the lengths.
    this.#effort.spend(Math.ceil((pattern.length * name.length) / 16));
    return segmentMatches(pattern, name);
  }

  /** `**` may stand for no directory at all, so who is before it is also behind it. */
  #withGlobstars(places: Iterable<Place>): Place[] {
    const all = new Set(places);
    for (const place of all) {
      if (place.globstar) {
        all.add(place.globstar);
      }
    }
    return [...all];
  }
}

function belowOf(places: readonly Place[]): number {
  return places.reduce((last, place) => Math.max(last, place.below), -1);
}
