import { z } from 'zod';
import { defineFact } from './FactSchema';

/**
 * Derived fact `readiness/dependencies`: where the dependencies of the entity
 * stand. Stratum 1: it holds base levels, which checks of stratum 0 alone
 * decide, so that dependencies may go round in a circle.
 *
 * @public
 */
export const dependenciesFact = defineFact({
  collector: 'readiness/dependencies',
  title: 'the levels of its dependencies',
  description:
    'The base level (by checks that read no results of others, held over missing data as levels are) of each entity that this one depends on, for each scorecard that asks something of it. In conditions it is `facts["readiness/dependencies"]`; a check that reads it is of stratum 1.',
  type: z.strictObject({
    items: z
      .array(
        z.strictObject({
          ref: z.string().describe('Whole entity ref in lower case.'),
          name: z.string().describe('Its name, without kind and namespace.'),
          scorecard: z
            .string()
            .describe('The scorecard that the level belongs to.'),
          tier: z
            .number()
            .nullable()
            .describe(
              '1 to 3, or null where none or an unknown one is declared.',
            ),
          baseLevel: z.number().describe('0 where it is not yet at level 1.'),
          ceiling: z
            .number()
            .describe(
              'The highest level that those checks offer it; 0: none, so that its base level says nothing.',
            ),
        }),
      )
      .describe(
        'One row per direct dependency and scorecard, sorted by ref, then scorecard, at most 500. Without those that no scorecard is about.',
      ),
    itemCount: z
      .number()
      .describe('How many rows there are, those beyond 500 too.'),
  }),
  example: {
    items: [
      {
        ref: 'component:default/pricing',
        name: 'pricing',
        scorecard: 'service-readiness',
        tier: 1,
        baseLevel: 2,
        ceiling: 3,
      },
    ],
    itemCount: 1,
  },
});

/**
 * Data of the fact {@link dependenciesFact}.
 *
 * @public
 */
export type DependenciesFact = z.output<typeof dependenciesFact.type>;
