/**
 * Which stratum a scorecard is evaluated in. A stratum reads facts that are
 * derived from lower strata only, so that no circle can arise.
 */
import { FilterPredicate } from '@backstage/filter-predicates';

/** Kinds that are evaluated after all others, over what is summed up from them. */
const lateKinds = new Set(['group', 'template']);

/** Derived facts, and the lowest stratum that may read them. */
const derivedFacts: Record<string, 0 | 2> = {
  'readiness/owner': 0,
  'readiness/rollup': 2,
};

function readKinds(value: unknown): Set<string> | null {
  if (typeof value === 'string') {
    return new Set([value.toLowerCase()]);
  }
  if (typeof value === 'object' && value !== null && '$in' in value) {
    const list = (value as { $in: unknown[] }).$in;
    return new Set(list.map(kind => String(kind).toLowerCase()));
  }
  return null;
}

/**
 * The kinds that a predicate lets through.
 *
 * @returns lower case; null where it does not say
 */
export function kindsOf(predicate: FilterPredicate): Set<string> | null {
  if (typeof predicate !== 'object' || predicate === null) {
    return null;
  }
  if ('$all' in predicate) {
    const all = (predicate.$all as FilterPredicate[])
      .map(kindsOf)
      .filter(kinds => kinds !== null);
    return all.length === 0
      ? null
      : all.reduce((a, b) => new Set([...a].filter(kind => b.has(kind))));
  }
  if ('$any' in predicate) {
    const any = (predicate.$any as FilterPredicate[]).map(kindsOf);
    return any.reduce(
      (a, b) => (a && b ? new Set([...a, ...b]) : null),
      new Set<string>(),
    );
  }
  return 'kind' in predicate ? readKinds(predicate.kind) : null;
}

/**
 * The stratum of a scorecard with this target.
 *
 * @returns the stratum, or one sentence on what is wrong with the target
 */
export function findStratum(
  target: FilterPredicate,
): { stratum: 0 | 2 } | { message: string } {
  const kinds = kindsOf(target);
  if (!kinds || kinds.size === 0) {
    return { message: 'the target must say which kinds it is about' };
  }
  const late = [...kinds].filter(kind => lateKinds.has(kind)).length;
  if (late !== 0 && late !== kinds.size) {
    return {
      message:
        'one scorecard cannot be about Groups or Templates and other kinds together: they are evaluated one after the other',
    };
  }
  return { stratum: late === 0 ? 0 : 2 };
}

/**
 * May a check of a stratum read a fact?
 *
 * @returns null, or one sentence on why not
 */
export function checkFactStratum(fact: string, stratum: 0 | 2): string | null {
  if (!fact.startsWith('readiness/')) {
    return null;
  }
  const lowest = Object.hasOwn(derivedFacts, fact) ? derivedFacts[fact] : null;
  if (lowest === null) {
    return `there is no fact "${fact}"; known ones are ${Object.keys(
      derivedFacts,
    ).join(' and ')}`;
  }
  return lowest > stratum
    ? `"${fact}" can only be read by scorecards of Groups and Templates, since it is summed up from the others`
    : null;
}
