import { z } from 'zod';
import { defineFact } from './FactSchema';

const tier = () =>
  z
    .number()
    .nullable()
    .describe('1 to 3, or null where none or an unknown one is declared.');

/**
 * Derived fact `readiness/rollup`: results summed up. Stratum 2: only
 * scorecards of Groups and Templates may read it.
 *
 * @public
 */
export const rollupFact = defineFact({
  collector: 'readiness/rollup',
  title: 'the results of what belongs to it',
  description:
    'Of a Group: the results of the entities that it and its child groups own. Of a Template: those of the Components made from it (annotation `backstage.io/source-template`). Groups, Templates and entities in grace do not count. In conditions it is `facts["readiness/rollup"]`.',
  type: z.strictObject({
    entities: z.number().describe('How many entities count.'),
    byTier: z
      .array(
        z.strictObject({
          tier: tier(),
          entities: z.number().describe('How many entities there are of it.'),
        }),
      )
      .describe('One row a tier that there is, by tier, null last.'),
    checks: z
      .array(
        z.strictObject({
          scorecard: z.string().describe('Name of the scorecard.'),
          check: z.string().describe('Id of the check.'),
          tier: tier(),
          pass: z.number().describe('Entities that pass.'),
          exempt: z.number().describe('Entities that are exempt.'),
          known: z.number().describe('Entities that pass or fail.'),
          applicable: z
            .number()
            .describe(
              'Entities that pass, fail, or have no answer (unknown, error).',
            ),
        }),
      )
      .describe(
        'One row per scorecard, check and tier, sorted by them, at most 3,000; rows of which nothing is applicable or exempt are left out. Adoption is pass ÷ applicable.',
      ),
    levels: z
      .array(
        z.strictObject({
          scorecard: z.string().describe('Name of the scorecard.'),
          tier: tier(),
          level: z.number().describe('0 where they are not yet at level 1.'),
          entities: z.number().describe('How many entities are at it.'),
        }),
      )
      .describe(
        'One row per scorecard, tier and level that there is, sorted by them, at most 1,000.',
      ),
  }),
  example: {
    entities: 3,
    byTier: [
      { tier: 1, entities: 1 },
      { tier: null, entities: 2 },
    ],
    checks: [
      {
        scorecard: 'service-readiness',
        check: 'readiness-reviewed',
        tier: 1,
        pass: 1,
        exempt: 0,
        known: 1,
        applicable: 1,
      },
    ],
    levels: [
      { scorecard: 'service-readiness', tier: 1, level: 2, entities: 1 },
      { scorecard: 'service-readiness', tier: null, level: 1, entities: 2 },
    ],
  },
});

/**
 * Data of the fact {@link rollupFact}.
 *
 * @public
 */
export type RollupFact = z.output<typeof rollupFact.type>;
