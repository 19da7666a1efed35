import { CelExpression } from '../cel/CelEngine';

/** The fact behind the variable `entity`. */
export const catalogFact = 'catalog';
/** The derived fact behind the variable `owner`; the catalog collector writes it. */
export const ownerFact = 'readiness/owner';

/**
 * The facts that an expression reads, as ids of collectors; those behind
 * `entity` and `owner` included.
 */
export function factsReadBy(expression: CelExpression): string[] {
  const facts = new Set(expression.members.facts);
  if (expression.reads.has('entity')) {
    facts.add(catalogFact);
  }
  if (expression.reads.has('owner')) {
    facts.add(ownerFact);
  }
  return [...facts].sort();
}

/** Ids of the checks whose outcomes an expression reads, sorted. */
export function resultsReadBy(expression: CelExpression): string[] {
  return [...expression.members.results].sort();
}

/** Is the fact made of what is known of entities, and not observed by a collector? */
export function isDerived(fact: string): boolean {
  return fact.startsWith('readiness/');
}

/** Is the fact written by the catalog collector, which is always connected? */
export function isFromCatalog(fact: string): boolean {
  return fact === catalogFact || fact === ownerFact;
}
