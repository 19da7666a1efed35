import { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { defineFact } from './FactSchema';

// A recursive JSON type would only say that values are JSON, in many words.
const jsonObject = z.record(
  z.string(),
  z.unknown(),
) as unknown as z.ZodType<JsonObject>;

/**
 * Fact of the collector `catalog`: the entity itself, and what is read from it
 * by configurable rules. In CEL the entity is the variable `entity`.
 *
 * @public
 */
export const catalogFact = defineFact({
  collector: 'catalog',
  title: 'the catalog entry',
  description:
    'What the catalog says of the entity, with tier, lifecycle, dependencies, runbook links and budget read from it.',
  type: z.strictObject({
    entity: jsonObject.describe(
      'The entity as the catalog serves it, with relations; large spec values are cut to a digest. In conditions it is the variable `entity`.',
    ),
    tier: z
      .number()
      .nullable()
      .describe('1 to 3, or null where none or an unknown one is declared.'),
    tierDeclared: z
      .string()
      .nullable()
      .describe('The declared tier as written, cut to 63 characters.'),
    lifecycle: z
      .string()
      .nullable()
      .describe('`spec.lifecycle` in lower case.'),
    dependencies: z
      .array(z.string())
      .describe(
        'Names (without kind and namespace) of what the entity depends on, sorted.',
      ),
    runbookLinks: z
      .array(z.strictObject({ title: z.string(), url: z.string() }))
      .describe('Links and annotations that name a runbook; http(s) only.'),
    budget: z
      .strictObject({
        amount: z.number().describe('A month, in the currency.'),
        currency: z.string().describe('ISO 4217.'),
      })
      .nullable()
      .describe(
        'Monthly budget, or null where none is declared or it cannot be read.',
      ),
    onCall: z
      .boolean()
      .describe('Is there a `pagerduty.com/service-id` on the entity?'),
  }),
  example: {
    entity: {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'checkout' },
      spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
    },
    tier: 1,
    tierDeclared: '1',
    lifecycle: 'production',
    dependencies: ['orders-db', 'pricing'],
    runbookLinks: [],
    budget: { amount: 1200, currency: 'EUR' },
    onCall: false,
  },
});

/**
 * Data of the fact {@link catalogFact}.
 *
 * @public
 */
export type CatalogFact = z.output<typeof catalogFact.type>;
