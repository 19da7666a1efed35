import { CatalogFact } from '@team-readiness/backstage-plugin-readiness-common';

const budgetPattern = /^(\d{1,12}(?:\.\d{1,4})?) ([A-Z]{3})$/;

/**
 * Reads a monthly budget, e.g. `1200 EUR`.
 *
 * @param declared - Value of the annotation.
 * @returns Amount (more than 0) and ISO 4217 currency, or null where it cannot be read.
 */
export function declaredBudget(declared: string): CatalogFact['budget'] {
  const match = budgetPattern.exec(declared.trim());
  const amount = Number(match?.[1]);
  return match && amount > 0 ? { amount, currency: match[2] } : null;
}
