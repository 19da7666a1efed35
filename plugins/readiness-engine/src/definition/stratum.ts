/**
 * Which stratum a scorecard is evaluated in. A stratum reads facts that are
 * derived from lower strata only, so that no circle can arise.
 */
import { FilterPredicate } from '@backstage/filter-predicates';
import {
  dependenciesFact,
  exemptionsFact,
  ownerFact,
  relationsFact,
  rollupFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { offerNames } from '../cel/types/nearestName';

/** Kinds that are evaluated after all others, over what is summed up from them. */
const lateKinds = new Set(['group', 'template']);

/**
 * Where a check is answered: 0 from what was observed, 1 from the results of
 * stratum 0, 2 (Groups and Templates) from what is summed up from both.
 *
 * @public
 */
export type Stratum = 0 | 1 | 2;

/** Derived facts, and the lowest stratum that may read them. */
const derivedFacts: Readonly<Record<string, Stratum>> = {
  [ownerFact.collector]: 0,
  [relationsFact.collector]: 0,
  [dependenciesFact.collector]: 1,
  [rollupFact.collector]: 2,
  [exemptionsFact.collector]: 2,
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
  // Nothing is summed up from a scorecard of stratum 2, so that it may be about others as well.
  return { stratum: [...kinds].some(kind => lateKinds.has(kind)) ? 2 : 0 };
}

/**
 * The stratum of a check.
 *
 * @param scorecard - the stratum of the scorecard
 * @param reads - facts and results that its expressions and texts read
 */
export function findCheckStratum(
  scorecard: 0 | 2,
  reads: { facts: Iterable<string>; results: readonly string[] },
): Stratum {
  const lowest = [...reads.facts].map(fact => derivedFacts[fact] ?? 0);
  return scorecard === 0 && (reads.results.length > 0 || lowest.includes(1))
    ? 1
    : scorecard;
}

/**
 * May a check of a scorecard of this stratum read a fact?
 *
 * @returns null, or one sentence on why not
 */
export function checkFactStratum(fact: string, stratum: 0 | 2): string | null {
  if (!fact.startsWith('readiness/')) {
    return null;
  }
  if (!Object.hasOwn(derivedFacts, fact)) {
    const names = Object.keys(derivedFacts);
    return `there is no fact "${fact}"${offerNames(fact, names, 'known are')}`;
  }
  return stratum === 0 && derivedFacts[fact] === 2
    ? `"${fact}" can only be read by scorecards that are about Groups or Templates, since it is summed up from the others`
    : null;
}
