import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `slo`: the OpenSLO documents that belong to an entity.
 *
 * @public
 */
export const sloFact = defineFact({
  collector: 'slo',
  title: 'the SLO documents',
  description: 'OpenSLO documents that belong to the entity.',
  type: z.strictObject({
    location: z.string().describe('Where the documents were read.'),
    slos: z
      .array(
        z.strictObject({
          name: z.string().describe('`metadata.name`.'),
          service: z.string().nullable().describe('`spec.service`, or null.'),
          targets: z
            .array(z.number().meta({ 'x-precision': 8 }))
            .describe('Target of each objective as a fraction in [0, 1).'),
          window: z
            .string()
            .nullable()
            .describe(
              'Duration shorthand of the one time window, e.g. `28d`; null where missing.',
            ),
          complete: z
            .boolean()
            .describe(
              'Has at least one objective with a target, one time window and an indicator.',
            ),
          burnRateAlert: z
            .boolean()
            .describe(
              'An alert policy of it has a condition of kind `burnrate`.',
            ),
          path: z.string().describe('File of the document.'),
        }),
      )
      .describe('One row an SLO.'),
    broken: z
      .number()
      .describe(
        'Documents that could not be read; each is a problem of the entity.',
      ),
  }),
  example: {
    location: 'services/checkout',
    slos: [
      {
        name: 'checkout-availability',
        service: 'checkout',
        targets: [0.999],
        window: '28d',
        complete: true,
        burnRateAlert: true,
        path: 'slo/checkout.yaml',
      },
    ],
    broken: 0,
  },
});

/**
 * Data of the fact {@link sloFact}.
 *
 * @public
 */
export type SloFact = z.output<typeof sloFact.type>;
