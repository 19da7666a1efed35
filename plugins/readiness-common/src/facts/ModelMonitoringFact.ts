import { z } from 'zod';
import { defineFact } from './FactSchema';

const comparison = (what: string) =>
  z
    .strictObject({
      comparedAt: z.string().describe('ISO time of the newest comparison.'),
      features: z.number().describe('How many features were compared.'),
      exceeded: z
        .number()
        .describe('How many of them exceed the threshold of the monitor.'),
    })
    .nullable()
    .describe(`${what}; null where nothing reports it.`);

/**
 * Fact of the collector `model-monitoring`: what a monitor of a served model
 * reports, by recipe or push.
 *
 * @public
 */
export const modelMonitoringFact = defineFact({
  collector: 'model-monitoring',
  title: 'model monitoring',
  description:
    'What the monitor of the served model reports: drift of its inputs and outputs, skew between training and serving, latency and cost.',
  type: z.strictObject({
    monitor: z.string().describe('Name or http(s) address of the monitor.'),
    drift: comparison('Inputs or outputs of now compared with a reference'),
    skew: comparison('Features at serving compared with those at training'),
    costPerThousand: z
      .strictObject({
        amount: z
          .number()
          .meta({ 'x-precision': 4 })
          .describe('Of a thousand predictions.'),
        currency: z.string().describe('ISO 4217.'),
        publishedAt: z.string().describe('ISO time.'),
      })
      .nullable()
      .describe('Serving cost of a thousand predictions, or null.'),
  }),
  example: {
    monitor: 'https://monitor.example.org/fraud-score',
    drift: {
      comparedAt: '2026-05-31T04:00:00.000Z',
      features: 42,
      exceeded: 1,
    },
    skew: { comparedAt: '2026-05-30T04:00:00.000Z', features: 42, exceeded: 0 },
    costPerThousand: {
      amount: 0.0312,
      currency: 'EUR',
      publishedAt: '2026-05-31T00:00:00.000Z',
    },
  },
});

/**
 * Data of the fact {@link modelMonitoringFact}.
 *
 * @public
 */
export type ModelMonitoringFact = z.output<typeof modelMonitoringFact.type>;
