import { z } from 'zod';
import { defineFact } from './FactSchema';

const share = () => z.number().meta({ 'x-precision': 4 });

/**
 * Fact of the collector `prometheus`: how the SLOs of an entity fare, by the
 * answers of Prometheus (or what speaks its query API) to their queries.
 *
 * @public
 */
export const prometheusFact = defineFact({
  collector: 'prometheus',
  title: 'the SLO measurements',
  description:
    'What Prometheus answers to the queries of the entity’s complete SLO documents (OpenSLO, Sloth, Pyrra): share of good events, error budget and when it ran out.',
  type: z.strictObject({
    slos: z
      .array(
        z.strictObject({
          name: z
            .string()
            .describe('Name of the SLO in its document, one row each.'),
          objective: share()
            .nullable()
            .describe(
              'Strictest target as a fraction in [0, 1), or null where there is none. Where objectives have indicators or thresholds of their own, the target of the one whose budget is lowest: the row is its.',
            ),
          asked: z
            .boolean()
            .optional()
            .describe(
              'Could it be asked for? False where its data source is another one, or its indicator or server is not known: then nothing is known of it.',
            ),
          measuredOn: z
            .string()
            .nullable()
            .describe(
              'Day (`YYYY-MM-DD`, UTC) of the newest sample of its indicator, or null where there is none.',
            ),
          attained: share()
            .nullable()
            .describe(
              'Share of good events in the time window up to now, in [0, 1]; null without data.',
            ),
          met: z
            .boolean()
            .nullable()
            .describe('Is the objective met in the time window?'),
          budgetLeft: share()
            .nullable()
            .describe(
              'Part of the error budget that is left: 1 is all of it, negative is overspent.',
            ),
          burnRate: share()
            .nullable()
            .describe(
              'Speed of the last hour: at 1 the budget lasts exactly for the time window.',
            ),
          burnRates: z
            .array(
              z.strictObject({
                window: z
                  .string()
                  .describe('5m, 30m, 1h, 2h, 6h, 1d or 3d, up to now.'),
                rate: share()
                  .nullable()
                  .describe('Burn rate over the window; null without data.'),
              }),
            )
            .optional()
            .describe(
              'Burn rates over the windows of multi-window alerts, shortest first.',
            ),
          burning: z
            .enum(['page', 'ticket'])
            .nullable()
            .optional()
            .describe(
              'The most severe multi-window burn-rate condition of the Site Reliability Workbook that holds now; null where none does, or there is no data.',
            ),
          exhaustedAt: z
            .string()
            .nullable()
            .describe(
              'ISO time at which the budget last ran out, as far back as samples are kept; null where it did not.',
            ),
        }),
      )
      .describe(
        'One row a complete SLO, with or without data, sorted by name.',
      ),
  }),
  example: {
    slos: [
      {
        name: 'checkout-availability',
        objective: 0.999,
        asked: true,
        measuredOn: '2026-05-30',
        attained: 0.9993,
        met: true,
        budgetLeft: 0.3,
        burnRate: 0.4,
        burnRates: [
          { window: '5m', rate: 0 },
          { window: '1h', rate: 0.4 },
        ],
        burning: null,
        exhaustedAt: null,
      },
    ],
  },
});

/**
 * Data of the fact {@link prometheusFact}.
 *
 * @public
 */
export type PrometheusFact = z.output<typeof prometheusFact.type>;
