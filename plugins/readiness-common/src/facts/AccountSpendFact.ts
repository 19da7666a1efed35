import { z } from 'zod';
import { defineFact } from './FactSchema';

const amount = () => z.number().meta({ 'x-precision': 2 });

/**
 * Fact of the collector `account-spend`: what is spent in the accounts of a team, and how much of it nobody can be asked about.
 *
 * @public
 */
export const accountSpendFact = defineFact({
  collector: 'account-spend',
  title: 'the spend in its accounts',
  description:
    'Of a Group: effective cost of the accounts (FOCUS `SubAccountId`) that the configuration gives to it, and the part of it that carries no allocation tag or one whose value names nothing in the catalog. Usage and purchases only: taxes, credits and adjustments cannot be tagged.',
  type: z.strictObject({
    accounts: z
      .array(z.string())
      .describe('Ids of the accounts, sorted, at most 100.'),
    month: z
      .string()
      .nullable()
      .describe(
        '`YYYY-MM`: the last complete month in the data; null where there is none.',
      ),
    spend: z
      .array(
        z.strictObject({
          currency: z.string().describe('ISO 4217.'),
          total: amount().describe('Sum of that month, rounded to cents.'),
          untagged: amount().describe(
            'The part that belongs to nothing in the catalog, rounded to cents.',
          ),
        }),
      )
      .describe('One row a currency, sorted by it.'),
  }),
  example: {
    accounts: ['112233445566'],
    month: '2026-05',
    spend: [{ currency: 'EUR', total: 8420.5, untagged: 310.2 }],
  },
});

/**
 * Data of the fact {@link accountSpendFact}.
 *
 * @public
 */
export type AccountSpendFact = z.output<typeof accountSpendFact.type>;
