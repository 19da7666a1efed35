import { z } from 'zod';
import { defineFact } from './FactSchema';

const efficiency = (of: string) =>
  z
    .number()
    .meta({ 'x-precision': 1 })
    .nullable()
    .describe(
      `How much of the requested ${of} is used, in percent; over 100 where more is used than requested. Null where nothing is requested, or no use was measured.`,
    );

/**
 * Fact of the collector `opencost`: what the workloads of an entity use of what they request.
 *
 * @public
 */
export const openCostFact = defineFact({
  collector: 'opencost',
  title: 'the cost allocation of the cluster',
  description:
    'Allocation of the workloads of the entity by the API of OpenCost or Kubecost: what they cost, and how much of what they request they use.',
  type: z.strictObject({
    allocated: z
      .boolean()
      .describe(
        'Some allocation of the window belongs to the entity: by namespace, label, annotation or controller.',
      ),
    from: z.string().describe('ISO date of the first day of the window.'),
    to: z.string().describe('ISO date of the last day of the window.'),
    days: z
      .number()
      .describe('Days of the window for which there is an allocation.'),
    currency: z.string().describe('ISO 4217, as configured for OpenCost.'),
    totalCost: z
      .number()
      .meta({ 'x-precision': 2 })
      .describe('Cost over the window, shared and idle cost left out.'),
    cpuEfficiency: efficiency('CPU time'),
    memoryEfficiency: efficiency('memory'),
    efficiency: efficiency('CPU time and memory, weighed by their cost,'),
  }),
  example: {
    allocated: true,
    from: '2026-06-01',
    to: '2026-06-14',
    days: 14,
    currency: 'EUR',
    totalCost: 212.4,
    cpuEfficiency: 48.2,
    memoryEfficiency: 71.5,
    efficiency: 58.9,
  },
});

/**
 * Data of the fact {@link openCostFact}.
 *
 * @public
 */
export type OpenCostFact = z.output<typeof openCostFact.type>;
