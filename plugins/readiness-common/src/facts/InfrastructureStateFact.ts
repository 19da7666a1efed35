import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `infrastructure-state`: how large the states of infrastructure code are, and whose.
 *
 * @public
 */
export const infrastructureStateFact = defineFact({
  collector: 'infrastructure-state',
  title: 'the states of the infrastructure code',
  description:
    'Terraform and OpenTofu states that belong to the entity: pushed by the pipeline that applies them (`terraform state list`), or read by a recipe from the service that keeps them.',
  type: z.strictObject({
    states: z
      .array(
        z.strictObject({
          name: z.string().describe('Name of the workspace or key.'),
          owners: z
            .array(z.string())
            .describe(
              'Owners of it as whole entity refs in lower case, sorted.',
            ),
          resources: z
            .number()
            .describe('Managed resources in it; data sources are none.'),
          changedAt: z
            .string()
            .nullable()
            .describe('ISO time of its newest version, if known.'),
        }),
      )
      .describe('One row a state, sorted by name.'),
  }),
  example: {
    states: [
      {
        name: 'payments/checkout/production',
        owners: ['group:default/payments'],
        resources: 84,
        changedAt: '2026-06-10T12:00:00Z',
      },
    ],
  },
});

/**
 * Data of the fact {@link infrastructureStateFact}.
 *
 * @public
 */
export type InfrastructureStateFact = z.output<
  typeof infrastructureStateFact.type
>;
