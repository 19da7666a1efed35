import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Fact of the collector `production`: since when an entity runs in production.
 *
 * @public
 */
export const productionFact = defineFact({
  collector: 'production',
  title: 'the first day in production',
  description:
    'Since when the entity runs in production: its first production deployment by deployment events, else the day on which its lifecycle became production in the git history of the catalog file.',
  type: z.strictObject({
    since: z
      .string()
      .nullable()
      .describe('ISO date; null where nothing tells.'),
    seenIn: z
      .enum(['deployments', 'catalog'])
      .nullable()
      .describe('What tells it; null where nothing does.'),
  }),
  example: { since: '2026-03-02', seenIn: 'deployments' },
});

/**
 * Data of the fact {@link productionFact}.
 *
 * @public
 */
export type ProductionFact = z.output<typeof productionFact.type>;
