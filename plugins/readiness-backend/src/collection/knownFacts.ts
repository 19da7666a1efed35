import {
  FactSchema,
  factSchemas,
} from '@team-readiness/backstage-plugin-readiness-common';
import { Collector } from '@team-readiness/backstage-plugin-readiness-node';

/**
 * The facts that scorecards may read here: those that Readiness describes itself, and those of
 * collectors that only this installation has. Where both describe a fact, ours counts: the built-in
 * scorecards are written against it, and it is the stricter one.
 *
 * @param collectors - All that modules handed over, disabled ones too: a check that reads a disabled
 *   collector is inactive, not broken.
 * @returns One schema a fact.
 */
export function knownFacts(collectors: readonly Collector[]): FactSchema[] {
  const known = new Map(
    factSchemas.map(schema => [schema.collector, schema] as const),
  );
  for (const { id, title, description, schema } of collectors) {
    if (!known.has(id)) {
      const fact = { collector: id, title, description, schema, example: null };
      known.set(id, fact);
    }
  }
  return [...known.values()];
}
