import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `unit-cost`: what one unit of what an entity is for costs.
 *
 * @public
 */
export const unitCostFact = defineFact({
  collector: 'unit-cost',
  title: 'the published cost of a unit',
  description:
    'What one request, order or user of the entity costs, as pushed by a pipeline or read by a recipe.',
  type: z.strictObject({
    units: z
      .array(
        z.strictObject({
          unit: z
            .string()
            .describe('What is counted, in the singular, e.g. `order`.'),
          cost: z
            .number()
            .meta({ 'x-precision': 6 })
            .describe('Cost of one unit, in the currency.'),
          currency: z.string().describe('ISO 4217.'),
          from: z.string().describe('ISO date: first day that was counted.'),
          to: z.string().describe('ISO date: last day that was counted.'),
          publishedAt: z.string().describe('ISO time of the publication.'),
          url: z
            .string()
            .nullable()
            .describe('http(s) link to where it is published, or null.'),
        }),
      )
      .describe('The newest publication of each unit, sorted by unit.'),
  }),
  example: {
    units: [
      {
        unit: 'order',
        cost: 0.0132,
        currency: 'EUR',
        from: '2026-05-01',
        to: '2026-05-31',
        publishedAt: '2026-06-03T06:00:00Z',
        url: 'https://dashboards.example.org/unit-cost/checkout',
      },
    ],
  },
});

/**
 * Data of the fact {@link unitCostFact}.
 *
 * @public
 */
export type UnitCostFact = z.output<typeof unitCostFact.type>;
