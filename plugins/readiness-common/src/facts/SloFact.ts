import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `slo`: the SLO documents that belong to an entity, of OpenSLO, Sloth and Pyrra.
 *
 * @public
 */
export const sloFact = defineFact({
  collector: 'slo',
  title: 'the SLO documents',
  description: 'OpenSLO, Sloth and Pyrra documents that belong to the entity.',
  type: z.strictObject({
    location: z.string().describe('Where the documents were read.'),
    slos: z
      .array(
        z.strictObject({
          name: z
            .string()
            .describe('`metadata.name`; of Sloth the name of the SLO.'),
          service: z
            .string()
            .nullable()
            .describe(
              '`spec.service`; of Sloth its service; of Pyrra a label that names one; or null.',
            ),
          targets: z
            .array(z.number().meta({ 'x-precision': 8 }))
            .describe('Target of each objective as a fraction in [0, 1).'),
          window: z
            .string()
            .nullable()
            .describe(
              'Duration shorthand of the one time window, e.g. `28d`; `30d` for Sloth, whose documents hold none; null where missing.',
            ),
          complete: z
            .boolean()
            .describe(
              'Has at least one objective with a target, one time window and an indicator.',
            ),
          burnRateAlert: z
            .boolean()
            .describe(
              'An alert policy of it has a condition of kind `burnrate`; Sloth and Pyrra make such alerts unless told not to.',
            ),
          journey: z
            .string()
            .nullable()
            .describe(
              'The user journey that it protects: annotation `team-readiness.dev/journey`, else label `journey`, else a line `Journey: …` of its description; cut to 200 characters. Null where it names none.',
            ),
          reviewedAt: z
            .string()
            .nullable()
            .describe(
              'ISO date of the last review: annotation `team-readiness.dev/reviewed`; null without one.',
            ),
          errorBudgetPolicy: z
            .strictObject({
              link: z
                .string()
                .describe(
                  "Path relative to the entity's directory, or http(s) address.",
                ),
              words: z
                .number()
                .nullable()
                .describe(
                  'Words of the document outside code and front matter; 0 where the path leads nowhere, null for an address, which is not read.',
                ),
            })
            .nullable()
            .describe(
              'What happens when its budget is exhausted: annotation `team-readiness.dev/error-budget-policy`, else `error-budget-policy.md` in `docs/`, `slo/` or `openslo/`; null where there is neither.',
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
        journey: 'Pay for a basket',
        reviewedAt: '2026-04-02',
        errorBudgetPolicy: { link: 'docs/error-budget-policy.md', words: 240 },
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
