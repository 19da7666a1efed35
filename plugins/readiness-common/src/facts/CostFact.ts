import { z } from 'zod';
import { defineFact } from './FactSchema';

const amount = () => z.number().meta({ 'x-precision': 2 });

/**
 * Fact of the collector `cost`: effective cost by FOCUS rows attributed to the entity.
 *
 * @public
 */
export const costFact = defineFact({
  collector: 'cost',
  title: 'cost data',
  description:
    'Effective cost of the entity by the rows of FOCUS files that carry its allocation tag.',
  type: z.strictObject({
    attributed: z
      .boolean()
      .describe(
        'At least one charge of the month or the twelve before it belongs to the entity.',
      ),
    currency: z
      .string()
      .describe(
        'ISO 4217. Where nothing is attributed: the only currency in the data, or empty where it holds several.',
      ),
    month: z.string().describe('`YYYY-MM` of the newest charge in the data.'),
    monthToDate: amount().describe(
      'Sum of that month so far, rounded to cents.',
    ),
    forecast: amount().describe(
      'Month to date projected evenly to the whole month, rounded to cents. A charge that already covers the month to its end (a monthly fee) counts once.',
    ),
    daysObserved: z
      .number()
      .describe(
        'Days of the month, in UTC, up to the newest charge in the data.',
      ),
    months: z
      .array(
        z.strictObject({
          month: z.string().describe('`YYYY-MM`.'),
          amount: amount().describe('Sum, rounded to cents.'),
        }),
      )
      .describe(
        "Earlier complete months in the data, oldest first, at most 12, from the entity's first charge on. A month without a charge is 0.",
      ),
    threeMonthMean: amount()
      .nullable()
      .describe(
        'Mean of the last three complete months or of as many as there are, or null without one.',
      ),
  }),
  example: {
    attributed: true,
    currency: 'EUR',
    month: '2026-05',
    monthToDate: 480.2,
    forecast: 1010.55,
    daysObserved: 14,
    months: [
      { month: '2026-03', amount: 960.11 },
      { month: '2026-04', amount: 990.4 },
    ],
    threeMonthMean: 975.26,
  },
});

/**
 * Data of the fact {@link costFact}.
 *
 * @public
 */
export type CostFact = z.output<typeof costFact.type>;
