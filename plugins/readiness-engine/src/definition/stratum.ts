/**
 * Which stratum a check is answered in. A stratum reads facts that are derived
 * from lower strata only, so that no circle can arise: what is summed up for
 * Groups and Templates is summed up from the others, and the base level that
 * dependents see is decided by checks of stratum 0 alone.
 */
import { FilterPredicate } from '@backstage/filter-predicates';
import {
  Check,
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
function kindsOf(predicate: FilterPredicate): Set<string> | null {
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

/** Which kinds something is about: none of those that are evaluated last, some of them, or no others. */
export type LateKinds = 'none' | 'some' | 'all';

function countLate(kinds: ReadonlySet<string>): LateKinds {
  const late = [...kinds].filter(kind => lateKinds.has(kind)).length;
  if (late === 0) {
    return 'none';
  }
  return late === kinds.size ? 'all' : 'some';
}

/**
 * Reads which kinds a scorecard is about from its target.
 *
 * @returns the kinds in lower case, or one sentence on what is wrong with the target
 */
export function findTargetKinds(
  target: FilterPredicate,
): { kinds: ReadonlySet<string> } | { message: string } {
  const kinds = kindsOf(target);
  return kinds && kinds.size > 0
    ? { kinds }
    : { message: 'the target must say which kinds it is about' };
}

/**
 * The stratum of a scorecard: 2 where it is about Groups or Templates only. One that is about
 * others too is of stratum 0; which of its checks are of stratum 2, these tell by `appliesTo`.
 */
export function findStratum(kinds: ReadonlySet<string>): 0 | 2 {
  return countLate(kinds) === 'all' ? 2 : 0;
}

/**
 * Is a check about Groups and Templates?
 *
 * @param kinds - of the target of its scorecard
 */
export function findLateKinds(
  kinds: ReadonlySet<string>,
  { appliesTo }: Pick<Check, 'appliesTo'>,
): LateKinds {
  const own = appliesTo === undefined ? null : kindsOf(appliesTo);
  return countLate(
    own ? new Set([...kinds].filter(kind => own.has(kind))) : kinds,
  );
}

/**
 * The stratum of a check.
 *
 * @param late - whether it is about Groups and Templates
 * @param reads - facts and results that its expressions and texts read
 */
export function findCheckStratum(
  late: LateKinds,
  reads: { facts: Iterable<string>; results: readonly string[] },
): Stratum {
  if (late === 'all') {
    return 2;
  }
  const lowest = [...reads.facts].map(fact => derivedFacts[fact] ?? 0);
  return reads.results.length > 0 || lowest.includes(1) ? 1 : 0;
}

/**
 * May a check read a fact?
 *
 * @param late - whether it is about Groups and Templates
 * @returns null, or one sentence on why not
 */
export function checkFactStratum(fact: string, late: LateKinds): string | null {
  if (!fact.startsWith('readiness/')) {
    return null;
  }
  if (!Object.hasOwn(derivedFacts, fact)) {
    const names = Object.keys(derivedFacts);
    return `there is no fact "${fact}"${offerNames(fact, names, 'known are')}`;
  }
  if (late === 'all' || derivedFacts[fact] !== 2) {
    return null;
  }
  return late === 'some'
    ? `"${fact}" can only be read by checks that are about Groups or Templates alone, since it is summed up from the others: say so in appliesTo, e.g. { kind: Group }`
    : `"${fact}" can only be read by scorecards that are about Groups or Templates, since it is summed up from the others`;
}
