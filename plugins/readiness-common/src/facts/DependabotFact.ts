import { z } from 'zod';
import { defineFact } from './FactSchema';

const alerts = (severity: string) =>
  z
    .number()
    .nullable()
    .describe(
      `Open alerts of severity ${severity}; null where alerts are off.`,
    );

/**
 * Fact `dependabot`: open alerts on the dependencies of a repository.
 *
 * @public
 */
export const dependabotFact = defineFact({
  collector: 'dependabot',
  title: 'the Dependabot alerts',
  description:
    'Open alerts of Dependabot on the repository of the entity, by severity.',
  type: z.strictObject({
    enabled: z.boolean().describe('Are alerts switched on?'),
    critical: alerts('critical'),
    high: alerts('high'),
    medium: alerts('medium'),
    low: alerts('low'),
    oldestCriticalAt: z
      .string()
      .nullable()
      .describe(
        'ISO time of the oldest open alert of severity critical or high; null without one.',
      ),
    withFix: z
      .number()
      .nullable()
      .describe(
        'Open alerts of which a version is known that mends them; null where alerts are off.',
      ),
  }),
  example: {
    enabled: true,
    critical: 0,
    high: 1,
    medium: 4,
    low: 2,
    oldestCriticalAt: '2026-05-02T08:00:00Z',
    withFix: 6,
  },
});

/**
 * Data of the fact {@link dependabotFact}.
 *
 * @public
 */
export type DependabotFact = z.output<typeof dependabotFact.type>;
