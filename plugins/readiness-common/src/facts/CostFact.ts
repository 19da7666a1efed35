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
    forecastRange: z
      .strictObject({
        low: amount().describe('Lower end, rounded to cents.'),
        high: amount().describe('Upper end, rounded to cents.'),
      })
      .nullable()
      .describe(
        'The month ends in this range with a probability of 80 %, if the days to come spread as those so far did. Null in the first six days of the month, and where nothing is attributed.',
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
    growth: z
      .strictObject({
        from: z.string().describe('`YYYY-MM` that is compared with.'),
        to: z
          .string()
          .describe(
            '`YYYY-MM` that is looked at: from its seventh day on the month of the newest charge, by its forecast; before that the last complete one.',
          ),
        amount: amount().describe(
          'Difference between the two, rounded to cents; negative for less.',
        ),
        percent: z
          .number()
          .meta({ 'x-precision': 1 })
          .nullable()
          .describe(
            'The difference in percent of `from`; null where nothing was spent then.',
          ),
      })
      .nullable()
      .describe(
        "Growth from month to month; null where nothing is attributed or where there are too few months. The month of the entity's first charge is not compared with: it is seldom whole.",
      ),
    weekOverWeek: z
      .strictObject({
        from: z
          .string()
          .describe('First day of the earlier week, `YYYY-MM-DD`, in UTC.'),
        to: z
          .string()
          .describe(
            'First day of the later week, which ends the day before the newest charge in the data.',
          ),
        amount: amount().describe(
          'The later week less the earlier one, rounded to cents.',
        ),
        percent: z
          .number()
          .meta({ 'x-precision': 1 })
          .nullable()
          .describe(
            'The difference in percent of the earlier week; null where nothing was spent then.',
          ),
      })
      .nullable()
      .describe(
        'The last seven whole days against the seven before, without charges that cover the month to its end. Null where the entity has no charge before these two weeks.',
      ),
  }),
  example: {
    attributed: true,
    currency: 'EUR',
    month: '2026-05',
    monthToDate: 480.2,
    forecast: 1010.55,
    forecastRange: { low: 941.3, high: 1079.8 },
    daysObserved: 14,
    months: [
      { month: '2026-03', amount: 960.11 },
      { month: '2026-04', amount: 990.4 },
    ],
    threeMonthMean: 975.26,
    growth: { from: '2026-04', to: '2026-05', amount: 20.15, percent: 2 },
    weekOverWeek: {
      from: '2026-04-30',
      to: '2026-05-07',
      amount: -4.2,
      percent: -1.8,
    },
  },
});

/**
 * Data of the fact {@link costFact}.
 *
 * @public
 */
export type CostFact = z.output<typeof costFact.type>;
