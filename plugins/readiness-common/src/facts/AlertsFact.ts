import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `alerts`: the alerting rules in an entity's directory.
 *
 * @public
 */
export const alertsFact = defineFact({
  collector: 'alerts',
  title: 'the alerting rules',
  description:
    'Alerting rules of the entity: Prometheus rule files and PrometheusRule objects in its directory.',
  type: z.strictObject({
    location: z.string().describe('Where the rules were read.'),
    alerts: z
      .array(
        z.strictObject({
          name: z.string().describe('Name of the alert.'),
          severity: z
            .string()
            .nullable()
            .describe('Label `severity` in lower case, or null.'),
          paging: z
            .boolean()
            .describe(
              'Does it call somebody? By its label `severity`: page, critical or the like.',
            ),
          runbook: z
            .string()
            .nullable()
            .describe(
              'Annotation `runbook_url` (or `runbook`): an http(s) address or a path; null where there is none.',
            ),
          runbookExists: z
            .boolean()
            .nullable()
            .describe(
              'Is the runbook there? True for a file of the entity and for a link that the catalog names as its runbook, false for a path that leads nowhere, null for addresses elsewhere and without a runbook.',
            ),
          burnRateOf: z
            .string()
            .nullable()
            .describe(
              'Name of the SLO whose burn rate it watches, by its labels; else null.',
            ),
          path: z.string().describe('File of the rule.'),
        }),
      )
      .describe('One row an alerting rule, sorted by name, then path.'),
    broken: z
      .number()
      .describe(
        'Files and rules that could not be read; each is a problem of the entity.',
      ),
  }),
  example: {
    location: 'services/checkout',
    alerts: [
      {
        name: 'CheckoutBudgetBurns',
        severity: 'page',
        paging: true,
        runbook: 'docs/runbook.md#budget-burns',
        runbookExists: true,
        burnRateOf: 'checkout-availability',
        path: 'alerts/checkout.yaml',
      },
    ],
    broken: 0,
  },
});

/**
 * Data of the fact {@link alertsFact}.
 *
 * @public
 */
export type AlertsFact = z.output<typeof alertsFact.type>;
